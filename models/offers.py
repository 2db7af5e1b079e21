"""Which allocations a producer has to do with: to answer, to deliver, or answered by silence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, select

from models.allocation import Allocation, AllocationState
from models.inbox import InboxEvent
from models.lot import Lot
from models.order import Order
from models.order_line import OrderLine
from models.people import Member


def waiting_for(member_id: int) -> Select[Allocation]:
    """The offers a producer has not answered, oldest first."""
    return (
        select(Allocation)
        .join(Lot)
        .where(Lot.member_id == member_id, Allocation.state == AllocationState.OFFERED)
        .order_by(Allocation.id)
    )


def to_deliver(member_id: int, today: date) -> Select[Allocation]:
    """What a producer has promised for today and later, in the order it is delivered."""
    return (
        select(Allocation)
        .join(Lot)
        .join(OrderLine)
        .join(Order)
        .where(
            Lot.member_id == member_id,
            Allocation.state == AllocationState.ACCEPTED,
            Order.delivery_day >= today,
        )
        .order_by(Order.delivery_day, Order.id, Allocation.id)
    )


def overdue(now: datetime) -> Select[int]:
    """Offers that ran out and whose producer has said nothing in time that is yet unheard."""
    due = (Allocation.state == AllocationState.OFFERED) & (Allocation.answer_by <= now)
    unheard = InboxEvent.may_say(Member.line_user_id, Allocation.answer_by)
    found = select(Allocation.id).join(Lot).join(Member).where(due, ~unheard)
    return found.order_by(Allocation.id)
