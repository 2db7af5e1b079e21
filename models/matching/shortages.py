"""Why a wish is not met in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.matching.demand import Demand
from models.matching.fitting import Fit, fits, has_certificates
from models.matching.masks import bits
from models.matching.precedence import Precedence
from models.matching.terms import Lack, Shortage, Stock, Wish


@dataclass(eq=False)
class Shortages:
    """Of a demand that is settled."""

    demand: Demand
    precedence: Precedence = field(init=False)
    _contests: dict[int, Shortage] = field(default_factory=dict)
    _obstacles: dict[object, Shortage] = field(default_factory=dict)
    _asked: Counter[int] = field(default_factory=Counter)
    _wishes: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.precedence = Precedence(self.demand)
        for wish, number in zip(self.fit.part.wishes, self.fit.class_of, strict=True):
            if number is not None:
                self._asked[number] += wish.wanted
                self._wishes[number] += 1

    @property
    def fit(self) -> Fit:
        return self.demand.fit

    def of(self, place: int, got: int) -> Shortage:
        """The reason why the wish got no more than *got* thousandths."""
        number = self.fit.class_of[place]
        wish = self.fit.part.wishes[place]
        if number is None:
            return self._obstacle(wish)
        contest = self._contest(number)
        if not wish.whole and got >= (contest.available or 0):
            return self._obstacle(wish)
        ahead, beside = self.precedence.of(place)
        return replace(contest, lack=self._lost(place, got), ahead=ahead, beside=beside)

    def _lost(self, place: int, got: int) -> Lack:
        if self.fit.part.wishes[place].whole:
            return Lack.WHOLE
        if place in self.demand.dropped and not got:
            return Lack.SMALL
        return Lack.SHARE if got else Lack.TAKEN

    def _contest(self, number: int) -> Shortage:
        """What there is for a class, and what all who reach it ask of it."""
        if number not in self._contests:
            mine = self.fit.cells[number]
            near = [k for k, cells in enumerate(self.fit.cells) if cells & mine]
            self._contests[number] = Shortage(
                lack=Lack.SHARE,
                available=sum(self.fit.room[c] for c in bits(mine)),
                claimed=sum(self._asked[k] for k in near),
                rivals=sum(self._wishes[k] for k in near) - 1,
            )
        return self._contests[number]

    def _obstacle(self, wish: Wish) -> Shortage:
        key = (wish.day, wish.most_rate, wish.products, wish.certificates, wish.refused)
        if key not in self._obstacles:
            self._obstacles[key] = obstacle(self.fit.part.stocks, wish)
        return self._obstacles[key]


def obstacle(stocks: Sequence[Stock], wish: Wish) -> Shortage:
    """What keeps the stocks that do not fit from the wish: the first thing none of them has."""
    alike = [s for s in stocks if s.product_id in wish.products and s.measure == wish.measure]
    others = [s for s in alike if not fits(s, wish)]
    if not others:
        return Shortage(Lack.MORE if alike else Lack.NOBODY)
    that_day = [s for s in others if s.first_day <= wish.day <= s.last_day]
    if not that_day:
        near = min(others, key=lambda s: _distance(s, wish))
        return Shortage(Lack.DAY, first_day=near.first_day, last_day=near.last_day)
    papers = [s for s in that_day if has_certificates(s, wish.certificates, wish.day)]
    if not papers:
        return Shortage(Lack.CERTIFICATE, kinds=_missing_kinds(that_day, wish))
    in_price = [s for s in papers if wish.most_rate is None or s.rate <= wish.most_rate]
    if not in_price:
        return Shortage(Lack.PRICE, cheapest=min(s.rate for s in papers))
    return Shortage(Lack.REFUSED)


def _missing_kinds(stocks: Sequence[Stock], wish: Wish) -> tuple[str, ...]:
    """The kinds nobody has; all of them, when only nobody has them together."""
    there = {
        k for k in wish.certificates if any(has_certificates(s, {k}, wish.day) for s in stocks)
    }
    return tuple(sorted(wish.certificates - there or wish.certificates))


def _distance(stock: Stock, wish: Wish) -> tuple[int, int]:
    gap = max(stock.first_day - wish.day, wish.day - stock.last_day)
    return gap.days, stock.lot_id
