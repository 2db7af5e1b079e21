"""What producers have: about as much as is asked for, by the weather of the day."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from week.clock import moment
from week.goods import Good
from week.people import Producer
from week.wants import Ordering, Posting, StandingWish

# What a group's fields give of what is asked for on the average, by the weather of the day.
_WEATHER = (0.6, 0.9, 1.1, 1.3, 1.5)


def draw_postings(
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
    hour, minute = dice.randint(5, 8), dice.randrange(60)
    at = moment(day, hour if day else 8, minute)  # on the Sunday people join until then
    last = day + min(good.keeps, 2) if good.keeps < 3 else days
    return Posting(producer, at, good, quantity, most, price, last)


def mean_demand(
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
