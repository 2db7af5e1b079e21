"""Whose goods, and of which kind, a question is about: "ผักบ้านวังน้ำวนมีอะไร"."""

from __future__ import annotations

from bot.language.nodes import Mark
from bot.language.tokens import Token, at

CATEGORIES = frozenset(["ผัก", "ผลไม้", "ข้าว", "ขนม", "เห็ด", "ไข่", "ปลา", "เนื้อ", "ของสด"])
_BEGINNINGS = frozenset(("บ้าน", "กลุ่ม", "ตำบล", "สวน", "วิสาหกิจ", "สหกรณ์"))
_PLACES = _BEGINNINGS | frozenset(
    (
        "โรงเรียน",
        "โรงพยาบาล",
        "โรงแรม",
        "ร้าน",
        "ร้านอาหาร",
        "วัด",
        "อำเภอ",
        "จังหวัด",
        "หมู่บ้าน",
        "ตลาด",
        "รร.",
        "รพ.",
        "ร.ร.",
        "อบต.",
        "เทศบาล",
        "ศูนย์เด็กเล็ก",
    )
)
_NO_NAMES = frozenset(("อยู่", "มา", "ไป", "ที่", "ของ", "เป็น", "คือ", "จะ", "ให้"))
_NAME_KINDS = frozenset(("unknown", "filler", "quality", "head", "unit", "next"))


def category_in(tokens: list[Token]) -> str | None:
    """The kind of goods that is named, if any."""
    return next((t.text for t in tokens if t.text in CATEGORIES), None)


def producer_in(tokens: list[Token]) -> str | None:
    """The group or village as written: a beginning such as บ้าน and the unknown name glued to it."""
    for i, token in enumerate(tokens):
        if token.text in _BEGINNINGS:
            name = _name(tokens, i)
            if name is not None:
                return name
    return None


def parse_place(tokens: list[Token], i: int) -> tuple[Mark, int] | None:
    """ "โรงเรียนบ้านหนองแวง": a place with its name is no product. The index after it."""
    if at(tokens, i).text not in _PLACES:
        return None
    end = _end(tokens, i)
    if not any(t.kind == "unknown" for t in tokens[i + 1 : end]):
        return None
    return Mark("place", "".join(t.text for t in tokens[i:end]), gap=tokens[i].gap), end


def _end(tokens: list[Token], i: int) -> int:
    end = i + 1
    while _goes_on(tokens, end):
        end += 1
    return end


def _goes_on(tokens: list[Token], i: int) -> bool:
    token = at(tokens, i)
    return not token.gap and token.kind in _NAME_KINDS and token.text not in _NO_NAMES


def _name(tokens: list[Token], i: int) -> str | None:
    end = _end(tokens, i)
    if not any(t.kind == "unknown" for t in tokens[i + 1 : end]):
        return None
    return "".join(t.text for t in tokens[i:end])
