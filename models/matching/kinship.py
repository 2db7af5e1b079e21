"""Parts of the market that have nothing to do with each other, each matched on its own.

A wish reaches its product and the narrower ones that serve it; goods that a wish connects belong
together. Quantities of a part are counted in the largest step that divides all of them: where
everybody deals in whole bunches, nobody is given half a bunch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import gcd

from models.matching.terms import Stock, Wish

Node = tuple[int, str]


@dataclass(eq=False)
class Part:
    """stocks and wishes by id; unit: thousandths that every quantity is a multiple of."""

    stocks: list[Stock] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    @property
    def unit(self) -> int:
        free = (gcd(stock.free, stock.step) for stock in self.stocks)
        return gcd(*free, *(gcd(wish.wanted, wish.step) for wish in self.wishes)) or 1


def parts_of(stocks: Iterable[Stock], wishes: Iterable[Wish]) -> list[Part]:
    """Every part with a wish, by its first line; empty stocks and wishes are left out."""
    wanted = sorted((w for w in wishes if w.wanted > 0), key=lambda w: w.line_id)
    root = _roots(wanted)
    parts: dict[Node, Part] = defaultdict(Part)
    for wish in wanted:
        parts[root[wish.product_id, wish.measure]].wishes.append(wish)
    for stock in sorted((s for s in stocks if s.free > 0), key=lambda s: s.lot_id):
        node = (stock.product_id, stock.measure)
        if node in root:
            parts[root[node]].stocks.append(stock)
    return list(parts.values())


def _roots(wishes: Iterable[Wish]) -> dict[Node, Node]:
    """Which goods belong together: each with the one that stands for all."""
    above: dict[Node, Node] = {}

    def top(node: Node) -> Node:
        while above.setdefault(node, node) != node:
            node = above[node]
        return node

    for wish in wishes:
        mine = top((wish.product_id, wish.measure))
        for product in sorted(wish.varieties):
            above[top((product, wish.measure))] = mine
    return {node: top(node) for node in list(above)}
