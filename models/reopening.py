"""Staff take orders for a day again although its cut-off has passed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import BANGKOK, local_day
from models.cycle import Reopening
from models.locking import lock_rows, start_afresh
from models.matchcall import MatchCall
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine


class ImpossibleReopening(ValueError):
    """The day is over, or the time lies behind us or after the day."""


def reopen(session: Session, day: date, until: datetime, by: str, now: datetime) -> Reopening:
    """Until *until* orders for *day* are taken, changed and matched as before its cut-off.

    What is closed already is opened again; what closes later anyway stays as it is. Raises
    ImpossibleReopening.
    """
    if day < local_day(now) or not now < until <= _end_of(day):
        raise ImpossibleReopening(day, until)
    start_afresh(session)
    made = Reopening(delivery_day=day, until=until, made_at=now, made_by=by)
    session.add(made)
    orders = _lock_orders(session, day)
    lines = _lock_lines(session, orders)
    for line in lines:
        line.cut_off_at = max(line.cut_off_at, until)
    for order in orders:
        order.follow_lines()
        order.state = OrderState.OPEN
    session.flush()
    MatchCall.ask(session, [line.product_id for line in lines if line.missing], now)
    return made


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BANGKOK)


def _lock_orders(session: Session, day: date) -> list[Order]:
    live = Order.state != OrderState.CANCELLED
    orders = lock_rows(
        session, Order, session.scalars(select(Order.id).where(Order.delivery_day == day, live))
    )
    return [order for order in orders if order.state != OrderState.CANCELLED]


def _lock_lines(session: Session, orders: list[Order]) -> list[OrderLine]:
    ids = [line.id for order in orders for line in order.open_lines]
    return [line for line in lock_rows(session, OrderLine, ids) if line.state == LineState.OPEN]
