"""Calendar dates: 25 พ.ย. 69, 30/11, 2026-11-30, วันที่ 25, 25-27 พ.ย."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language.tokens import Token, at

BUDDHIST = 543
FAR_AHEAD = timedelta(days=250)
"""A day without a year that would be further ahead than this was probably meant as past: ask."""
_MOVED = frozenset(("เป็น", "ไป", "ไปเป็น", "มาเป็น"))
Parsed = tuple[date | None, int]
"""The day (None: it does not exist or is not credible) and the index after it."""


def written(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """25 พ.ย. 69: Buddhist or common era; without a year the coming one."""
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


def numeric(tokens: list[Token], i: int, today: date) -> Parsed | None:
    """30/11, 30/11/69, 2026-11-30; day before month, as in Thailand."""
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


def day_of_month(
    tokens: list[Token], i: int, today: date, *, marked: bool = False
) -> Parsed | None:
    """วันที่ 25: this month's if not past, else next month's."""
    if not (marked or _moved_to(tokens, i) or _this_number(tokens, i)):
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


def _this_number(tokens: list[Token], i: int) -> bool:
    """ "28 นี้" """
    return at(tokens, i).kind == "number" and at(tokens, i + 1).kind == "this"


def _moved_to(tokens: list[Token], i: int) -> bool:
    """ "จากวันที่ 26 เป็น 27": the second number is a day, too."""
    day = i - 2 if at(tokens, i - 2).kind == "number" else i - 3
    link = "".join(token.text for token in tokens[day + 1 : i]) if day > 0 else ""
    marked = at(tokens, day).kind == "number" and at(tokens, day - 1).kind == "day_mark"
    return marked and link in _MOVED and at(tokens, i + 1).kind not in ("unit", "baht")


def _another_day(tokens: list[Token], i: int) -> bool:
    """ "วันที่ 24 กับ 26" names two days."""
    number = at(tokens, i)
    ends = at(tokens, i + 1).kind not in ("unit", "baht", "month")
    return number.kind == "number" and _whole(number) and 1 <= number.number <= 31 and ends


def span_in_month(
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
    end = written(tokens, i + 2, today)
    if end is None and marked:
        end = day_of_month(tokens, i + 2, today, marked=True)
    if end is None:
        return None
    stop, after = end
    if stop is None or not 1 <= first.number < stop.day:
        return None, None, after
    return stop.replace(day=int(first.number)), stop, after


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
