"""Matching within what producer groups can make in a day: pure, no database, no clock.

The matching deals, what goes beyond a group's day is taken back, and what is still wanted is dealt
again without those who have no room left, until nothing goes beyond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from models.matching import Grant, Lack, Outcome, Rules, Shortage, Stock, Unmet, Wish, allocate
from models.matching.fitting import fits

# (producer group, measure, delivery day): thousandths that can still be asked for. What is not in
# it has no cap.
Room = tuple[int, str, date]
Rooms = Mapping[Room, int]


def allocate_within(
    rooms: Rooms, stocks: Iterable[Stock], wishes: Iterable[Wish], rules: Rules | None = None
) -> Outcome:
    """What matching alone gives where no room is too small; never more than a room holds.

    Who lacks something because a day is full is told so (Lack.FULL).
    """
    if not rooms:
        return allocate(stocks, wishes, rules)
    table = _Table(rooms, stocks, wishes, rules)
    while table.deals():
        pass
    return table.outcome()


class _Table:
    """What is left of everything while it is dealt; each round fills a room or bars a pair."""

    def __init__(
        self, rooms: Rooms, stocks: Iterable[Stock], wishes: Iterable[Wish], rules: Rules | None
    ) -> None:
        self.left = dict(rooms)
        self.stocks = {stock.lot_id: stock for stock in stocks}
        self.asked = {wish.line_id: wish for wish in wishes}
        self.rules = rules
        self.given: dict[tuple[int, int], Grant] = {}
        self.barred: dict[int, set[int]] = defaultdict(set)
        self.shortages: dict[int, Shortage] = {}

    def deals(self) -> bool:
        """One round; whether something went beyond a room, so that it is worth another."""
        dealt = allocate(map(self._clamped, self.stocks.values()), self._wishes(), self.rules)
        for unmet in dealt.unmet:  # a later round does not see what the first has given away
            self.shortages.setdefault(unmet.line_id, unmet.shortage)
        ordered = sorted(dealt.grants, key=lambda grant: (grant.line_id, grant.lot_id))
        cut = False
        for line_id, some in groupby(ordered, key=lambda grant: grant.line_id):
            beyond = self._take(self.asked[line_id], list(some))
            self.barred[line_id] |= beyond
            cut = cut or bool(beyond)
        return cut

    def outcome(self) -> Outcome:
        grants = sorted(self.given.values(), key=lambda grant: (grant.line_id, grant.lot_id))
        unmet = [
            Unmet(line_id, missing, self._shortage(wish))
            for line_id, wish in sorted(self.asked.items())
            if (missing := self._missing(wish))
        ]
        return Outcome(grants, unmet)

    def _wishes(self) -> list[Wish]:
        return [
            replace(wish, wanted=missing, refused=wish.refused | self._without_room(wish))
            for wish in self.asked.values()
            if (missing := self._missing(wish))
        ]

    def _missing(self, wish: Wish) -> int:
        mine = (g.quantity for (_, line_id), g in self.given.items() if line_id == wish.line_id)
        return wish.wanted - sum(mine)

    def _clamped(self, stock: Stock) -> Stock:
        """No more of it than its group could be asked for on all the days there are wishes for."""
        days = {wish.day for wish in self.asked.values() if wish.measure == stock.measure}
        rooms = [(stock.group_id, stock.measure, day) for day in days]
        if not rooms or any(room not in self.left for room in rooms):
            return stock
        return replace(stock, free=min(stock.free, sum(self.left[room] for room in rooms)))

    def _take(self, wish: Wish, grants: Sequence[Grant]) -> set[int]:
        """Keep what of a line's grants fits into the days; the lots that went beyond them."""
        fitting, used = [], defaultdict[Room, int](int)
        for grant in grants:
            room = (self.stocks[grant.lot_id].group_id, wish.measure, wish.day)
            left = self.left.get(room, grant.quantity + used[room]) - used[room]
            fitting.append(replace(grant, quantity=min(grant.quantity, left)))
            used[room] += fitting[-1].quantity
        beyond = {
            grant.lot_id
            for grant, kept in zip(grants, fitting, strict=True)
            if kept.quantity < grant.quantity
        }
        if not (wish.whole and beyond):
            self._keep(fitting, used)
        return beyond

    def _keep(self, grants: Iterable[Grant], used: Mapping[Room, int]) -> None:
        for room in used.keys() & self.left.keys():
            self.left[room] -= used[room]
        for grant in grants:
            if grant.quantity:
                key = grant.lot_id, grant.line_id
                before = self.given[key].quantity if key in self.given else 0
                self.given[key] = replace(grant, quantity=before + grant.quantity)
                stock = self.stocks[grant.lot_id]
                self.stocks[grant.lot_id] = replace(stock, free=stock.free - grant.quantity)

    def _without_room(self, wish: Wish) -> frozenset[int]:
        """The lots of groups that can be asked for nothing more, or not for all a whole needs."""
        full = {
            lot_id
            for lot_id, stock in self.stocks.items()
            if self.left.get((stock.group_id, wish.measure, wish.day)) == 0
        }
        return frozenset(full | self.barred[wish.line_id])

    def _shortage(self, wish: Wish) -> Shortage:
        """A full day is the reason where a lot would fit and has something left."""
        without = self._without_room(wish)
        if any(self.stocks[lot].free and fits(self.stocks[lot], wish) for lot in without):
            return Shortage(Lack.FULL)
        return self.shortages[wish.line_id]
