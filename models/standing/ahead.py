"""What standing orders will ask for on days that are not made yet, beyond what is on offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from models.calendar import first_delivery_day
from models.catalogue import Product
from models.dealing import Deal
from models.holidays import SchoolHoliday
from models.lot import Lot, LotState
from models.matching import Rules, Wish
from models.rounds import stock_of
from models.standing.order import StandingLine, StandingOrder, StandingState


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of a delivery to come; lacking: thousandths of its measure that nobody offers."""

    standing: StandingOrder
    line: StandingLine
    day: date
    lacking: int


def lacking_ahead(session: Session, now: datetime, last: date) -> list[Coming]:
    """Until *last*, supposing that all on offer went to standing orders."""
    coming = list(_deliveries(session, now, last))
    if not coming:
        return []
    others = [each.line.substituted_by or () for each in coming]
    sent = {kin.id for some in others for other in some for kin in (other, *other.narrower)}
    lots = _on_offer(session, sent.union(each.line.product_id for each in coming), now)
    wishes = [_wish(number, each) for number, each in enumerate(coming)]
    deal = Deal({}, [stock_of(lot) for lot in lots], Rules())
    deal.wishes(wishes)
    for place in range(max(map(len, others))):
        some = [(wishes[n], x[place]) for n, x in enumerate(others) if len(x) > place]
        deal.instead([_instead(wish, other) for wish, other in some])
    left = [each.lacking for each in coming]
    for grant in deal.outcome().grants:
        left[grant.line_id] -= grant.quantity
    return [
        Coming(each.standing, each.line, each.day, lacking)
        for each, lacking in zip(coming, left, strict=True)
        if lacking
    ]


def _deliveries(session: Session, now: datetime, last: date) -> Iterator[Coming]:
    standings, first = session.scalars(_live()).all(), first_delivery_day(now)
    holidays = SchoolHoliday.all_kept(session) if standings else []
    for standing in standings:
        for day in standing.terms.days_from(first, holidays, standing.open_pauses):
            if day > last:
                break
            if not standing.is_decided(day):
                yield from (Coming(standing, each, day, each.quantity) for each in standing.lines)


def _live() -> Select[StandingOrder]:
    """With all that is looked at, in a handful of statements however many there are."""
    parts = (StandingOrder.lines, StandingOrder.pauses, StandingOrder.days)
    live = select(StandingOrder).where(StandingOrder.state == StandingState.LIVE)
    return live.options(*map(selectinload, parts)).order_by(StandingOrder.id)


def _on_offer(session: Session, products: set[int], now: datetime) -> Sequence[Lot]:
    free = (Lot.state == LotState.OPEN, Lot.reserved < Lot.quantity)
    in_time = Lot.available_until >= first_delivery_day(now)
    lots = session.scalars(select(Lot).where(*free, in_time, Lot.product_id.in_(products)))
    return [lot for lot in lots if not lot.member.blocked_at]


def _instead(wish: Wish, other: Product) -> Wish:
    varieties = frozenset(kin.id for kin in other.narrower)
    return replace(wish, product_id=other.id, varieties=varieties)


def _wish(number: int, each: Coming) -> Wish:
    return Wish(
        line_id=number,
        order_id=number,
        product_id=each.line.product_id,
        measure=each.line.measure,
        wanted=each.line.quantity,
        day=each.day,
        most_rate=each.line.most.rate if each.line.most else None,
        whole=False,
        refused=frozenset(),
    )
