"""Days: พรุ่งนี้, ศุกร์หน้า, 25 พ.ย. 69, 30/11, วันที่ 25, อีก 3 วัน, สิ้นเดือน, and ranges of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.language.tokens import Token, at

BUDDHIST = 543
FAR_AHEAD = timedelta(days=250)
"""A day without a year that would be further ahead than this was probably meant as past: ask."""
Parsed = tuple[date | None, int]
"""The day (None: it does not exist or is not credible) and the index after it."""


def parse_day(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """The one day that starts at token `i`; None when no day starts there."""
    for parse in (
        _relative,
        _weekday,
        _next_week,
        _written,
        _numeric,
        _day_of_month,
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
    span = _span_in_month(tokens, i, today)
    if span is not None:
        return span
    first = parse_day(tokens, i, today)
    if first is None:
        return None
    start, after = first
    link = at(tokens, after)
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
    following, day = at(tokens, i + 1), int(token.number)
    if following.kind in ("next", "next_week"):
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=day), i + 2
    if following.kind == "past":
        return today - timedelta(days=(today.weekday() - day - 1) % 7 + 1), i + 2
    coming = today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    after = i + 2 if following.kind == "this" else i + 1
    return _named_and_numbered(tokens, after, today) or (coming, after)


def _next_week(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """อาทิตย์หน้าวันพุธ; the week alone names no day, but วันอาทิตย์หน้า is a Sunday."""
    if at(tokens, i).kind == "day" and at(tokens, i + 1).kind == "next_week":
        return today + timedelta(days=13 - today.weekday()), i + 2
    if at(tokens, i).kind != "next_week":
        return None
    day = at(tokens, i + 1)
    if day.kind != "weekday":
        return None, i + 1
    return today + timedelta(days=7 - today.weekday() + int(day.number)), i + 2


def _named_and_numbered(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """ "ศุกร์ที่ 27 พ.ย.": the number is the surer of the two."""
    if at(tokens, i).text in ("ที่", "วันที่"):
        return _written(tokens, i + 1, today) or _day_of_month(tokens, i + 1, today, marked=True)
    return _written(tokens, i, today)


def _written(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """25 พ.ย. 69"""
    if at(tokens, i).kind == "day_mark":
        i += 1
    day, month = at(tokens, i), at(tokens, i + 1)
    if day.kind != "number" or month.kind != "month":
        return None
    year, after = at(tokens, i + 2), i + 3
    said = _year(int(year.number), today) if year.kind == "number" and _whole(year) else None
    if said is None:
        return _this_or_next_year(int(day.number), int(month.number), today), i + 2
    return _exact(int(day.number), int(month.number), said), after


def _numeric(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """30/11, 30/11/69, 2026-11-30"""
    if at(tokens, i).kind == "day_mark":
        i += 1
    token = at(tokens, i)
    if token.kind == "iso":
        year, month, day = map(int, token.value.split())
        return _exact(day, month, year - BUDDHIST if year > 2400 else year), i + 1
    if token.kind == "date":
        day, month, year = map(int, token.value.split())
        said = _year(year, today)
        return (None if said is None else _exact(day, month, said)), i + 1
    if token.kind == "slashed" and at(tokens, i + 1).kind != "unit":
        day, month = map(int, token.value.split())
        return _this_or_next_year(day, month, today), i + 1
    return None


def _day_of_month(
    tokens: list[Token], i: int, today: date, *, marked: bool = False
) -> Parsed | None:
    """วันที่ 25: this month's if not past, else next month's."""
    if not marked:
        if at(tokens, i).kind != "day_mark":
            return None
        i += 1
    number = at(tokens, i)
    if number.kind != "number" or not _whole(number) or at(tokens, i + 1).kind == "unit":
        return None
    day, following = int(number.number), at(tokens, i + 1).kind
    if following == "next_month":
        return _exact(day, today.month % 12 + 1, today.year + today.month // 12), i + 2
    if following == "this_month":
        return _exact(day, today.month, today.year), i + 2
    if following == "and" and _another_day(tokens, i + 2):
        return None, i + 3
    return _coming_day(day, today), i + 2 if following == "this" else i + 1


def _another_day(tokens: list[Token], i: int) -> bool:
    """ "วันที่ 24 กับ 26" names two days."""
    number = at(tokens, i)
    ends = at(tokens, i + 1).kind not in ("unit", "baht", "month")
    return number.kind == "number" and _whole(number) and 1 <= number.number <= 31 and ends


def _span_in_month(
    tokens: list[Token], i: int, today: date
) -> tuple[date | None, date | None, int] | None:
    """วันที่ 25-27, 25-27 พ.ย. 69"""
    marked = at(tokens, i).kind == "day_mark"
    if marked:
        i += 1
    first, link, last = at(tokens, i), at(tokens, i + 1), at(tokens, i + 2)
    if first.kind != "number" or last.kind != "number":
        return None
    if not (link.kind == "until" or (link.kind == "sign" and link.value == "-")):
        return None
    end = _written(tokens, i + 2, today)
    if end is None and marked:
        end = _day_of_month(tokens, i + 2, today, marked=True)
    if end is None:
        return None
    stop, after = end
    if stop is None or not 1 <= first.number < stop.day:
        return None, None, after
    return stop.replace(day=int(first.number)), stop, after


def _ahead(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """อีก 3 วัน"""
    number = at(tokens, i + 1)
    if at(tokens, i).kind != "ahead" or at(tokens, i + 2).kind != "day":
        return None
    if number.kind not in ("number", "digit") or not 0 < number.number <= 60:
        return None
    return today + timedelta(days=int(number.number)), i + 3


def _month_end(tokens: list[Token], i: int, today: date) -> Parsed | None:
    if at(tokens, i).kind != "month_end":
        return None
    return today.replace(day=monthrange(today.year, today.month)[1]), i + 1


def _year(said: int, today: date) -> int | None:
    """The year of the common era. Two digits and 25xx are Buddhist; "26" can only be 2026."""
    candidates = (2500 + said - BUDDHIST, 2000 + said) if said < 100 else (said - BUDDHIST, said)
    return next((year for year in candidates if abs(year - today.year) <= 5), None)


def _exact(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _this_or_next_year(day: int, month: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        found = _exact(day, month, year)
        if found is not None and found >= today:
            return found if found - today <= FAR_AHEAD else None
    return None


def _coming_day(day: int, today: date) -> date | None:
    this = _exact(day, today.month, today.year)
    if this is not None and this >= today:
        return this
    month, year = today.month % 12 + 1, today.year + today.month // 12
    return _exact(day, month, year)


def _whole(token: Token) -> bool:
    return token.number.denominator == 1 and token.number < 10_000
