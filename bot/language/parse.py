"""Tokens into nodes: at each place the first grammar that fits, else the word itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from bot.language.catalogue import Catalogue
from bot.language.clocks import parse_clock
from bot.language.days import parse_day, parse_days
from bot.language.measures import parse_measure
from bot.language.names import parse_name
from bot.language.nodes import Clock, Mark, Measure, Node, Repeat, When
from bot.language.numbers import parse_number
from bot.language.prices import parse_price
from bot.language.repeats import parse_repeat
from bot.language.tokens import Token, at

_COUNTED = frozenset("คน ท่าน แขก นักเรียน ครั้ง เดือน ปี สัปดาห์ รอบ มื้อ คนไข้ เด็ก ห้อง ไร่".split())
_ROLES: dict[str, Literal["until", "since", "expiry"]] = {
    "until": "until",
    "since": "since",
    "expiry": "expiry",
}


def parse(tokens: list[Token], catalogue: Catalogue, today: date) -> list[Node]:
    """What the tokens say, in order."""
    nodes: list[Node] = []
    i = 0
    while i < len(tokens):
        node, i = _next(tokens, i, catalogue, today)
        if node is not None:
            nodes.append(node)
    return nodes


def _next(
    tokens: list[Token], i: int, catalogue: Catalogue, today: date
) -> tuple[Node | None, int]:
    token = tokens[i]
    parsed = (
        _repeat(tokens, i)
        or _when(tokens, i, today)
        or _clock(tokens, i)
        or _count(tokens, i)
        or _each(tokens, i)
        or parse_price(tokens, i)
        or parse_measure(tokens, i)
        or parse_name(tokens, i, catalogue)
    )
    if parsed is not None:
        return parsed
    return Mark(token.kind, token.text, token.number, token.gap), i + 1


def _repeat(tokens: list[Token], i: int) -> tuple[Node, int] | None:
    parsed = parse_repeat(tokens, i)
    return None if parsed is None else (Repeat(parsed[0]), parsed[1])


def _when(tokens: list[Token], i: int, today: date) -> tuple[Node, int] | None:
    role = _ROLES.get(at(tokens, i).kind)
    if role is not None:
        start = i + 1
        while at(tokens, start).text in ("วันที่", "วัน", "ที่", ":") and role != "until":
            if parse_day(tokens, start, today):
                break
            start += 1
        parsed = parse_day(tokens, start, today)
        return None if parsed is None else (When(parsed[0], None, role), parsed[1])
    days = parse_days(tokens, i, today)
    if days is None:
        return None
    return When(days[0], days[1]), days[2]


def _clock(tokens: list[Token], i: int) -> tuple[Node, int] | None:
    parsed = parse_clock(tokens, i)
    return None if parsed is None else (Clock(parsed[0]), parsed[1])


def _count(tokens: list[Token], i: int) -> tuple[Node, int] | None:
    """Numbers of people, days or times are no amounts of goods."""
    parsed = parse_number(tokens, i)
    if parsed is None:
        return None
    counted = at(tokens, parsed[1])
    if counted.text not in _COUNTED and counted.kind not in ("day", "minutes"):
        return None
    return Mark("count", counted.text, parsed[0].low or tokens[i].number), parsed[1] + 1


def _each(tokens: list[Token], i: int) -> tuple[Node, int] | None:
    """อย่างละ 20 กำ; อย่างละกำ is one."""
    if at(tokens, i).kind != "each" or parse_price(tokens, i) is not None:
        return None
    parsed = parse_measure(tokens, i + 1)
    if parsed is not None:
        said, after = parsed
        return Measure(said.quantity, said.quantity_max, said.unit, each=True), after
    unit = at(tokens, i + 1)
    if unit.kind == "unit" and at(tokens, i + 2).kind != "la":
        return Measure(Fraction(1), None, unit.value, each=True), i + 2
    return None
