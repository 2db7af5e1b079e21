"""What kitchens ask for: standing orders, and what they order from day to day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime

from week.clock import moment
from week.goods import GOODS, KINDS, Kind
from week.people import Kitchen
from week.wants import Item, Ordering, StandingWish


def draw_standings(dice: random.Random, kitchens: Sequence[Kitchen]) -> Iterator[StandingWish]:
    for kitchen in kitchens:
        kind = KINDS[kitchen.kind]
        if dice.random() < kind.standing:
            open_days = [day for day in range(7) if day not in kind.closed]
            weekdays = tuple(sorted(dice.sample(open_days, dice.choice((2, 3, 3)))))
            at = moment(0, 9, dice.randrange(60))
            yield StandingWish(kitchen, at, weekdays, _items(dice, kitchen))


def draw_ordering(
    dice: random.Random, kitchen: Kitchen, day: int, regular: StandingWish | None
) -> Ordering | None:
    """Most open days have an order, fewer of those that a standing order serves."""
    kind = KINDS[kitchen.kind]
    weekday, luck = (day - 1) % 7, dice.random()
    covered = regular is not None and weekday in regular.weekdays
    items, at = _items(dice, kitchen), _order_time(dice, kind, day)
    if weekday in kind.closed or luck > (0.15 if covered else 0.8):
        return None
    return Ordering(kitchen, at, day, items)


def _order_time(dice: random.Random, kind: Kind, day: int) -> datetime:
    """By day, so many days ahead, or in the evening before the morning on which fresh goods are
    posted; for the first days on the Sunday or Monday."""
    ahead, minute = dice.choice(kind.ahead), dice.randrange(60)
    by_day, in_the_evening = dice.randint(8, 14), dice.randint(16, 19)
    evening = dice.random() < kind.evenings
    if evening and day > 2:
        return moment(day - 2, in_the_evening, minute)
    return moment(max(day - ahead, 0), max(by_day, 10) if day <= ahead else by_day, minute)


def _items(dice: random.Random, kitchen: Kitchen) -> tuple[Item, ...]:
    kind = KINDS[kitchen.kind]
    chosen = dice.sample(sorted(kind.menu), dice.randint(*kind.lines))
    return tuple(Item(GOODS[name], dice.randint(*kind.menu[name])) for name in chosen)
