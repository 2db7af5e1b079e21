"""Who is asked: those who have not been silent, and when nobody else can serve, they once more.

To let an offer lapse is no refusal: the phone was in the house. To decline is one, for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from models.allocation import AllocationState
from models.lot import Lot
from models.matching import Grant, Stock, Wish, allocate
from models.order import OrderLine

# How often a line asks for the same lot when nobody answers; each time costs a paid message.
MOST_ASKED = 2
# An hour to answer, and half an hour for the buyer to look elsewhere.
ASKED_AGAIN_UNTIL = timedelta(minutes=90)


def grants(lots: Sequence[Lot], lines: Sequence[OrderLine], now: datetime) -> list[Grant]:
    """What to offer: first without the lots that were silent, then what is left with them."""
    stocks = [stock_of(lot) for lot in lots]
    first = allocate(stocks, [wish_of(line, _silent(line)) for line in lines])
    again = [wish_of(line, _given_up(line, now)) for line in lines if _may_be_asked(line, now)]
    return first + allocate(*_left(stocks, again, first)) if again else first


def _silent(line: OrderLine) -> Counter[int]:
    """How often each lot's offer to the line has lapsed."""
    lapsed = (a for a in line.allocations if a.state == AllocationState.LAPSED)
    return Counter(a.lot_id for a in lapsed)


def _given_up(line: OrderLine, now: datetime) -> frozenset[int]:
    silent = _silent(line)
    if line.order.cut_off_at - now < ASKED_AGAIN_UNTIL:
        return frozenset(silent)
    return frozenset(lot_id for lot_id, times in silent.items() if times >= MOST_ASKED)


def _may_be_asked(line: OrderLine, now: datetime) -> bool:
    return len(_given_up(line, now)) < len(_silent(line))


def _left(
    stocks: list[Stock], wishes: list[Wish], given: list[Grant]
) -> tuple[list[Stock], list[Wish]]:
    """Stock and wishes after what is given."""
    taken, got = Counter[int](), Counter[int]()
    for grant in given:
        taken[grant.lot_id] += grant.quantity
        got[grant.line_id] += grant.quantity
    rest = [replace(w, wanted=w.wanted - got[w.line_id]) for w in wishes]
    free = [replace(s, free=s.free - taken[s.lot_id]) for s in stocks]
    return free, [wish for wish in rest if wish.wanted]


def stock_of(lot: Lot) -> Stock:
    return Stock(
        lot_id=lot.id,
        product_id=lot.product_id,
        measure=lot.measure,
        free=lot.free,
        rate=lot.price.rate,
        first_day=lot.available_from,
        last_day=lot.available_until,
    )


def wish_of(line: OrderLine, besides: Collection[int]) -> Wish:
    """besides: lots that are not to be asked, apart from those that were refused to the line."""
    refused = {a.lot_id for a in line.allocations if a.is_refused}
    return Wish(
        line_id=line.id,
        order_id=line.order_id,
        product_id=line.product_id,
        measure=line.measure,
        wanted=line.missing,
        day=line.order.delivery_day,
        most_rate=line.most.rate if line.most else None,
        whole=not line.order.part_is_fine,
        refused=frozenset(refused.union(besides)),
    )
