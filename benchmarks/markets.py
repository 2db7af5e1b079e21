"""A market day of any size, and two ways to match it beside ours: first come, and a solver."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from models.matching import Grant, Stock, Wish

DAY = date(2026, 11, 25)
KG = 1000
GROUPS = 12
PRODUCTS = 200


@dataclass(frozen=True, slots=True)
class Market:
    stocks: list[Stock]
    wishes: list[Wish]

    @property
    def wanted(self) -> int:
        return sum(wish.wanted for wish in self.wishes)

    def by_product(self) -> Iterator[tuple[list[Stock], list[Wish]]]:
        stocks, wishes = _grouped(self.stocks), _grouped(self.wishes)
        for product in sorted(wishes):
            yield stocks.get(product, []), wishes[product]


def draw(size: int, seed: int, wholes: float = 0, smallest: int = 0) -> Market:
    """size: lots, and as many lines; wholes: the part of lines that take all or nothing.

    Lots and quantities of a seed are the same whatever else is asked for.
    """
    dice = random.Random(seed)
    stocks = [_stock(number, dice) for number in range(1, size + 1)]
    return Market(stocks, [_wish(n, dice, wholes, smallest) for n in range(1, size + 1)])


def _stock(number: int, dice: random.Random) -> Stock:
    first = DAY + timedelta(days=dice.randrange(7))
    kinds = [kind for kind in ("GAP", "PGS") if dice.random() < 0.5]
    return Stock(
        lot_id=number,
        product_id=dice.randrange(PRODUCTS),
        measure="กก.",
        free=dice.randint(5, 60) * KG,
        rate=Fraction(dice.randrange(40, 80) * 50, KG),
        first_day=first,
        last_day=first + timedelta(days=dice.choice((0, 1, 2, 3, 6))),
        group_id=dice.randrange(GROUPS),
        certificates=frozenset((k, DAY + timedelta(days=dice.randrange(60))) for k in kinds),
    )


def _wish(number: int, dice: random.Random, wholes: float, smallest: int) -> Wish:
    limit = Fraction(dice.randrange(45, 80, 5) * 50, KG)
    return Wish(
        line_id=number,
        order_id=number,
        product_id=dice.randrange(PRODUCTS),
        measure="กก.",
        wanted=dice.randint(2, 62) * KG,
        day=DAY + timedelta(days=dice.randrange(10)),
        most_rate=limit if dice.random() < 0.4 else None,
        whole=dice.random() < wholes,
        refused=frozenset(),
        certificates=frozenset({"GAP"}) if dice.random() < 0.25 else frozenset(),
        buyer_kind=dice.choice(("hospital", "school", "hotel", "restaurant")),
        smallest=smallest,
    )


def first_come(market: Market) -> list[Grant]:
    """The oldest line first, each from the cheapest lots that fit."""
    return [g for stocks, wishes in market.by_product() for g in _first_come(stocks, wishes)]


def _first_come(stocks: Sequence[Stock], wishes: Iterable[Wish]) -> Iterator[Grant]:
    ranked = sorted(stocks, key=lambda s: (s.rate, s.last_day, s.lot_id))
    free = {stock.lot_id: stock.free for stock in ranked}
    for wish in wishes:
        ranked = [stock for stock in ranked if free[stock.lot_id]]
        parts, missing = [], wish.wanted
        for stock in ranked:
            if missing and fits(stock, wish):
                parts.append(Grant(stock.lot_id, wish.line_id, min(missing, free[stock.lot_id])))
                missing -= parts[-1].quantity
        if missing and wish.whole:
            continue
        for part in parts:
            free[part.lot_id] -= part.quantity
        yield from parts


def fits(stock: Stock, wish: Wish) -> bool:
    """The rules of trade said once more, so that ours is not measured by itself."""
    return (
        stock.first_day <= wish.day <= stock.last_day
        and (wish.most_rate is None or stock.rate <= wish.most_rate)
        and all(wish.day <= _latest(stock, kind) for kind in wish.certificates)
    )


def _latest(stock: Stock, kind: str) -> date:
    """Until when the stock has a certificate of the kind."""
    return max((until for name, until in stock.certificates if name == kind), default=date.min)


def optimum(market: Market) -> tuple[int, int]:
    """(thousandths filled, their cost in twentieths of a satang) by OR-tools, product by product.

    A part of every line is taken as welcome: an upper bound where wholes are.
    """
    filled = cost = 0
    for stocks, wishes in market.by_product():
        one = _solve(stocks, wishes)
        filled, cost = filled + one[0], cost + one[1]
    return filled, cost


def _solve(stocks: Sequence[Stock], wishes: Sequence[Wish]) -> tuple[int, int]:
    import numpy as np
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    source, sink = len(stocks) + len(wishes), len(stocks) + len(wishes) + 1
    lots, lines = np.arange(len(stocks)), np.arange(len(wishes)) + len(stocks)
    free = np.array([s.free for s in stocks], dtype=np.int64)
    wanted = np.array([w.wanted for w in wishes], dtype=np.int64)
    rates = np.array([twentieths(s.rate) for s in stocks], dtype=np.int64)
    start, end = _pairs(stocks, wishes)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(np.full(len(lots), source), lots, free, rates)
    flow.add_arcs_with_capacity_and_unit_cost(lines, np.full(len(lines), sink), wanted, 0 * wanted)
    flow.add_arcs_with_capacity_and_unit_cost(start, lines[end], free[start], 0 * start)
    flow.set_node_supply(source, int(free.sum()))
    flow.set_node_supply(sink, -int(free.sum()))
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("the solver found no optimum")
    return flow.maximum_flow(), flow.optimal_cost()


def _pairs(stocks: Sequence[Stock], wishes: Sequence[Wish]) -> tuple[Any, Any]:
    """The places of all stocks and wishes that fit: `fits` as tables."""
    import numpy as np

    days = np.array([w.day.toordinal() for w in wishes])
    limits = np.array([twentieths(w.most_rate) if w.most_rate else 1 << 60 for w in wishes])
    first, last = (
        np.array([getattr(s, name).toordinal() for s in stocks])[:, None]
        for name in ("first_day", "last_day")
    )
    fit = (first <= days) & (days <= last)
    fit &= np.array([twentieths(s.rate) for s in stocks])[:, None] <= limits
    for kind in ("GAP", "PGS"):
        asked = np.array([kind in w.certificates for w in wishes])
        until = np.array([_latest(s, kind).toordinal() for s in stocks])[:, None]
        fit &= ~asked | (until >= days)
    start, end = np.nonzero(fit)
    return start, end


def twentieths(rate: Fraction) -> int:
    """Every rate drawn here is a whole number of them."""
    return int(rate * 20)


def cost_of(market: Market, grants: Iterable[Grant]) -> int:
    rates = {stock.lot_id: twentieths(stock.rate) for stock in market.stocks}
    return sum(rates[grant.lot_id] * grant.quantity for grant in grants)


def gini(market: Market, grants: Iterable[Grant]) -> float:
    """How unequally income is spread over the groups: 0 is equal, 1 is all for one."""
    owners = {stock.lot_id: stock for stock in market.stocks}
    income: dict[int, float] = dict.fromkeys(range(GROUPS), 0.0)
    for grant in grants:
        stock = owners[grant.lot_id]
        income[stock.group_id] += float(stock.rate * grant.quantity)
    return _gini(sorted(income.values()))


def _gini(ranked: Sequence[float]) -> float:
    total, count = sum(ranked), len(ranked)
    if not total:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ranked, 1))
    return 2 * weighted / (count * total) - (count + 1) / count


def _grouped(things: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for thing in things:
        found[thing.product_id].append(thing)
    return found
