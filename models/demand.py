"""What kitchens want and nobody offers yet: what is worth picking or making next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.calendar import local_day
from models.catalogue import Product
from models.lot import Lot
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine
from models.people import Buyer
from models.standing.ahead import lacking_ahead

HORIZON = timedelta(days=14)
# Nobody picks by the day what is wanted later than this: it is told by the week.
DAY_BY_DAY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Gap:
    """What one kitchen lacks of a product on one day: quantity in thousandths of *measure*.

    buyer_name is None unless that buyer lets producers see it.
    """

    product_id: int
    product: str
    measure: str
    quantity: int
    day: date
    buyer_id: int
    buyer_name: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """What is lacking from *first* to *last* (the days that have a wish), of that many kitchens."""

    first: date
    last: date
    measure: str
    quantity: int
    kitchens: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Demand:
    product_id: int
    product: str
    spans: Sequence[Span]


def demand(session: Session, now: datetime, group_id: int | None = None) -> list[Demand]:
    """What is lacking in the next two weeks: what *group_id* has sold before comes first."""
    last = local_day(now) + HORIZON
    gaps = [*open_lines(session, now, last), *repeated(session, now, last)]
    wanted = by_product(gaps, local_day(now))
    sold = sold_by(session, group_id)
    return sorted(wanted, key=lambda each: each.product_id not in sold)


def open_lines(session: Session, now: datetime, last: date) -> list[Gap]:
    """What orders still lack, as long as somebody could still offer it."""
    lacking = func.sum(OrderLine.quantity - OrderLine.reserved)
    shown = case((Buyer.shows_name, Buyer.name))
    product = (Product.id, Product.name, OrderLine.measure)
    kitchen = (Order.delivery_day, Buyer.id, shown)
    waiting = (
        select(*product, lacking, *kitchen)
        .select_from(OrderLine)
        .join(Order)
        .join(Buyer)
        .join(Product)
        .where(
            Order.state == OrderState.OPEN,
            Order.delivery_day <= last,
            OrderLine.state == LineState.OPEN,
            OrderLine.cut_off_at > now,
            OrderLine.reserved < OrderLine.quantity,
        )
        .group_by(*product, Order.delivery_day, Buyer.id, Buyer.name, Buyer.shows_name)
    )
    return [Gap(*row) for row in session.execute(waiting)]


def repeated(session: Session, now: datetime, last: date) -> list[Gap]:
    """What standing orders will lack on days that are not made into orders yet."""
    return [
        Gap(
            coming.line.product_id,
            coming.line.product.name,
            coming.line.measure,
            coming.lacking,
            coming.day,
            coming.standing.buyer_id,
            coming.standing.buyer.name if coming.standing.buyer.shows_name else None,
        )
        for coming in lacking_ahead(session, now, last)
    ]


def sold_by(session: Session, group_id: int | None) -> set[int]:
    """The products a producer group has posted before."""
    posted = select(Lot.product_id).where(Lot.producer_group_id == group_id).distinct()
    return set(session.scalars(posted))


def by_product(gaps: Iterable[Gap], today: date) -> list[Demand]:
    """The gaps of any source by product, the soonest first: day by day, later by the week."""
    later = today + DAY_BY_DAY
    ordered = sorted(gaps, key=lambda gap: (gap.product_id, gap.measure, gap.day))
    found = []
    for product_id, of_product in groupby(ordered, key=lambda gap: gap.product_id):
        mine = list(of_product)
        spans = [
            _span(list(some))
            for _, some in groupby(mine, key=lambda gap: (gap.measure, min(gap.day, later)))
        ]
        spans.sort(key=lambda span: (span.first, span.measure))
        found.append(Demand(product_id, mine[0].product, spans))
    return sorted(found, key=lambda each: (each.spans[0].first, each.product))


def _span(gaps: list[Gap]) -> Span:
    return Span(
        first=gaps[0].day,
        last=gaps[-1].day,
        measure=gaps[0].measure,
        quantity=sum(gap.quantity for gap in gaps),
        kitchens=len({gap.buyer_id for gap in gaps}),
        names=sorted({gap.buyer_name for gap in gaps if gap.buyer_name}),
    )
