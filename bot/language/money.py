"""How much money, and for one of what: 35 บาท 50, 35.50 บาท, 35/กก., 35 ต่อกิโล."""

from __future__ import annotations

from dataclasses import replace

from bot.language.nodes import Price
from bot.language.numbers import NumberSaid, parse_number
from bot.language.tokens import Token, at


def with_denominator(said: Price, tokens: list[Token], i: int) -> tuple[Price, int]:
    sign = at(tokens, i)
    if (sign.value == "/" and sign.kind == "sign") or sign.kind == "per":
        unit = at(tokens, i + 1)
        if unit.kind == "unit":
            return replace(said, form="per", unit=unit.value), i + 2
    return said, i


def money_said(tokens: list[Token], parsed: tuple[NumberSaid, int]) -> tuple[NumberSaid, int]:
    said, i = parsed
    if at(tokens, i).kind != "baht":
        return said, i
    i += 1
    satang = parse_number(tokens, i)
    if satang is None or said.low is None or satang[0].low is None or satang[0].low >= 100:
        return said, i
    exact = NumberSaid(said.low + satang[0].low / 100)
    if at(tokens, satang[1]).kind == "satang":
        return exact, satang[1] + 1
    glued = not at(tokens, i).gap and at(tokens, satang[1]).kind not in ("unit", "baht", "times")
    return (exact, satang[1]) if glued else (said, i)
