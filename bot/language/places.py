"""Whose goods, and of which kind, a question is about: "ผักบ้านวังน้ำวนมีอะไร"."""

from __future__ import annotations

from bot.language.tokens import Token

CATEGORIES = frozenset(["ผัก", "ผลไม้", "ข้าว", "ขนม", "เห็ด", "ไข่", "ปลา", "เนื้อ", "ของสด"])
_BEGINNINGS = frozenset(("บ้าน", "กลุ่ม", "ตำบล", "สวน", "วิสาหกิจ", "สหกรณ์"))
_NAME_KINDS = frozenset(("unknown", "filler", "quality", "head", "unit", "number", "next", "and"))


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


def _name(tokens: list[Token], i: int) -> str | None:
    end = i + 1
    while end < len(tokens) and not tokens[end].gap and tokens[end].kind in _NAME_KINDS:
        end += 1
    if not any(t.kind == "unknown" for t in tokens[i + 1 : end]):
        return None
    return "".join(t.text for t in tokens[i:end])
