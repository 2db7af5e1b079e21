"""Changing an order that is placed: more lines, or another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.cancelling import cancel_order, lock_changeable
from models.matchcall import MatchCall
from models.order import Order, OrderLine, Wanted


class OrderGone(ValueError):
    """The order was cancelled in the meantime."""


def add_lines(session: Session, order_id: int, wanted: Sequence[Wanted], now: datetime) -> Order:
    """Ask for more in an open order. Raises CutOffPassed or OrderGone.

    What is already in it stays as it is, a product that is asked for again as well: who wants all
    or nothing would otherwise lose what is promised when the rest cannot be found.
    """
    order = _lock_open(session, order_id, now)
    order.lines += OrderLine.all_wanting(session, wanted, order.delivery_day, now)
    order.follow_lines()
    session.flush()
    MatchCall.ask(session, [wish.product.id for wish in wanted], now)
    return order


def move_order(
    session: Session, order_id: int, day: date, now: datetime, source: str | None = None
) -> Order:
    """Cancel it and place the same for another day; gives the new order.

    Raises CutOffPassed when either day is closed, for one of the goods at least, OrderGone when
    there is nothing left to move.
    """
    old = _lock_open(session, order_id, now)
    wanted = [line.wish for line in old.open_lines]
    OrderLine.all_wanting(session, wanted, day, now)
    cancel_order(session, old.id, now)
    return Order.place_order(
        session, old.member, wanted, day, old.place, old.part_is_fine, now, source
    )


def _lock_open(session: Session, order_id: int, now: datetime) -> Order:
    order = lock_changeable(session, order_id, now)
    if not order.may_change(now):
        raise OrderGone(order_id)
    return order
