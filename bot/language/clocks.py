"""Times of day: ตีห้าครึ่ง, 6 โมงเช้า, บ่ายสอง, สองทุ่ม, 05.30 น. Always "HH:MM"."""

from __future__ import annotations

import re

from bot.language.numbers import parse_number
from bot.language.tokens import Token, at

Parsed = tuple[str, int]
_HALF, _NOON = 30, 12
_HOUR = re.compile(r"(?:1?\d|2[0-3])\.(?:00|15|30|45)")
_BEFORE_HOURS = frozenset(
    ("dayword", "weekday", "month", "deliver", "at_time", "past", "this", "morning", "evening")
)


def parse_clock(tokens: list[Token], i: int) -> Parsed | None:
    """The time that starts at token `i`, and the index after it."""
    while at(tokens, i).kind in ("at_time", "past", "approx") and at(tokens, i).kind != "end":
        i += 1
    return (
        _written(tokens, i)
        or _named(tokens, i)
        or _after_word(tokens, i, "dawn", 0, 5)
        or _afternoon(tokens, i)
        or _hours(tokens, i)
    )


def _written(tokens: list[Token], i: int) -> Parsed | None:
    token = at(tokens, i)
    if token.kind == "number" and _beside_a_day(tokens, i):
        hour, minute = map(int, token.text.split("."))
        evening = at(tokens, i - 1).kind == "evening" and hour < _NOON
        return _time(hour + _NOON if evening else hour, minute, i + 1)
    if token.kind != "clock_time":
        return None
    hour, minute = map(int, token.value.split())
    after = i + 1
    if at(tokens, after).value == "-" and at(tokens, after + 1).kind == "clock_time":
        after += 2  # a window: its beginning is kept
    return _time(hour, minute, after)


def _beside_a_day(tokens: list[Token], i: int) -> bool:
    """ "พรุ่งนี้ 5.30": a time, though น. is missing."""
    before, after = at(tokens, i - 1).kind, at(tokens, i + 1).kind
    return (
        _HOUR.fullmatch(tokens[i].text) is not None
        and before in _BEFORE_HOURS
        and after not in ("unit", "baht", "sign")
    )


def _named(tokens: list[Token], i: int) -> Parsed | None:
    kind = at(tokens, i).kind
    if kind == "noon":
        return _with_half(tokens, i + 1, 12)
    if kind == "midnight":
        return _time(0, 0, i + 1)
    return _with_half(tokens, i + 1, 19) if kind == "thum" else None


def _after_word(tokens: list[Token], i: int, word: str, add: int, most: int) -> Parsed | None:
    if at(tokens, i).kind != word:
        return None
    hour = _hour(tokens, i + 1)
    if hour is None or not 1 <= hour[0] <= most:
        return None
    after = hour[1] + 1 if at(tokens, hour[1]).kind == "mong" else hour[1]
    return _with_half(tokens, after, hour[0] + add)


def _afternoon(tokens: list[Token], i: int) -> Parsed | None:
    if at(tokens, i).kind == "afternoon" and at(tokens, i + 1).kind == "mong":
        return _with_half(tokens, i + 2, 13)
    return _after_word(tokens, i, "afternoon", 12, 6)


def _hours(tokens: list[Token], i: int) -> Parsed | None:
    hour = _hour(tokens, i)
    if hour is None:
        return None
    value, after = hour
    if at(tokens, after).kind == "thum" and 1 <= value <= 5:
        return _with_half(tokens, after + 1, value + 18)
    if at(tokens, after).kind == "clock" and value <= 24:
        return _time(value, 0, after + 1)
    if at(tokens, after).kind == "mong" and 1 <= value <= 12:
        return _mong(tokens, value, after + 1)
    return None


def _mong(tokens: list[Token], hour: int, i: int) -> Parsed | None:
    half = _HALF if at(tokens, i).kind == "half" else 0
    i += bool(half)
    following = at(tokens, i).kind
    after = i + 1 if following in ("morning", "evening") else i
    if following == "evening" or (following != "morning" and hour < 6):
        return _time(hour + 12, half, after)
    return _time(hour + 6 if hour < 6 else hour, half, after)


def _hour(tokens: list[Token], i: int) -> tuple[int, int] | None:
    parsed = parse_number(tokens, i)
    if parsed is None or parsed[0].low is None or parsed[0].low.denominator != 1:
        return None
    return int(parsed[0].low), parsed[1]


def _with_half(tokens: list[Token], i: int, hour: int) -> Parsed | None:
    if at(tokens, i).kind == "half":
        return _time(hour, _HALF, i + 1)
    return _time(hour, 0, i)


def _time(hour: int, minute: int, after: int) -> Parsed | None:
    if not 0 <= hour <= 24:
        return None
    return f"{hour % 24:02}:{minute:02}", after
