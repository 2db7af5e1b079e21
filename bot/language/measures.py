"""Amounts: 20 กก., ครึ่งโล, โลครึ่ง, 3 โลครึ่ง, กำนึง, 1/2 โล, 20-25 กก., 15 โลถึง 20 โล."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bot.language.nodes import Measure
from bot.language.numbers import NumberSaid, parse_number
from bot.language.tokens import Token, at

HALF = Fraction(1, 2)
_ONE_WORDS = frozenset(("หนึ่ง", "นึง", "หนี่ง"))
_ONE_MORE = frozenset(("อีก", "สัก", "ซัก"))
_NUMBER_WORDS = ("digit", "times", "twenty", "half")
_FRACTIONS = frozenset(("1 2", "1 4", "3 4", "1 3", "2 3"))
_WEIGHTS = {"ตัน": 1_000_000, "กก.": 1_000, "ขีด": 100, "กรัม": 1}
"""Grams."""
Parsed = tuple[Measure, int]


def in_kilograms(quantity: Fraction, unit: str) -> Fraction | None:
    """The weight, exact; None for a unit that has no fixed one."""
    return quantity * _WEIGHTS[unit] / _WEIGHTS["กก."] if unit in _WEIGHTS else None


def skip_approx(tokens: list[Token], i: int) -> int:
    """The index after words such as ประมาณ or สัก."""
    while at(tokens, i).kind == "approx":
        i += 1
    return i


def parse_measure(tokens: list[Token], i: int) -> Parsed | None:
    """The amount that starts at token `i`, and the index after it."""
    i = skip_approx(tokens, i)
    return _half_first(tokens, i) or _unit_first(tokens, i) or _number_first(tokens, i)


def _half_first(tokens: list[Token], i: int) -> Parsed | None:
    if at(tokens, i).kind == "half" and _is_unit(tokens, i + 1):
        return Measure(HALF, None, tokens[i + 1].value), i + 2
    fraction = at(tokens, i)
    if fraction.kind == "slashed" and fraction.value in _FRACTIONS and _is_unit(tokens, i + 1):
        top, bottom = map(int, fraction.value.split())
        return Measure(Fraction(top, bottom), None, tokens[i + 1].value), i + 2
    return None


def _unit_first(tokens: list[Token], i: int) -> Parsed | None:
    if not _is_unit(tokens, i):
        return None
    unit, following = tokens[i].value, at(tokens, i + 1)
    if following.kind == "half" and not _is_unit(tokens, i + 2):
        return Measure(1 + HALF, None, unit), i + 2
    if following.number == 2 and at(tokens, i + 2).value == unit and _is_unit(tokens, i + 2):
        return Measure(Fraction(1), Fraction(2), unit), i + 3  # "โลสองโล": one or two
    if at(tokens, i - 1).text in _ONE_MORE and following.kind not in ("number", *_NUMBER_WORDS):
        return Measure(Fraction(1), None, unit), i + 1
    if following.text.startswith("กว่า") and not following.gap:
        return Measure(Fraction(1), None, unit), i + 2  # "โลกว่าๆ"
    one = following.text in _ONE_WORDS or following.text == "เดียว"
    if one and not following.gap and not _is_unit(tokens, i + 2):
        return Measure(Fraction(1), None, unit), i + 2
    return None


def _number_first(tokens: list[Token], i: int) -> Parsed | None:
    parsed = parse_number(tokens, i)
    if parsed is None:
        return None
    said, i = parsed
    said, i = _half_after(tokens, i, said)
    i = skip_approx(tokens, i)
    if at(tokens, i).kind != "unit":
        return Measure(said.low, said.high, None), i
    unit = tokens[i].value
    if not _is_unit(tokens, i):  # "20 กก.ละ 30": the unit is said once for both
        return Measure(said.low, said.high, unit), i
    said, i = _half_after(tokens, i + 1, said)
    said, i = _smaller_unit(tokens, i, said, unit)
    return _range_after(
        tokens, skip_approx(tokens, i) if at(tokens, i).text.startswith("กว่า") else i, said, unit
    )


def _half_after(tokens: list[Token], i: int, said: NumberSaid) -> tuple[NumberSaid, int]:
    if at(tokens, i).kind == "half" and said.low is not None and said.high is None:
        if _is_unit(tokens, i + 1) and at(tokens, i - 1).kind == "unit":
            return said, i  # "3 โล ครึ่งโล": another amount begins
        return NumberSaid(said.low + HALF), i + 1
    return said, i


def _smaller_unit(
    tokens: list[Token], i: int, said: NumberSaid, unit: str
) -> tuple[NumberSaid, int]:
    """ "2 โล 3 ขีด" is one weight."""
    second = parse_number(tokens, i) if unit in _WEIGHTS else None
    if second is None or said.low is None or said.high or second[0].low is None or second[0].high:
        return said, i
    weight, whole = _WEIGHTS.get(at(tokens, second[1]).value, 0), _WEIGHTS[unit]
    if not _is_unit(tokens, second[1]) or not 0 < weight < whole:
        return said, i
    return NumberSaid(said.low + second[0].low * Fraction(weight, whole)), second[1] + 1


def _range_after(tokens: list[Token], i: int, said: NumberSaid, unit: str) -> Parsed:
    """ "15 โลถึง 20 โล" says its unit twice."""
    token = at(tokens, i)
    if said.low is not None and said.high is None and (token.value == "-" or token.kind == "until"):
        second = parse_number(tokens, i + 1)
        if second and second[0].low and second[0].high is None and second[0].low > said.low:
            after = at(tokens, second[1])
            if after.kind == "unit" and after.value == unit and _is_unit(tokens, second[1]):
                return Measure(said.low, second[0].low, unit), second[1] + 1
    return Measure(said.low, said.high, unit), i


def _is_unit(tokens: list[Token], i: int) -> bool:
    """A unit that counts something here, not one that begins a price (โลละ, มัดๆละ)."""
    if at(tokens, i).kind != "unit":
        return False
    after = at(tokens, i + 1)
    return after.kind != "la"


def parse_each(tokens: list[Token], i: int) -> Parsed | None:
    """อย่างละ 20 กำ; อย่างละกำ is one. Not ทุกอย่างโลละ 30, which is a price."""
    if at(tokens, i).kind != "each":
        return None
    parsed = parse_measure(tokens, i + 1)
    if parsed is not None and at(tokens, parsed[1]).kind != "baht":
        return replace(parsed[0], each=True), parsed[1]
    if _is_unit(tokens, i + 1) and at(tokens, i + 2).kind != "repeat":
        return Measure(Fraction(1), None, tokens[i + 1].value, each=True), i + 2
    return None
