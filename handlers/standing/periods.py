"""A day or a span of days, as the answer to "when not?": ศุกร์นี้, 1-5 ธ.ค., อาทิตย์หน้า."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language.answers import read_date_range

Days = tuple[date, date | None]
"""First and last day; None: until it is told otherwise."""
THIS_WEEK = ("อาทิตย์นี้", "สัปดาห์นี้")
NEXT_WEEK = ("อาทิตย์หน้า", "สัปดาห์หน้า")
A_WEEK = timedelta(days=6)


def read_days(words: str, today: date) -> Days | None:
    """None when they name no days, or days that are past."""
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        return read_date_range(words, today) or _week(words, today)
    return (day, day) if day >= today else None


def _week(words: str, today: date) -> Days | None:
    """From Monday to Sunday; of this week what is left."""
    monday = today - timedelta(days=today.weekday())
    if any(week in words for week in NEXT_WEEK):
        return monday + timedelta(days=7), monday + timedelta(days=7) + A_WEEK
    return (today, monday + A_WEEK) if any(week in words for week in THIS_WEEK) else None
