"""The week's time. It stands still while the market works, and is moved from event to event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.calendar import BANGKOK, local_day

# A Sunday in an ordinary month: no holiday and no month's end lies within the week.
SUNDAY = date(2026, 11, 22)
# What passes between two things that one person does.
PAUSE = timedelta(seconds=4)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """day: 0 is the Sunday before the week, on which everybody joins; in Thai time."""
    midnight = datetime.combine(SUNDAY + timedelta(days=day), datetime.min.time(), BANGKOK)
    return midnight + timedelta(hours=hour, minutes=minute)


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def milliseconds(self) -> int:
        """LINE's own clock shows the same."""
        return int(self.now.timestamp() * 1000)

    def move_to(self, later: datetime) -> None:
        """Never back: people who talk take time, and what was due meanwhile is late."""
        self.now = max(self.now, later)

    def pause(self) -> None:
        self.now += PAUSE

    @property
    def day(self) -> int:
        """0 is the Sunday before the week."""
        return (local_day(self.now) - SUNDAY).days
