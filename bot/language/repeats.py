"""Standing wishes as RRULE fragments (RFC 5545): ทุกวันจันทร์ พุธ ศุกร์ → WEEKLY;BYDAY=MO,WE,FR."""

from __future__ import annotations

from bot.language.lexicon.calendar import RRULE_DAYS
from bot.language.tokens import Token, at

Parsed = tuple[str, int]
_WORKDAYS = [0, 1, 2, 3, 4]
_LINKS = ("and", "until")
_PLAIN = {
    "alternate": "DAILY;INTERVAL=2",
    "alternate_week": "WEEKLY;INTERVAL=2",
    "each_week": "WEEKLY",
    "each_month": "MONTHLY",
}


def parse_repeat(tokens: list[Token], i: int) -> Parsed | None:
    """The standing wish that starts at token `i`, and the index after it."""
    token = at(tokens, i)
    if token.kind in _PLAIN:
        return _PLAIN[token.kind], i + 1
    if token.kind == "every_day":
        return _every_day(tokens, i + 1)
    if token.kind == "every_week":
        return _every_week(tokens, i + 1)
    if token.kind == "every":
        return _every(tokens, i + 1)
    return None


def _every(tokens: list[Token], i: int) -> Parsed | None:
    daily = at(tokens, i).kind in ("morning", "evening")  # ทุกเช้า, ทุกเช้าวันพุธ
    i += daily
    if at(tokens, i).kind == "day":
        i += 1
    if at(tokens, i).kind == "workdays":
        return weekly(_WORKDAYS), i + 1
    if at(tokens, i).kind == "weekend":
        return weekly([5, 6]), i + 1
    if at(tokens, i).kind == "month_end":
        return "MONTHLY;BYMONTHDAY=-1", i + 1
    number = at(tokens, i + 1)
    if at(tokens, i).kind == "day_mark" and number.kind == "number" and 1 <= number.number <= 31:
        return f"MONTHLY;BYMONTHDAY={int(number.number)}", i + 2
    if at(tokens, i).kind in ("number", "digit") and at(tokens, i + 1).kind == "day":
        return f"DAILY;INTERVAL={int(tokens[i].number)}", i + 2
    days, after = weekdays(tokens, i)
    if len(days) == 1 and _skipped(tokens, after, days[0]):
        return weekly(days).replace("WEEKLY;", "WEEKLY;INTERVAL=2;"), after + 2
    if not days:
        return ("DAILY", i) if daily else None
    return weekly(days), after


def _skipped(tokens: list[Token], i: int, day: int) -> bool:
    """ "ทุกวันพุธเว้นพุธ" """
    again = at(tokens, i + 1)
    return at(tokens, i).kind == "except" and again.kind == "weekday" and again.number == day


def _every_day(tokens: list[Token], i: int) -> Parsed:
    if at(tokens, i).kind in ("weekday", "initial"):
        days, after = weekdays(tokens, i)
        return weekly(days), after
    if at(tokens, i).kind == "except":
        at_weekends = at(tokens, i + 1).kind == "weekend"
        days, after = ([5, 6], i + 2) if at_weekends else weekdays(tokens, i + 1)
        if days:
            return weekly([day for day in range(7) if day not in days]), after
    return "DAILY", i


def _every_week(tokens: list[Token], i: int) -> Parsed:
    days, after = weekdays(tokens, i)
    return (weekly(days), after) if days else ("WEEKLY", i)


def weekdays(tokens: list[Token], i: int) -> tuple[list[int], int]:
    """The weekdays listed from token `i` on (a "-" or ถึง between two fills the gap)."""
    days: list[int] = []
    while True:
        token = at(tokens, i)
        if token.kind in ("weekday", "initial"):
            days.append(int(token.number))
            i += 1
            continue
        following = at(tokens, i + 1)
        linked = token.kind in _LINKS or (token.kind == "sign" and token.value in ",-/.")
        if not days or not linked or following.kind not in ("weekday", "initial"):
            return sorted(set(days)), i
        if token.value == "-" or token.kind == "until":
            days.extend(range(days[-1], int(following.number)))
        i += 1


def weekly(days: list[int]) -> str:
    """The fragment for these weekdays (Monday is 0)."""
    return "WEEKLY;BYDAY=" + ",".join(RRULE_DAYS[day] for day in days)
