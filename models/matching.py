"""Which lot serves which wish: pure, no database, no clock.

Oldest order first; for each wish the cheapest lot, then the one that expires soonest, then the one
posted first. A wish is split over lots when needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Stock:
    """A lot as matching sees it: free is thousandths of *measure*, rate satang for one of them."""

    lot_id: int
    product_id: int
    measure: str
    free: int
    rate: Fraction
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Wish:
    """An order line as matching sees it.

    wanted: thousandths of *measure* still missing; most_rate: the highest rate the buyer pays;
    whole: nothing is better than a part; refused: lots whose producers have said no to this line.
    """

    line_id: int
    order_id: int
    product_id: int
    measure: str
    wanted: int
    day: date
    most_rate: Fraction | None
    whole: bool
    refused: frozenset[int]


@dataclass(frozen=True, slots=True)
class Grant:
    lot_id: int
    line_id: int
    quantity: int


def allocate(stocks: Iterable[Stock], wishes: Iterable[Wish]) -> list[Grant]:
    """What to offer; the order of the inputs does not matter."""
    ranked = sorted(stocks, key=lambda s: (s.rate, s.last_day, s.lot_id))
    free = {stock.lot_id: stock.free for stock in ranked}
    grants: list[Grant] = []
    for wish in sorted(wishes, key=lambda w: (w.order_id, w.line_id)):
        found = list(_fill(wish, ranked, free))
        if wish.whole and sum(grant.quantity for grant in found) < wish.wanted:
            continue
        for grant in found:
            free[grant.lot_id] -= grant.quantity
        grants += found
    return grants


def _fill(wish: Wish, ranked: list[Stock], free: dict[int, int]) -> Iterator[Grant]:
    missing = wish.wanted
    for stock in ranked:
        quantity = min(missing, free[stock.lot_id])
        if quantity > 0 and _serves(stock, wish):
            yield Grant(stock.lot_id, wish.line_id, quantity)
            missing -= quantity


def _serves(stock: Stock, wish: Wish) -> bool:
    return (
        stock.product_id == wish.product_id
        and stock.measure == wish.measure
        and stock.first_day <= wish.day <= stock.last_day
        and (wish.most_rate is None or stock.rate <= wish.most_rate)
        and stock.lot_id not in wish.refused
    )
