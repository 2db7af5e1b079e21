"""Rules in Thai: ทุกวันจันทร์ พุธ ศุกร์, วันเว้นวัน, ทุกวันที่ 25."""

from __future__ import annotations

from datetime import date

from bot import texts, thai
from models.recurrence import LAST_OF_MONTH, Rule

EVERY_DAY = tuple(range(7))


def repeat(rule: Rule) -> str:
    if rule.frequency == "MONTHLY":
        return _monthly(rule)
    if rule.frequency == "WEEKLY":
        return _weekly(rule)
    if rule.interval == 2:
        return texts.STANDING_ALTERNATE_DAYS
    return (texts.STANDING_EVERY_DAY if rule.interval == 1 else texts.STANDING_EVERY_N_DAYS).format(
        count=rule.interval
    )


def until(rule: Rule, last: date | None) -> str:
    """ทุกวันจันทร์, with the last day where there is one."""
    if last is None:
        return repeat(rule)
    return texts.STANDING_UNTIL.format(when=repeat(rule), last=thai.full_day(last))


def span(first: date, last: date | None) -> str:
    """ศุกร์ 27 พ.ย. 2569, or from one day to another, or until it is told otherwise."""
    if last is None:
        return texts.STANDING_PAUSED_OPEN.format(first=thai.day(first))
    if first == last:
        return thai.day(first)
    return texts.STANDING_SPAN.format(first=thai.day(first), last=thai.day(last))


def weekdays(rule: Rule) -> str:
    """จันทร์ พุธ ศุกร์, or จันทร์ถึงศุกร์ where they follow each other."""
    first, last = rule.weekdays[0], rule.weekdays[-1]
    if len(rule.weekdays) > 2 and rule.weekdays == tuple(range(first, last + 1)):
        return texts.STANDING_RANGE.format(first=thai.WEEKDAYS[first], last=thai.WEEKDAYS[last])
    return " ".join(thai.WEEKDAYS[day] for day in rule.weekdays)


def _weekly(rule: Rule) -> str:
    days = weekdays(rule)
    if rule.interval == 1 and rule.weekdays == EVERY_DAY:
        return texts.STANDING_EVERY_DAY
    if rule.interval == 1:
        return texts.STANDING_WEEKLY.format(days=days)
    every = texts.STANDING_ALTERNATE_WEEKS if rule.interval == 2 else texts.STANDING_EVERY_N_WEEKS
    return every.format(days=days, count=rule.interval)


def _monthly(rule: Rule) -> str:
    if rule.month_day == LAST_OF_MONTH:
        day = texts.STANDING_MONTH_END
    else:
        day = texts.STANDING_MONTH_DAY.format(day=rule.month_day)
    every = texts.STANDING_MONTHLY if rule.interval == 1 else texts.STANDING_EVERY_N_MONTHS
    return every.format(day=day, count=rule.interval)
