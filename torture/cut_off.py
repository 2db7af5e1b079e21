"""A cut-off that falls into the trouble: a day closes, its orders are final, a new day is made.

The market's rules know minutes, so the trouble waits until a full minute lies in its middle.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from models.calendar import BANGKOK

MINUTE = timedelta(minutes=1)
# How much of the trouble comes before the cut-off: at least, and at most.
EARLIEST, LATEST = 0.3, 0.8


def next_cut_off(now: datetime, seconds: float) -> datetime:
    """The first full minute that trouble of so many seconds can have in its middle."""
    soonest = now + timedelta(seconds=seconds * EARLIEST)
    return soonest.replace(second=0, microsecond=0) + MINUTE


def wait_for(cut_off: datetime, now: datetime, seconds: float) -> float:
    """Seconds until the trouble may begin."""
    begin = cut_off - timedelta(seconds=seconds * LATEST)
    return max(0.0, (begin - now).total_seconds())


def as_rule(cut_off: datetime) -> list[str]:
    """An operator's words for it: the day before the delivery, at that time of the day."""
    closes = f"{cut_off.astimezone(BANGKOK):%H:%M}"
    return ["cycle", "rule", "agriculture", "--lead", "1", "--closes", closes]
