"""Who is asked: those who have not been silent, and when nobody else can serve, they once more.

To let an offer lapse is no refusal: the phone was in the house. To decline is one, for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from models.allocation import SILENT
from models.catalogue import Product
from models.dealing import Deal
from models.lot import Lot
from models.matching import Outcome, Rules, Stock, Wish
from models.order_line import OrderLine
from models.rooms import Rooms
from models.substitutes import Substitute

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

    What lines then lack is filled with what their buyers allow instead, their first choice before
    their second; at last the lines that want all or nothing, which may need both to be whole.
    rooms: what producer groups can still make for a day, where that is limited.
    """
    papers = any(line.certificates for line in lines)
    stocks = [stock_of(lot, papers) for lot in lots]
    asked = [(line, each) for line in lines for each in line.substitutes]
    deal = Deal(rooms, stocks, rules, _caps(asked))
    deal.wishes([wish_of(line, _silent(line)) for line in lines])
    deal.wishes([wish_of(line, _given_up(line, now)) for line in lines if _may_be_asked(line, now)])
    for place in range(max((len(line.substitutes) for line in lines), default=0)):
        some = [x for x in lines if len(x.substitutes) > place and x.order.part_is_fine]
        deal.instead([_instead(x, x.substitutes[place], _silent(x)) for x in some])
        again = [x for x in some if _may_be_asked(x, now)]
        deal.instead([_instead(x, x.substitutes[place], _given_up(x, now)) for x in again])
    for line in sorted(lines, key=lambda each: each.id):
        if line.substitutes and not line.order.part_is_fine:
            _whole(deal, line, now)
    return deal.outcome()


def would_send(
    rooms: Rooms, lots: Sequence[Lot], line: OrderLine, other: Product, now: datetime
) -> Outcome:
    """What the line would get if it were alone and its buyer allowed *other* instead."""
    trial = Substitute(product_id=other.id, product=other)
    deal, silent = Deal(rooms, [stock_of(lot) for lot in lots], Rules()), frozenset(_silent(line))
    own, instead = wish_of(line, silent), _instead(line, trial, silent)
    if line.order.part_is_fine:
        deal.wishes([own])
        deal.instead([instead])
    else:
        deal.whole([own, instead])
    return deal.outcome()


def _whole(deal: Deal, line: OrderLine, now: datetime) -> None:
    for silent in (frozenset(_silent(line)), _given_up(line, now)):
        own = wish_of(line, silent)
        if deal.whole([own, *(_instead(line, each, silent) for each in line.substitutes)]):
            return


def _caps(asked: Iterable[tuple[OrderLine, Substitute]]) -> dict[tuple[int, int], int]:
    """What may still be sent of a substitute whose buyer agreed to so much and no more."""
    return {
        (line.id, each.product_id): each.quantity - _held(line, each)
        for line, each in asked
        if each.quantity is not None
    }


def _held(line: OrderLine, substitute: Substitute) -> int:
    mine = (a for a in line.allocations if a.is_live and a.substitute_id == substitute.id)
    return sum(a.quantity for a in mine)


def _instead(line: OrderLine, substitute: Substitute, besides: Collection[int]) -> Wish:
    """The line's wish as one for what may be sent instead, under the same terms."""
    caps = [most.rate for most in (line.most, substitute.most) if most is not None]
    return replace(
        wish_of(line, besides),
        product_id=substitute.product_id,
        varieties=frozenset(kin.id for kin in substitute.product.narrower),
        most_rate=min(caps, default=None),
    )


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


def sent_for(line: OrderLine) -> list[int]:
    """Those, and what its buyer allows instead."""
    return [*products_for(line), *(kin.id for each in line.substitutes for kin in each.products)]


def consent_to(lot: Lot, line: OrderLine) -> Substitute | None:
    """The buyer's word by which the lot is sent for the line; None when it is what they ask for."""
    if lot.product_id in products_for(line):
        return None
    return next(each for each in line.substitutes if lot.product in each.products)
