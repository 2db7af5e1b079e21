"""On which days something comes again: as much of RFC 5545's recurrence rules as people here say.

"WEEKLY;BYDAY=MO,WE", "WEEKLY;INTERVAL=2;BYDAY=TU", "DAILY;INTERVAL=2", "MONTHLY;BYMONTHDAY=-1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY")
MOST_INTERVAL = 60
LAST_OF_MONTH = -1
# From one 31st to the next but one: no month day is further away than that.
LONGEST_GAP = timedelta(days=62)
ONE_DAY = timedelta(days=1)
_PART = re.compile(r"(INTERVAL|BYDAY|BYMONTHDAY)=([-\w,]+)")


class UnknownRule(ValueError):
    """Not a rule of this subset; args[0] is its text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """weekdays: 0 is Monday; month_day: 1 to 31, or -1 for a month's last day.

    A month without its month_day is left out (RFC 5545, section 3.3.10).
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises UnknownRule."""
        frequency, *parts = text.split(";")
        found = [_PART.fullmatch(part) for part in parts]
        said = {part[1]: part[2] for part in found if part}
        if frequency not in FREQUENCIES or len(said) < len(parts):
            raise UnknownRule(text)
        try:
            rule = cls(
                frequency,
                int(said.get("INTERVAL", 1)),
                tuple(sorted(WEEKDAYS.index(day) for day in _listed(said.get("BYDAY")))),
                int(said["BYMONTHDAY"]) if "BYMONTHDAY" in said else None,
            )
        except ValueError:
            raise UnknownRule(text) from None
        if not rule._is_whole():
            raise UnknownRule(text)
        return rule

    def _is_whole(self) -> bool:
        """Whether it says all that its frequency needs, and no more."""
        days = (self.frequency == "WEEKLY") == bool(self.weekdays)
        month_days = (LAST_OF_MONTH, *range(1, 32))
        in_month = (
            self.month_day in month_days if self.frequency == "MONTHLY" else not self.month_day
        )
        return days and in_month and 1 <= self.interval <= MOST_INTERVAL

    def __str__(self) -> str:
        parts = [self.frequency]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in self.weekdays))
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)

    def falls_on(self, day: date, first: date) -> bool:
        """Whether *day* is one of its days, counted from *first*, which is one of them."""
        return day >= first and self._fits(day) and self._steps(day, first) % self.interval == 0

    def first_from(self, day: date) -> date:
        """The first day from *day* on that it may be counted from."""
        return next(each for each in days_of(day, day + LONGEST_GAP) if self._fits(each))

    def _fits(self, day: date) -> bool:
        if self.frequency == "WEEKLY":
            return day.weekday() in self.weekdays
        if self.month_day == LAST_OF_MONTH:
            return (day + ONE_DAY).month != day.month
        return self.month_day in (None, day.day)

    def _steps(self, day: date, first: date) -> int:
        """Days, weeks (from Monday) or months from *first* to *day*."""
        if self.frequency == "MONTHLY":
            return (day.year - first.year) * 12 + day.month - first.month
        if self.frequency == "WEEKLY":
            return (_monday(day) - _monday(first)).days // 7
        return (day - first).days


def days_of(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _listed(text: str | None) -> list[str]:
    return list(dict.fromkeys(text.split(","))) if text else []
