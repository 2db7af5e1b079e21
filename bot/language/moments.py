"""Everything about time in a sentence: days, spans, hours, standing wishes, expiry."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.language.clocks import parse_clock
from bot.language.days import parse_day, parse_days
from bot.language.nodes import Clock, Node, Repeat, Weekdays, When
from bot.language.repeats import parse_repeat, weekdays, weekly
from bot.language.tokens import Token, at

Parsed = tuple[Node, int]
_ROLES: dict[str, Literal["until", "since", "expiry", "made"]] = {
    "until": "until",
    "since": "since",
    "expiry": "expiry",
    "made": "made",
}
DENIED = frozenset(("ไม่ใช่", "ไม่เอา", "บ่แม่น"))
"""Before a day or an amount they say that it is not this one, but the next."""
_BEFORE_DAYS = ("วันที่", "วัน", "ที่", ":")


def parse_moment(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """What the tokens from `i` on say about time, and the index after it."""
    return _repeat(tokens, i) or _several(tokens, i) or _when(tokens, i, today) or _clock(tokens, i)


def parse_repeat_days(tokens: list[Token], i: int) -> Parsed | None:
    """Weekdays after "วันละ" or "ทุกอาทิตย์" say on which days."""
    days, after = weekdays(tokens, i)
    if not days or at(tokens, after).kind in ("this", "next"):
        return None
    return Repeat(weekly(days)), after


def _repeat(tokens: list[Token], i: int) -> Parsed | None:
    parsed = parse_repeat(tokens, i)
    return None if parsed is None else (Repeat(parsed[0]), parsed[1])


def _several(tokens: list[Token], i: int) -> Parsed | None:
    """ "จันทร์ พุธ ศุกร์" without ทุก: once or every week? That must be asked."""
    days, after = weekdays(tokens, i)
    if len(days) < 2 or _is_span(tokens, i, after) or at(tokens, i - 1).text in DENIED:
        return None
    return Weekdays(tuple(days)), after


def _is_span(tokens: list[Token], i: int, after: int) -> bool:
    return after - i == 3 and (tokens[i + 1].value == "-" or tokens[i + 1].kind == "until")


def _when(tokens: list[Token], i: int, today: date) -> Parsed | None:
    role = _ROLES.get(at(tokens, i).kind)
    if role is not None:
        start = _first_day(tokens, i + 1, today)
        span = parse_days(tokens, start, today) or _month_alone(tokens, start)
        return None if span is None else (When(span[0], span[1], role), span[2])
    days = parse_days(tokens, i, today)
    if days is None:
        return None
    spanned, after = weekdays(tokens, i)
    said = tuple(spanned) if len(spanned) > 1 and after == days[2] else ()
    return When(days[0], days[1], weekdays=said), days[2]


def _month_alone(tokens: list[Token], i: int) -> tuple[None, None, int] | None:
    """ "หมดอายุ ก.พ. 70": which day must be asked."""
    if at(tokens, i).kind != "month":
        return None
    return None, None, i + 1 + (at(tokens, i + 1).kind == "number")


def _first_day(tokens: list[Token], i: int, today: date) -> int:
    while at(tokens, i).text in _BEFORE_DAYS and parse_day(tokens, i, today) is None:
        i += 1
    return i


def _clock(tokens: list[Token], i: int) -> Parsed | None:
    parsed = parse_clock(tokens, i)
    return None if parsed is None else (Clock(parsed[0]), parsed[1])
