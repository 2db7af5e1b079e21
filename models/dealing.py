"""Rounds of matching, each with what the ones before have left: pure, no database, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace

from models.matching import Grant, Lack, Outcome, Rules, Stock, Unmet, Wish
from models.rooms import Room, Rooms, allocate_within

# (line, product) whose wish may take no more than so many thousandths, whatever is missing.
Caps = Mapping[tuple[int, int], int]


class Deal:
    """What is left of stocks, rooms and wishes; Wish.wanted is what lacked before any round."""

    def __init__(
        self, rooms: Rooms, stocks: Iterable[Stock], rules: Rules, caps: Caps | None = None
    ) -> None:
        self.rooms: dict[Room, int] = dict(rooms)
        self.stocks = {stock.lot_id: stock for stock in stocks}
        self.rules = rules
        self.caps = caps or {}
        self.grants: dict[tuple[int, int], Grant] = {}
        self.unmet: dict[int, Unmet] = {}
        self._got = Counter[int]()
        self._of_product = Counter[tuple[int, int]]()

    def outcome(self) -> Outcome:
        unmet = sorted(self.unmet.values(), key=lambda each: each.line_id)
        return Outcome(list(self.grants.values()), unmet)

    def wishes(self, wishes: Sequence[Wish]) -> None:
        """For what the lines ask for; the last such round of a line says what it lacks, unless it
        only finds that all is given away by then."""
        dealt = self._round(wishes)
        before = {wish.line_id: self.unmet.pop(wish.line_id, None) for wish in wishes}
        self.unmet |= {each.line_id: _lasting(each, before[each.line_id]) for each in dealt.unmet}

    def instead(self, wishes: Sequence[Wish]) -> None:
        """For what is sent in its place; why the line lacks what it asked for stays as it was."""
        for grant in self._round(wishes).grants:
            self._less_unmet(grant)

    def whole(self, wishes: Sequence[Wish]) -> bool:
        """One line's wishes, the best first: all of it from several products, or nothing."""
        trial = self._copied()
        for wish in wishes:
            trial.instead([replace(wish, whole=False)])
        served = all(trial._missing(wish) <= 0 for wish in wishes)
        if served:
            self.__dict__.update(trial.__dict__)
        return served

    def _copied(self) -> Deal:
        trial = copy(self)
        for name in ("rooms", "stocks", "grants", "unmet", "_got", "_of_product"):
            setattr(trial, name, copy(getattr(self, name)))
        return trial

    def _round(self, wishes: Iterable[Wish]) -> Outcome:
        left = [replace(wish, wanted=most) for wish in wishes if (most := self._open(wish)) > 0]
        if not left:
            return Outcome([], [])
        dealt = allocate_within(self.rooms, self.stocks.values(), left, self.rules)
        asked = {wish.line_id: wish for wish in left}
        for grant in dealt.grants:
            self._take(grant, asked[grant.line_id])
        return dealt

    def _missing(self, wish: Wish) -> int:
        return wish.wanted - self._got[wish.line_id]

    def _open(self, wish: Wish) -> int:
        """What a round may still give it."""
        missing, key = self._missing(wish), (wish.line_id, wish.product_id)
        cap = self.caps.get(key)
        return missing if cap is None else min(missing, cap - self._of_product[key])

    def _take(self, grant: Grant, wish: Wish) -> None:
        stock, key = self.stocks[grant.lot_id], (grant.lot_id, grant.line_id)
        self.stocks[grant.lot_id] = replace(stock, free=stock.free - grant.quantity)
        room = (stock.group_id, wish.measure, wish.day)
        if room in self.rooms:
            self.rooms[room] -= grant.quantity
        before = self.grants[key].quantity if key in self.grants else 0
        self.grants[key] = replace(grant, quantity=before + grant.quantity)
        self._got[grant.line_id] += grant.quantity
        self._of_product[grant.line_id, wish.product_id] += grant.quantity

    def _less_unmet(self, grant: Grant) -> None:
        unmet = self.unmet.get(grant.line_id)
        if unmet is None:
            return
        if unmet.missing > grant.quantity:
            missing = unmet.missing - grant.quantity
            self.unmet[grant.line_id] = replace(unmet, missing=missing)
        else:
            del self.unmet[grant.line_id]


def _lasting(now: Unmet, before: Unmet | None) -> Unmet:
    if before is None or now.shortage.lack != Lack.NOBODY:
        return now
    return replace(before, missing=now.missing)
