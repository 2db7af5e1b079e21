"""A match run: waiting wishes meet ready stock, in one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.calendar import answer_by
from models.cancelling import cancel_allocations
from models.locking import lock_rows, start_afresh
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.news import owe_offers, report
from models.order import LineState, Order, OrderLine, OrderState
from models.rounds import grants


def match(session: Session, now: datetime) -> int:
    """Answer the open match calls: allocate, write offers and results. Gives their number."""
    start_afresh(session)
    calls = session.scalars(MatchCall.open_calls().with_for_update(skip_locked=True)).all()
    products = {call.product_id for call in calls}
    if not products:
        return 0
    orders = _lock_waiting_orders(session, products)
    lines = _lock_waiting_lines(session, orders, products)
    lots = _lock_ready_lots(session, lines)
    offers = _offer(session, lots, [line for line in lines if now < line.order.cut_off_at], now)
    _release_broken_wholes(session, lines, now)
    for call in calls:
        call.answered_at = now
    session.flush()
    owe_offers(session, offers, now)
    for order in orders:
        report(session, order, now)
    return len(calls)


def _lock_waiting_orders(session: Session, products: set[int]) -> list[Order]:
    waiting = (
        select(Order.id)
        .join(OrderLine)
        .where(
            Order.state == OrderState.OPEN,
            OrderLine.state == LineState.OPEN,
            OrderLine.reserved < OrderLine.quantity,
            OrderLine.product_id.in_(products),
        )
    )
    orders = lock_rows(session, Order, session.scalars(waiting))
    return [order for order in orders if order.state == OrderState.OPEN]


def _lock_waiting_lines(
    session: Session, orders: list[Order], products: set[int]
) -> list[OrderLine]:
    ids = select(OrderLine.id).where(
        OrderLine.order_id.in_([order.id for order in orders]),
        OrderLine.product_id.in_(products),
        OrderLine.state == LineState.OPEN,
    )
    lines = lock_rows(session, OrderLine, session.scalars(ids))
    return [line for line in lines if line.state == LineState.OPEN and line.missing]


def _lock_ready_lots(session: Session, lines: list[OrderLine]) -> list[Lot]:
    if not lines:
        return []
    ready = select(Lot.id).where(
        Lot.product_id.in_({line.product_id for line in lines}),
        Lot.state == LotState.OPEN,
        Lot.reserved < Lot.quantity,
        Lot.available_until >= min(line.order.delivery_day for line in lines),
    )
    # Lots that a broken whole may give back are locked along, or ids would be locked out of order.
    wholes = [line for line in lines if not line.order.part_is_fine]
    held = {a.lot_id for line in wholes for a in line.allocations if a.is_live}
    lots = lock_rows(session, Lot, held.union(session.scalars(ready)))
    # Whoever has blocked us would hear of no offer.
    return [lot for lot in lots if lot.state == LotState.OPEN and not lot.member.blocked_at]


def _offer(
    session: Session, lots: list[Lot], lines: list[OrderLine], now: datetime
) -> list[Allocation]:
    by_lot, by_line = {lot.id: lot for lot in lots}, {line.id: line for line in lines}
    offers = []
    for grant in grants(lots, lines, now):
        line = by_line[grant.line_id]
        until = answer_by(now, line.order.cut_off_at)
        offers.append(
            Allocation.offer(session, by_lot[grant.lot_id], line, grant.quantity, until, now)
        )
    return offers


def _release_broken_wholes(session: Session, lines: list[OrderLine], now: datetime) -> None:
    """A buyer who wants all or nothing gets nothing when a refused part cannot be replaced."""
    broken = [line for line in lines if not line.order.part_is_fine and line.missing]
    live = [a for line in broken for a in line.allocations if a.is_live]
    cancel_allocations(session, live, now, why="not_whole")
