"""Independent optima: by looking at every allocation there is, and by cheapest augmenting paths."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from models.matching import Rules, Stock, Wish
from tests.matching.market import KG, may_serve

Amounts = dict[tuple[int, int], int]


def every_allocation(lots: Sequence[Stock], lines: Sequence[Wish]) -> Iterator[Amounts]:
    """Each way to give whole kilograms, by lot and line: oversold never, beyond a wish never."""
    pairs = [(s, w) for s in lots for w in lines if may_serve(s, w)]
    free = {s.lot_id: s.free // KG for s in lots}
    wanted = {w.line_id: w.wanted // KG for w in lines}

    def give(left: Sequence[tuple[Stock, Wish]]) -> Iterator[Amounts]:
        if not left:
            yield {}
            return
        (stock, wish), rest = left[0], left[1:]
        for amount in range(min(free[stock.lot_id], wanted[wish.line_id]) + 1):
            free[stock.lot_id] -= amount
            wanted[wish.line_id] -= amount
            for others in give(rest):
                yield {(stock.lot_id, wish.line_id): amount, **others}
            free[stock.lot_id] += amount
            wanted[wish.line_id] += amount

    yield from give(pairs)


def rank(amounts: Amounts, lots: Sequence[Stock], lines: Sequence[Wish], rules: Rules) -> list[Any]:
    """The goals in their order as a key: the best allocation has the smallest."""
    got, taken = defaultdict(int), defaultdict(int)
    for (lot_id, line_id), amount in amounts.items():
        got[line_id] += amount
        taken[lot_id] += amount
    cost = sum((taken[s.lot_id] * s.rate for s in lots), Fraction(0))
    return [-sum(got.values()), *_shares(got, lines, rules), cost, *_spread(taken, lots, rules)]


def _shares(got: dict[int, int], lines: Sequence[Wish], rules: Rules) -> Iterator[Any]:
    """By rank: the most in all, then no unit lifts anybody's share higher than it must."""
    ranks = {rules.ranks.get(w.buyer_kind, 0) for w in lines}
    for number in sorted(ranks):
        mine = [w for w in lines if rules.ranks.get(w.buyer_kind, 0) == number]
        yield -sum(got[w.line_id] for w in mine)
        units = (unit for w in mine for unit in range(1, got[w.line_id] + 1))
        yield sorted(units, reverse=True)


def _spread(taken: dict[int, int], lots: Sequence[Stock], rules: Rules) -> Iterator[Any]:
    """By price: no unit lifts a group's sold share higher than it must, an odd one goes to the
    group with the lower number; then the soonest to expire first.
    """
    groups = {s.group_id for s in lots}
    keys = {g: {(g, s.product_id, s.measure) for s in lots if s.group_id == g} for g in groups}
    sold = {g: sum(rules.sold.get(k, 0) for k in keys[g]) // KG for g in groups}
    offers = {g: sold[g] + sum(s.free // KG for s in lots if s.group_id == g) for g in groups}
    for rate in sorted({s.rate for s in lots}):
        tier = [s for s in lots if s.rate == rate]
        yield -sum(taken[s.lot_id] for s in tier)
        units = []
        for stock in tier:
            group = stock.group_id
            for _ in range(taken[stock.lot_id]):
                sold[group] += 1
                units.append((Fraction(sold[group], offers[group]), group))
        yield sorted(units, reverse=True)
        tier.sort(key=lambda s: (s.last_day, s.lot_id))
        yield [-taken[s.lot_id] for s in tier]


def cheapest_fill(lots: Sequence[Stock], lines: Sequence[Wish]) -> tuple[int, Fraction]:
    """(most thousandths that can be given, the least they cost): cheapest augmenting paths."""
    arcs: dict[Any, dict[Any, list[Any]]] = defaultdict(dict)

    def connect(start: Any, end: Any, room: int, cost: Fraction | int) -> None:
        arcs[start][end], arcs[end][start] = [room, cost], [0, -cost]

    for s in lots:
        connect("source", ("lot", s.lot_id), s.free, s.rate)
    for w in lines:
        connect(("line", w.line_id), "sink", w.wanted, 0)
    for s, w in itertools.product(lots, lines):
        if may_serve(s, w):
            connect(("lot", s.lot_id), ("line", w.line_id), min(s.free, w.wanted), 0)
    filled, cost = 0, Fraction(0)
    while way := _cheapest_way(arcs):
        room = min(arcs[a][b][0] for a, b in itertools.pairwise(way))
        for a, b in itertools.pairwise(way):
            arcs[a][b][0] -= room
            arcs[b][a][0] += room
            cost += room * arcs[a][b][1]
        filled += room
    return filled, cost


def _cheapest_way(arcs: dict[Any, dict[Any, list[Any]]]) -> list[Any] | None:
    """Bellman and Ford."""
    far: dict[Any, Fraction | int] = {"source": 0}
    came: dict[Any, Any] = {}
    changed = True
    while changed:
        changed = False
        for start in list(far):
            for end, (room, cost) in arcs[start].items():
                if room and (end not in far or far[start] + cost < far[end]):
                    far[end], came[end], changed = far[start] + cost, start, True
    if "sink" not in far:
        return None
    way = ["sink"]
    while way[-1] != "source":
        way.append(came[way[-1]])
    return way[::-1]
