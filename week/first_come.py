"""The baseline: who ordered first is served first, each from the cheapest lots that fit.

Everything else stays as it is: the same doors, the same offers and deadlines, and who was silent is
asked again by the same rule. Only what deals the lots is put aside, while `first_come` lasts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from unittest import mock

from models import dealing
from models.matching import Grant, Lack, Outcome, Rules, Shortage, Stock, Unmet, Wish
from models.matching.fitting import fits
from models.rooms import Room, Rooms


@contextlib.contextmanager
def first_come() -> Iterator[None]:
    """In this process the market deals by arrival."""
    with mock.patch.object(dealing, "allocate_within", deal):
        yield


def deal(
    rooms: Rooms, stocks: Iterable[Stock], wishes: Iterable[Wish], rules: Rules | None = None
) -> Outcome:
    """What `models.rooms.allocate_within` answers, by arrival; *rules* are of no interest."""
    table = _Table(dict(rooms), sorted(stocks, key=lambda stock: (stock.rate, stock.lot_id)))
    grants, unmet = [], []
    for wish in sorted(wishes, key=lambda wish: (wish.order_id, wish.line_id)):
        given = table.serve(wish)
        grants += given
        missing = wish.wanted - sum(grant.quantity for grant in given)
        if missing:
            unmet.append(Unmet(wish.line_id, missing, Shortage(Lack.MORE)))
    return Outcome(grants, unmet)


class _Table:
    """What is left of lots, the cheapest first and of these the oldest, and of groups' days."""

    def __init__(self, rooms: dict[Room, int], stocks: list[Stock]) -> None:
        self._rooms, self._stocks = rooms, stocks

    def serve(self, wish: Wish) -> list[Grant]:
        """As much as is there; nothing when only all is welcome."""
        rooms, stocks, grants = dict(self._rooms), list(self._stocks), []
        missing = wish.wanted
        for place, stock in enumerate(stocks):
            room = (stock.group_id, wish.measure, wish.day)
            some = min(missing, stock.free, rooms.get(room, missing)) if fits(stock, wish) else 0
            if some:
                grants.append(Grant(stock.lot_id, wish.line_id, some))
                stocks[place] = replace(stock, free=stock.free - some)
                missing -= some
                if room in rooms:
                    rooms[room] -= some
        if wish.whole and missing:
            return []
        self._rooms, self._stocks = rooms, stocks
        return grants
