"""What wishes require, and which requirements a stock meets: a few operations on masks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from models.matching.terms import Stock

# (day, highest whole rate, products, certificates, lots whose producers have refused)
Shape = tuple[date, int | None, frozenset[int], frozenset[str], frozenset[int]]


def rank(shape: Shape) -> tuple[object, ...]:
    """An order of shapes, the day first."""
    day, most, products, kinds, refused = shape
    return day, most is not None, most or 0, sorted(products), sorted(kinds), sorted(refused)


class Masks:
    """For each requirement the shapes that pose it; bit n stands for shape n."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        """shapes: ordered by `rank`, so that those of neighbouring days are neighbouring bits."""
        self._days = [shape[0] for shape in shapes]
        self._goods: dict[int, int] = defaultdict(int)
        self._papers: dict[str, int] = defaultdict(int)
        self._refusals: dict[int, int] = defaultdict(int)
        limits: dict[int, int] = defaultdict(int)
        for number, (_, most, products, kinds, refused) in enumerate(shapes):
            bit = 1 << number
            for product in products:
                self._goods[product] |= bit
            for kind in kinds:
                self._papers[kind] |= bit
            for lot in refused:
                self._refusals[lot] |= bit
            if most is not None:
                limits[most] |= bit
        self._limits = sorted(limits)
        self._below = [0]
        for limit in self._limits:
            self._below.append(self._below[-1] | limits[limit])

    def of(self, stock: Stock, rate: int) -> int:
        """The shapes the stock fits."""
        mask = self._goods.get(stock.product_id, 0)
        mask &= self._until(stock.last_day) & ~self._before(stock.first_day)
        mask &= ~self._below[bisect_left(self._limits, rate)]
        mask &= ~self._refusals.get(stock.lot_id, 0)
        return mask & ~self._unproven(stock, mask)

    def _unproven(self, stock: Stock, among: int) -> int:
        """Of those shapes the ones that require a certificate it has not, or not on that day."""
        unproven = 0
        for kind, asked in self._papers.items():
            if asked & among:
                valid = [until for name, until in stock.certificates if name == kind]
                unproven |= asked & ~(self._until(max(valid)) if valid else 0)
        return unproven

    def _before(self, day: date) -> int:
        return (1 << bisect_left(self._days, day)) - 1

    def _until(self, day: date) -> int:
        return (1 << bisect_right(self._days, day)) - 1
