"""Answers to several offers at once: "อันแรกได้ อันที่สองไม่ได้"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bot.language.nodes import Mark, Node
from bot.language.numbers import parse_number
from bot.language.tokens import Token, at

LAST = -1
"""The number of "อันสุดท้าย"."""
Answers = tuple[tuple[int, bool], ...]
_NOUNS = frozenset(("อัน", "ราย", "เจ้า", "ใบ", "ข้อ", "ข้อเสนอ", "ออเดอร์", "รายการ"))
_NAMED = {"แรก": 1, "หลัง": LAST, "สุดท้าย": LAST}
_YES = frozenset(("can", "accept", "confirm", "buy"))
_TAKE = frozenset(("รับ", "รับได้", "ส่งได้"))
_NO = frozenset(("neg", "decline", "not_want", "cancel"))


def parse_ordinal(tokens: list[Token], i: int) -> tuple[Mark, int] | None:
    """Which of several is meant, from token `i` on, and the index after it."""
    if at(tokens, i).text not in _NOUNS:
        return None
    following = at(tokens, i + 1).text
    if following in _NAMED:
        return Mark("ordinal", following, Fraction(_NAMED[following])), i + 2
    if following != "ที่":
        return None
    parsed = parse_number(tokens, i + 2)
    if parsed is None or parsed[0].low is None or at(tokens, parsed[1]).kind == "unit":
        return None
    return Mark("ordinal", tokens[i].text, parsed[0].low), parsed[1]


def answers_in(nodes: Iterable[Node]) -> Answers:
    """(which, yes or no) for each that is answered, in the order in which they were said."""
    found: list[tuple[int, bool]] = []
    waiting: list[int] = []
    for mark in (node for node in nodes if isinstance(node, Mark)):
        if mark.kind == "ordinal":
            waiting.append(int(mark.number))
        elif (yes := mark.kind in _YES or mark.text in _TAKE) or mark.kind in _NO:
            found += [(which, yes) for which in waiting]
            waiting = []
    return tuple(found)
