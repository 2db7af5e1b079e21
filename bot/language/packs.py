"""What one of a unit holds: ลังละ 12 ขวด, 45 กก.ต่อกระสอบ."""

from __future__ import annotations

from fractions import Fraction

from bot.language.measures import in_kilograms, parse_measure
from bot.language.nodes import Measure, Pack
from bot.language.tokens import Token, at

CONTAINERS = frozenset(
    ("ถาด", "ลัง", "กล่อง", "แพ็ค", "ถุง", "กระสอบ", "เข่ง", "ปี๊บ", "ชุด", "ตะกร้า", "ถัง", "แผง", "เครือ")
)
"""Units that hold others."""


def parse_pack(tokens: list[Token], i: int, unit: str) -> tuple[Pack, int] | None:
    """ "ลังละ 12 ขวด": the amount from token `i` on is what one `unit` holds."""
    measured = parse_measure(tokens, i)
    if measured is None or measured[0].unit is None or at(tokens, measured[1]).kind == "la":
        return None
    measure, end = measured
    if measure.unit == unit:
        return None
    if tokens[end - 1].kind not in ("unit", "half", "digit", "filler"):
        return None
    return Pack(unit, measure.quantity, measure.unit), end


def parse_content(tokens: list[Token], i: int) -> tuple[Pack, int] | None:
    """ "45 กก.ต่อกระสอบ", "5 กก./ถุง": what one of them holds."""
    measured = parse_measure(tokens, i)
    if measured is None or measured[0].unit is None:
        return None
    link, unit = at(tokens, measured[1]), at(tokens, measured[1] + 1)
    if link.value == "x":
        return _times_packs(tokens, measured[1] + 1, measured[0])
    if unit.kind != "unit" or not (link.kind == "per" or link.value == "/"):
        return None
    return Pack(unit.value, measured[0].quantity, measured[0].unit), measured[1] + 2


def _times_packs(tokens: list[Token], i: int, content: Measure) -> tuple[Pack, int] | None:
    """ "25 กก. x 10 กระสอบ": the amount from token `i` on is how many of them."""
    packs = parse_measure(tokens, i)
    if packs is None or packs[0].unit in (None, content.unit):
        return None
    held = in_kilograms(Fraction(1), content.unit or "") is not None or (
        packs[0].unit in CONTAINERS and content.unit not in CONTAINERS
    )
    return (Pack(packs[0].unit or "", content.quantity, content.unit), i) if held else None
