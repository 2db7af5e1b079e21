"""Days: พรุ่งนี้, ศุกร์หน้า, อีก 3 วัน, สิ้นเดือน, calendar dates, and ranges of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.language.clocks import parse_clock
from bot.language.dates import Parsed, day_of_month, numeric, span_in_month, written
from bot.language.tokens import Token, at


def parse_day(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """The one day that starts at token `i`; None when no day starts there."""
    for parse in (
        _relative,
        _weekday,
        _next_week,
        written,
        numeric,
        day_of_month,
        _ahead,
        _month_end,
    ):
        parsed = parse(tokens, i, today)
        if parsed is not None:
            return parsed
    return None


def parse_days(
    tokens: list[Token], i: int, today: date
) -> tuple[date | None, date | None, int] | None:
    """The day or the range of days that starts at token `i`: start, end, index after."""
    span = span_in_month(tokens, i, today)
    if span is not None:
        return span
    if at(tokens, i).kind == "weekend":
        saturday = today + timedelta(days=(5 - today.weekday() - 1) % 7 + 1)
        after = i + 2 if at(tokens, i + 1).kind == "this" else i + 1
        return saturday, saturday + timedelta(days=1), after
    first = parse_day(tokens, i, today)
    if first is None:
        return None
    start, after = first
    link = at(tokens, after)
    if start is not None and link.value == "-" and at(tokens, after + 1).text == "อาทิตย์นี้":
        return start, start + timedelta(days=6 - start.weekday()), after + 2
    if start is not None and (link.kind == "until" or (link.kind == "sign" and link.value == "-")):
        last = parse_day(tokens, after + 1, start)
        if last is not None and last[0] is not None and last[0] > start:
            return start, last[0], last[1]
    return start, None, after


def _relative(tokens: list[Token], i: int, today: date) -> Parsed | None:
    token = at(tokens, i)
    if token.kind != "dayword":
        return None
    return today + timedelta(days=int(token.number)), i + 1


def _weekday(tokens: list[Token], i: int, today: date) -> Parsed | None:
    token = at(tokens, i)
    if token.kind != "weekday":
        return None
    if token.text == "อาทิตย์" and at(tokens, i - 1).text == "อีก":
        return None, i + 1  # a week from now, roughly
    following, day = at(tokens, i + 1), int(token.number)
    if following.kind in ("next", "next_week"):
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=day), i + 2
    if following.kind == "past" and not _before_an_hour(tokens, i + 1):
        return today - timedelta(days=(today.weekday() - day - 1) % 7 + 1), i + 2
    coming = today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    after = i + 2 if following.kind == "this" else i + 1
    return _named_and_numbered(tokens, after, today) or (coming, after)


def _before_an_hour(tokens: list[Token], i: int) -> bool:
    """ "วันพุธ ก่อน 05.30 น." is no Wednesday that has been."""
    return at(tokens, i).text == "ก่อน" and parse_clock(tokens, i) is not None


def _next_week(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """อาทิตย์หน้าวันพุธ; the week alone names no day, but วันอาทิตย์หน้า is a Sunday."""
    if at(tokens, i).kind == "day" and at(tokens, i + 1).kind == "next_week":
        return today + timedelta(days=13 - today.weekday()), i + 2
    if at(tokens, i).kind == "day" and at(tokens, i + 1).text == "อาทิตย์นี้":
        return today + timedelta(days=(6 - today.weekday() - 1) % 7 + 1), i + 2
    if at(tokens, i).kind == "holy_day" and at(tokens, i - 1).kind in (
        "dayword",
        "weekday",
        "this",
    ):
        return None  # "พรุ่งนี้วันพระ" tells why
    if at(tokens, i).kind in ("vague", "next_month", "holy_day"):
        return None, i + 1
    if at(tokens, i).kind != "next_week":
        return None
    day = at(tokens, i + 1)
    if day.kind != "weekday":
        return None, i + 1
    return today + timedelta(days=7 - today.weekday() + int(day.number)), i + 2


def _named_and_numbered(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """ "ศุกร์ที่ 27 พ.ย.": the number is the surer of the two."""
    if at(tokens, i).text in ("ที่", "วันที่"):
        return written(tokens, i + 1, today) or day_of_month(tokens, i + 1, today, marked=True)
    return written(tokens, i, today)


def _ahead(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """อีก 3 วัน"""
    number = at(tokens, i + 1)
    if at(tokens, i).kind != "ahead" or at(tokens, i + 2).kind != "day":
        return None
    if number.kind not in ("number", "digit") or not 0 < number.number <= 60:
        return None
    return today + timedelta(days=int(number.number)), i + 3


def _month_end(tokens: list[Token], i: int, today: date) -> Parsed | None:
    if at(tokens, i).kind == "year_end":
        return today.replace(month=12, day=31), i + 1
    if at(tokens, i).kind != "month_end":
        return None
    end = _end_of_month(today)
    if at(tokens, i + 1).kind == "next":  # สิ้นเดือนหน้า
        return _end_of_month(end + timedelta(days=1)), i + 2
    return end, i + 1


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
