"""Taking back: a line, an order, a lot; and the end of the day's orders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState
from models.allocation_locks import lock_allocations
from models.locking import lock_rows, start_afresh
from models.lot import Lot
from models.matchcall import MatchCall
from models.measure import Amount, Price
from models.news import owe_cancellations, report
from models.order import Order, OrderState
from models.order_line import CutOffPassed, LineState, OrderLine


def cancel_line(session: Session, line_id: int, now: datetime) -> OrderLine:
    """Raises CutOffPassed when it is too late."""
    line = session.get_one(OrderLine, line_id)
    order = lock_changeable(session, line.order_id, now)
    if line.state == LineState.OPEN and not line.may_change(now):
        raise CutOffPassed(line.cut_off_at)
    cancel_lines(session, [line], now)
    if not order.open_lines:
        order.state = OrderState.CANCELLED
    order.follow_lines()
    report(session, order, now)
    return line


def cancel_order(session: Session, order_id: int, now: datetime) -> Order:
    """Raises CutOffPassed when it is too late, for one of its lines at least."""
    order = lock_changeable(session, order_id, now)
    if order.cancel_until <= now and order.open_lines:
        raise CutOffPassed(order.cancel_until)
    cancel_lines(session, order.open_lines, now)
    order.state = OrderState.CANCELLED
    return order


def cancel_orders(session: Session, order_ids: Iterable[int], now: datetime) -> list[Order]:
    """Those that may still be cancelled as a whole; gives them. All are locked before their lines,
    or a match could wait for us in a circle.
    """
    start_afresh(session)
    orders = [o for o in lock_rows(session, Order, order_ids) if o.may_cancel(now)]
    cancel_lines(session, [line for order in orders for line in order.open_lines], now)
    for order in orders:
        order.state = OrderState.CANCELLED
    return orders


def lock_changeable(session: Session, order_id: int, now: datetime) -> Order:
    start_afresh(session)
    (order,) = lock_rows(session, Order, [order_id])
    if not order.may_change(now) and order.state != OrderState.CANCELLED:
        raise CutOffPassed(order.cut_off_at)
    return order


def lock_lines(session: Session, lines: Iterable[OrderLine]) -> list[OrderLine]:
    """With the lots that hold something for them; their order must be locked."""
    locked = lock_rows(session, OrderLine, [line.id for line in lines])
    lock_rows(session, Lot, [a.lot_id for line in locked for a in line.allocations if a.is_live])
    return locked


def cancel_lines(session: Session, lines: Iterable[OrderLine], now: datetime) -> None:
    """To be called behind a lock on their order."""
    locked = lock_rows(session, OrderLine, [line.id for line in lines])
    live = [a for line in locked for a in line.allocations if a.is_live]
    cancel_allocations(session, live, now)
    for line in locked:
        line.state = LineState.CANCELLED
    session.flush()


def cancel_allocations(
    session: Session, allocations: Sequence[Allocation], now: datetime, why: str = "cancelled"
) -> None:
    """End allocations from the buyer's side; producers hear of it, their stock is matched again.

    why: 'cancelled' by the buyer, who may want 'less', or 'not_whole' when the rest could not be
    found.
    """
    locked = lock_rows(session, Lot, [a.lot_id for a in allocations])
    for allocation in allocations:
        allocation.end(AllocationState.CANCELLED, now)
    MatchCall.ask(session, [lot.product_id for lot in locked], now)
    owe_cancellations(session, allocations, now, why)


def withdraw_lot(session: Session, lot_id: int, now: datetime) -> Lot:
    """Offer no more of it. Open offers end and are matched elsewhere; promises stand."""
    lot = _lock_lot(session, lot_id)
    lot.withdraw(session, now)
    return lot


def change_lot_quantity(session: Session, lot_id: int, amount: Amount, now: datetime) -> Lot:
    """Raises BelowPromised when less would be left than was promised already."""
    lot = _lock_lot(session, lot_id)
    lot.change_quantity(session, amount, now)
    return lot


def change_lot_price(session: Session, lot_id: int, price: Price, now: datetime) -> Lot:
    lot = _lock_lot(session, lot_id)
    lot.change_price(session, price, now)
    return lot


def _lock_lot(session: Session, lot_id: int) -> Lot:
    """The lot with the orders and lines its open offers belong to, in the house's order.

    An offer that a match made while we waited for the lot is locked after it; should that close a
    circle, the database ends one of the two and the job is run again.
    """
    offers = select(Allocation.id).where(
        Allocation.lot_id == lot_id, Allocation.state == AllocationState.OFFERED
    )
    before = set(session.scalars(offers))
    lock_allocations(session, before)
    (lot,) = lock_rows(session, Lot, [lot_id])
    lock_allocations(session, set(session.scalars(offers)) - before)
    return lot


def close(session: Session, order_id: int, now: datetime) -> bool:
    """After the cut-off and once settled, what is promised is the plan; False when not yet."""
    (order,) = lock_rows(session, Order, [order_id])
    due = session.scalar(Order.past_cut_off(now).where(Order.id == order_id)) is not None
    if not due or not order.is_settled(session):
        return False
    report(session, order, now)
    order.state = OrderState.CLOSED
    return True
