"""Kinds of buyers and their order, as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot import texts
from bot.language.normalize import bare
from models.priority import BUYER_KINDS

HEARD = {
    "hospital": ("โรงพยาบาล", "โรงหมอ", "รพ.", "รพ"),
    "school": ("โรงเรียน", "รร.", "รร"),
    "hotel": ("โรงแรม", "รีสอร์ท", "รีสอร์ต"),
    "restaurant": ("ร้านอาหาร", "ภัตตาคาร"),
}
EQUAL = frozenset(
    {texts.SHARE_EQUALLY, "แบ่งเท่ากัน", "แบ่งเท่าๆกัน", "แบ่งเท่าๆกันทุกที่", "แบ่งเท่ากันหมด", "เท่ากัน"}
    | {"เท่ากันทุกที่", "ทุกที่เท่ากัน", "เท่ากันหมด", "ให้เท่ากัน", "ให้เท่ากันทุกที่", "ให้ทุกที่เท่ากัน"}
)
_KIND = "|".join(f"(?P<{kind}>{'|'.join(map(re.escape, HEARD[kind]))})" for kind in BUYER_KINDS)
_WORDS = (
    re.compile("(?P<then>แล้วก็|แล้ว|จากนั้น|ตามด้วย|ต่อด้วย|ต่อมา|รองลงมา|ถัดมา)"),
    re.compile("(?P<first>ก่อน)"),
    re.compile(r"(?:และ|กับ|ให้|เอา|ของไม่พอ|ขอ|ได้|เป็น|ค่อย|พวก|ถ้า|เมื่อ|เวลา|ตอน|[ ,/])"),
)
_WORD = re.compile("|".join((_KIND, *(words.pattern for words in _WORDS))))


def named(kinds: Sequence[str]) -> str:
    """โรงพยาบาล โรงเรียน และโรงแรม"""
    *some, last = [texts.BUYER_KINDS.get(kind, kind) for kind in kinds] or [""]
    pattern = texts.KINDS_AND if len(some) > 1 else texts.TWO_KINDS
    return pattern.format(some=" ".join(some), last=last) if some else last


def says_order(words: str) -> bool:
    """Whether a sentence on its own says who comes first, or that nobody does."""
    return ("ก่อน" in words and bool(read_tiers(words))) or _joined(words) in EQUAL


def read_tiers(words: str) -> list[list[str]] | None:
    """ "โรงพยาบาลกับโรงเรียนก่อน แล้วโรงแรม" and "โรงพยาบาลกับโรงเรียนก่อนโรงแรม" as
    [["hospital", "school"], ["hotel"]], [] for all alike; None when it says anything else or names
    a kind twice.
    """
    if _joined(words) in EQUAL:
        return []
    tiers: list[list[str]] = [[]]
    said = list(_words(bare(words)))
    for word in said:
        if word in ("then", "first") and tiers[-1]:
            tiers.append([])
        elif word in HEARD:
            tiers[-1].append(word)
    kinds = [kind for tier in tiers for kind in tier]
    is_plain = bool(kinds) and said[-1] != "then" and len(kinds) == len(set(kinds))
    return [tier for tier in tiers if tier] if is_plain else None


def _words(text: str) -> Iterable[str]:
    """The kinds, and where the next tier begins; nothing when other words are there, too."""
    found, at = [], 0
    while match := _WORD.match(text, at):
        found.append(match.lastgroup or "")
        at = match.end()
    return found if at == len(text) else []


def _joined(words: str) -> str:
    return "".join(bare(words).split())
