"""Why a lot was chosen for a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby

from models.matching.fitting import Fit
from models.matching.masks import bits
from models.matching.terms import Reason, Why


@dataclass(eq=False)
class Grounds:
    """What the lots of a part look like to each class of wishes.

    shared: by rate, the classes that lots of two groups or more fit; longer: by rate and group, the
    lots' last days with the classes they fit.
    """

    fit: Fit
    cheapest: dict[int, Fraction] = field(default_factory=dict)
    offered: Counter[int] = field(default_factory=Counter)
    shared: dict[int, int] = field(default_factory=dict)
    longer: dict[tuple[int, int], list[tuple[date, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _seen: int = 0
    _reasons: dict[tuple[int, int], Reason] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mask, lots in Counter(self.fit.reach).items():
            for number in bits(mask):
                self.offered[number] += lots
        order = sorted(range(len(self.fit.rates)), key=self.fit.rates.__getitem__)
        for rate, places in groupby(order, key=self.fit.rates.__getitem__):
            self._look_at(rate, list(places))

    def _look_at(self, rate: int, places: Sequence[int]) -> None:
        """The lots of one price, the cheaper ones seen before."""
        masks: dict[int, int] = defaultdict(int)
        for place in places:
            stock, mask = self.fit.part.stocks[place], self.fit.reach[place]
            masks[stock.group_id] |= mask
            self.longer[rate, stock.group_id].append((stock.last_day, mask))
        once = twice = 0
        for mask in masks.values():
            once, twice = once | mask, twice | once & mask
        self.shared[rate] = twice
        for number in bits(once & ~self._seen):
            self.cheapest[number] = self.fit.part.stocks[places[0]].rate
        self._seen |= once

    def reason(self, place: int, number: int) -> Reason:
        """Why the stock at *place* serves a wish of class *number*."""
        if (place, number) not in self._reasons:
            rate = self.fit.part.stocks[place].rate
            cheapest, offered = self.cheapest[number], self.offered[number]
            why = self._why(place, number, cheapest)
            self._reasons[place, number] = Reason(why, rate, cheapest, offered)
        return self._reasons[place, number]

    def _why(self, place: int, number: int, cheapest: Fraction) -> Why:
        stock, rate = self.fit.part.stocks[place], self.fit.rates[place]
        if self.offered[number] == 1:
            return Why.ONLY
        if stock.rate != cheapest:
            return Why.NEXT
        if self.shared[rate] >> number & 1:
            return Why.SPREAD
        siblings = self.longer[rate, stock.group_id]
        if any(day > stock.last_day and mask >> number & 1 for day, mask in siblings):
            return Why.SOONEST
        return Why.CHEAPEST
