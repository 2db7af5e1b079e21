"""All that people want and do in a week, drawn before it begins: the same for every way to match.

Only what a producer is asked for depends on the match; how they answer on a day does not.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from week.clock import moment
from week.goods import GOODS, KINDS, Good, Kind
from week.people import Character, Kitchen, People, Producer, draw_people
from week.sizes import MOST_DAYS, MOST_KITCHENS

# What a group's fields give of what is asked for on the average, by the weather of the day.
_WEATHER = (0.6, 0.9, 1.1, 1.3, 1.5)


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


@dataclass(frozen=True, slots=True)
class Plan:
    """days: delivery days, from the Monday on."""

    seed: int
    days: int
    people: People
    orderings: Sequence[Ordering]
    standings: Sequence[StandingWish]
    postings: Sequence[Posting]
    moods: Mapping[tuple[str, int], Mood]


def draw_plan(seed: int, kitchens: int = MOST_KITCHENS, days: int = MOST_DAYS) -> Plan:
    dice = random.Random(seed)
    people = draw_people(dice, kitchens)
    drawn = list(_standings(dice, people.kitchens))
    standings = [wish for wish in drawn if any(weekday < days for weekday in wish.weekdays)]
    regular = {wish.kitchen.user_id: wish for wish in standings}
    orderings = [
        ordering
        for day in range(1, days + 1)
        for kitchen in people.kitchens
        if (ordering := _ordering(dice, kitchen, day, regular.get(kitchen.user_id)))
    ]
    wanted = _wanted(orderings, standings, days)
    postings = list(_postings(dice, people.producers, wanted, days))
    moods = {
        (producer.user_id, day): _mood(dice, producer.character)
        for producer in people.producers
        for day in range(days + 2)
    }
    return Plan(seed, days, people, orderings, standings, postings, moods)


def _standings(dice: random.Random, kitchens: Sequence[Kitchen]) -> Iterator[StandingWish]:
    for kitchen in kitchens:
        kind = KINDS[kitchen.kind]
        if dice.random() < kind.standing:
            open_days = [day for day in range(7) if day not in kind.closed]
            weekdays = tuple(sorted(dice.sample(open_days, dice.choice((2, 3, 3)))))
            at = moment(0, 14, dice.randrange(60))
            yield StandingWish(kitchen, at, weekdays, _items(dice, kitchen))


def _ordering(
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
    posted; for the first days on the Sunday."""
    ahead, minute = dice.choice(kind.ahead), dice.randrange(60)
    by_day, in_the_evening = dice.randint(8, 14), dice.randint(16, 19)
    evening = dice.random() < kind.evenings
    at = moment(day - 2, in_the_evening, minute) if evening else moment(day - ahead, by_day, minute)
    return at if day > 2 else moment(day - 1 if day == 2 and ahead == 1 else 0, 15, minute % 45)


def _items(dice: random.Random, kitchen: Kitchen) -> tuple[Item, ...]:
    kind = KINDS[kitchen.kind]
    chosen = dice.sample(sorted(kind.menu), dice.randint(*kind.lines))
    return tuple(Item(GOODS[name], dice.randint(*kind.menu[name])) for name in chosen)


def _wanted(
    orderings: Sequence[Ordering], standings: Sequence[StandingWish], days: int
) -> Mapping[str, float]:
    """What is asked for of each product on an average day."""
    total: dict[str, float] = defaultdict(float)
    for ordering in orderings:
        for item in ordering.items:
            total[item.good.product] += item.quantity
    for wish in standings:
        times = sum(1 for day in range(1, days + 1) if (day - 1) % 7 in wish.weekdays)
        for item in wish.items:
            total[item.good.product] += item.quantity * times
    return {product: amount / days for product, amount in total.items()}


def _postings(
    dice: random.Random, producers: Sequence[Producer], wanted: Mapping[str, float], days: int
) -> Iterator[Posting]:
    """Fresh goods every morning for the next day; what keeps, once for the whole week."""
    sellers = [good.product for producer in producers for good in producer.goods]
    for day in range(days):
        weather = {group: dice.choice(_WEATHER) for group in sorted({p.group for p in producers})}
        for producer in producers:
            for good in producer.goods:
                mean = wanted.get(good.product, 0.0) / sellers.count(good.product)
                luck = dice.uniform(0.7, 1.3)
                fresh = good.keeps < 3
                amount = mean * luck * (weather[producer.group] if fresh else days * 1.1)
                posting = _posting(dice, producer, good, day, round(amount), days)
                if round(amount) >= 1 and (fresh or day == 0):
                    yield posting


def _posting(
    dice: random.Random, producer: Producer, good: Good, day: int, quantity: int, days: int
) -> Posting:
    """Most ask the same price, some a little more or less; a harvest is often known as a range."""
    price = good.price + dice.choice((0, 0, 0, -1, 1)) * max(1, good.price // 12)
    most = quantity + max(1, quantity // 3) if dice.random() < 0.4 else None
    at = (
        moment(day, dice.randint(5, 8), dice.randrange(60))
        if day
        else moment(0, 13, dice.randrange(60))
    )
    last = day + min(good.keeps, 2) if good.keeps < 3 else days
    return Posting(producer, at, good, quantity, most, price, last)


def _mood(dice: random.Random, character: Character) -> Mood:
    minutes, luck, share = dice.randint(3, 15), dice.random(), dice.uniform(0.4, 0.8)
    if character == Character.SLOW:
        return Mood(timedelta(minutes=60 + minutes * 4), 1.0)
    if character == Character.FORGETFUL:
        return Mood(None if luck < 0.3 else timedelta(minutes=minutes * 3), 1.0)
    if character == Character.CAREFUL:
        return Mood(timedelta(minutes=minutes * 2), share if luck < 0.5 else 1.0)
    if character == Character.CHOOSY:
        return Mood(timedelta(minutes=minutes * 2), 0.0 if luck < 0.3 else 1.0)
    return Mood(timedelta(minutes=minutes), 1.0)
