"""What buyers say of substitutes for lines that are ordered, and whom a match has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from models.cancelling import cancel_allocations, lock_changeable, lock_lines
from models.catalogue import Product
from models.changing import OrderGone
from models.cycle import Cycle
from models.matchcall import MatchCall
from models.measure import Price
from models.news import report
from models.order import Order, OrderState
from models.order_line import CutOffPassed, LineState, OrderLine
from models.proposing import propose
from models.rounds import sent_for
from models.substitutes import Substitute, allowed


class NothingLeft(ValueError):
    """What was proposed is there no more, or costs more now."""


def set_substitutes(
    session: Session, line_id: int, others: Sequence[Product] | None, now: datetime
) -> OrderLine:
    """Let what the line lacks be filled with *others*, as Wanted.substitutes says it.

    Open offers of what is allowed no more end; promises stand. Raises CutOffPassed or OrderGone.
    """
    line = _locked(session, line_id, now)
    cycle, day = Cycle.read(session, now), line.order.delivery_day
    for each in line.substitutes:
        each.ended_at = max([now, *(a.offered_at for a in line.allocations)])
    line.only_this = others == ()
    line.all_substitutes += allowed(line.product, others or (), line.measure, day, cycle, now)
    session.flush()
    may_come = sent_for(line)
    open_offers = [a for a in line.allocations if a.is_offered]
    gone = [a for a in open_offers if a.lot.product_id not in may_come]
    cancel_allocations(session, gone, now, why="less")
    _seek(session, line, now)
    report(session, line.order, now)
    return line


def agree(
    session: Session, line_id: int, product_id: int, quantity: int, most: Price, now: datetime
) -> OrderLine:
    """Yes to a proposal: so many thousandths of the product and no more, at that price at most.

    Raises NothingLeft, CutOffPassed or OrderGone.
    """
    line = _locked(session, line_id, now)
    product = session.get_one(Product, product_id)
    found = propose(session, line, now, product)
    if found is None or found.price.rate > most.rate:
        raise NothingLeft(product_id)
    line.only_this = False
    line.all_substitutes.append(
        Substitute(
            product=product,
            quantity=quantity,
            most_satang=most.satang,
            most_unit=most.unit,
            most_factor=most.factor,
            allowed_at=now,
        )
    )
    session.flush()
    _seek(session, line, now)
    return line


def _locked(session: Session, line_id: int, now: datetime) -> OrderLine:
    order = lock_changeable(session, session.get_one(OrderLine, line_id).order_id, now)
    line = session.get_one(OrderLine, line_id)
    lock_lines(session, [line])
    if line.state != LineState.OPEN or not order.is_open:
        raise OrderGone(line_id)
    if not line.may_change(now):
        raise CutOffPassed(line.cut_off_at)
    return line


def _seek(session: Session, line: OrderLine, now: datetime) -> None:
    """The buyer hears of it when all have answered, whether more comes of it or not."""
    if line.missing and line.substitutes:
        line.order.tell_anew(line)
        MatchCall.ask(session, [line.product_id], now)


def with_substitutes(session: Session, products: set[int]) -> set[int]:
    """*products*, with those whose lines may be sent them instead, and with what such lines may be
    sent: who asks for that itself comes first, so that it has to be looked at along with them.
    """
    known: set[int] = set()
    while products != known:
        known = products
        pairs = session.execute(_exchanges(known)).all()
        own = {row.wished for row in pairs}
        sent = _kin(session, {row.sent for row in pairs if row.wished in known})
        products = known | own | sent
    return products


def _exchanges(products: Iterable[int]) -> Select[int, int]:
    """(product asked for, product allowed instead) of waiting lines, where it has one of them."""
    wished, sent, some = OrderLine.product_id, Substitute.product_id, list(products)
    return (
        select(wished.label("wished"), sent.label("sent"))
        .select_from(Substitute)
        .join(OrderLine)
        .join(Order)
        .where(
            or_(wished.in_(some), sent.in_(some)),
            Substitute.ended_at.is_(None),
            OrderLine.state == LineState.OPEN,
            OrderLine.reserved < OrderLine.quantity,
            Order.state == OrderState.OPEN,
        )
        .distinct()
    )


def _kin(session: Session, products: Iterable[int]) -> set[int]:
    """All that the products' goods may be sent for."""
    found = [session.get_one(Product, each) for each in products]
    goods = [kin for product in found for kin in (product, *product.narrower)]
    return {kin.id for each in goods for kin in (each, *each.wider)}
