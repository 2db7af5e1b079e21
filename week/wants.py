"""What people want and do in the week, as facts: orders, posts, and how somebody is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from week.goods import Good
from week.people import Kitchen, Producer


@dataclass(frozen=True, slots=True)
class Item:
    good: Good
    quantity: int


@dataclass(frozen=True, slots=True)
class Ordering:
    """One order by chat, at a moment, for a delivery day (1 is the Monday)."""

    kitchen: Kitchen
    at: datetime
    day: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StandingWish:
    """weekdays: 0 is Monday."""

    kitchen: Kitchen
    at: datetime
    weekdays: tuple[int, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """What a producer has from tomorrow until *last* (a day); most: the upper end of a range."""

    producer: Producer
    at: datetime
    good: Good
    quantity: int
    most: int | None
    price: int
    last: int


@dataclass(frozen=True, slots=True)
class Mood:
    """How a producer is on one day. after: how long until they look at the phone, None when they do
    not; share: how much of what is asked for they take, 0 for none."""

    after: timedelta | None
    share: float
