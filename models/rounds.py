"""Who is asked: those who have not been silent, and when nobody else can serve, they once more.

To let an offer lapse is no refusal: the phone was in the house. To decline is one, for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.allocation import SILENT
from models.lot import Lot
from models.matching import Grant, Outcome, Rules, Stock, Wish
from models.order_line import OrderLine
from models.rooms import Rooms, allocate_within

# How often a line asks for the same lot when nobody answers; each time costs a paid message.
MOST_ASKED = 2
# An hour to answer, and half an hour for the buyer to look elsewhere.
ASKED_AGAIN_UNTIL = timedelta(minutes=90)
# Less than one of a measure is no use to a kitchen that asked for whole ones.
SMALLEST = 1000


def decide(
    rooms: Rooms, lots: Sequence[Lot], lines: Sequence[OrderLine], rules: Rules, now: datetime
) -> Outcome:
    """What to offer: first without the lots that were silent, then what is left with them.

    rooms: what producer groups can still make for a day, where that is limited.
    """
    papers = any(line.certificates for line in lines)
    stocks = [stock_of(lot, papers) for lot in lots]
    first = allocate_within(rooms, stocks, [wish_of(line, _silent(line)) for line in lines], rules)
    again = [wish_of(line, _given_up(line, now)) for line in lines if _may_be_asked(line, now)]
    if not again:
        return first
    left = _rooms_left(rooms, lots, lines, first.grants)
    second = allocate_within(left, *_left(stocks, again, first.grants), rules)
    return _together(first, second, {wish.line_id for wish in again})


def _together(first: Outcome, second: Outcome, again: Collection[int]) -> Outcome:
    """again: the lines of the second round, which has the last word on what they lack."""
    unmet = [each for each in first.unmet if each.line_id not in again] + second.unmet
    return Outcome([*first.grants, *second.grants], sorted(unmet, key=lambda u: u.line_id))


def _rooms_left(
    rooms: Rooms, lots: Iterable[Lot], lines: Iterable[OrderLine], given: Iterable[Grant]
) -> Rooms:
    groups = {lot.id: lot.producer_group_id for lot in lots}
    asked = {line.id: (line.measure, line.order.delivery_day) for line in lines}
    used = Counter[tuple[int, str, date]]()
    for grant in given:
        used[groups[grant.lot_id], *asked[grant.line_id]] += grant.quantity
    return {room: left - used[room] for room, left in rooms.items()}


def _silent(line: OrderLine) -> Counter[int]:
    """How often each lot's offer to the line has ended without an answer."""
    lapsed = (a for a in line.allocations if a.state in SILENT)
    return Counter(a.lot_id for a in lapsed)


def _given_up(line: OrderLine, now: datetime) -> frozenset[int]:
    silent = _silent(line)
    if line.cut_off_at - now < ASKED_AGAIN_UNTIL:
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


def stock_of(lot: Lot, papers: bool = True) -> Stock:
    """papers: whether the group's certificates are of interest; reading them costs a query."""
    found = lot.certificates if papers else ()
    return Stock(
        lot_id=lot.id,
        product_id=lot.product_id,
        measure=lot.measure,
        free=lot.free,
        rate=lot.price.rate,
        first_day=lot.available_from,
        last_day=lot.available_until,
        group_id=lot.producer_group_id,
        certificates=frozenset((paper.kind, paper.valid_until) for paper in found),
        step=lot.unit_factor,
    )


def wish_of(line: OrderLine, besides: Collection[int] = ()) -> Wish:
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
        varieties=frozenset(products_for(line)) - {line.product_id},
        certificates=frozenset(line.certificates or ()),
        buyer_kind=line.order.buyer.kind,
        smallest=min(SMALLEST, line.unit_factor),
        step=line.unit_factor,
    )


def products_for(line: OrderLine) -> list[int]:
    """The product the line asks for and the narrower ones that serve it."""
    return [line.product_id, *(kin.id for kin in line.product.narrower)]
