"""When a standing order delivers: its rule, from when to when, and whether it rests on holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, Self

from models.recurrence import Rule, days_of

# As far as days to come are looked for: every other month and a long holiday lie within it.
LOOK_AHEAD = timedelta(days=400)


class Period(Protocol):
    def covers(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """first: the first delivery, which the rule counts from; last: None is without end.

    rests: no delivery on school holidays.
    """

    rule: Rule
    first: date
    last: date | None
    rests: bool

    @classmethod
    def starting(cls, rule: Rule, earliest: date, last: date | None, rests: bool) -> Self:
        """From the first day of the rule that is not before *earliest*."""
        return cls(rule, rule.first_from(earliest), last, rests)

    def is_due(self, day: date, holidays: Iterable[Period]) -> bool:
        if self.last is not None and day > self.last:
            return False
        closed = self.rests and any(holiday.covers(day) for holiday in holidays)
        return self.rule.falls_on(day, self.first) and not closed

    def days_from(
        self, day: date, holidays: Iterable[Period], pauses: Iterable[Period] = ()
    ) -> Iterator[date]:
        """Its deliveries from *day* on, for somewhat more than a year."""
        closed, start = list(holidays), max(day, self.first)
        end = start + LOOK_AHEAD if self.last is None else min(self.last, start + LOOK_AHEAD)
        for each in days_of(start, end):
            if self.is_due(each, closed) and not any(pause.covers(each) for pause in pauses):
                yield each

    def to_json(self) -> dict[str, Any]:
        last = self.last.isoformat() if self.last else None
        first = self.first.isoformat()
        return {"rule": str(self.rule), "first": first, "last": last, "rests": self.rests}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        last = date.fromisoformat(kept["last"]) if kept["last"] else None
        first = date.fromisoformat(kept["first"])
        return cls(Rule.read(kept["rule"]), first, last, kept["rests"])
