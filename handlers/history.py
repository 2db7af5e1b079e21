"""What a member traded before: to do the same again, and to notice an amount far beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from bot.conversation import Desk
from bot.language.reading import Reading
from models.calendar import BANGKOK
from models.catalogue import Product
from models.lot import Lot
from models.measure import Amount
from models.order import Order, OrderState
from models.order_line import OrderLine


def largest_ordered(amount: Amount, product: Product, desk: Desk) -> int:
    """Thousandths of the amount's measure, 0 when they never ordered it so."""
    most = (
        select(func.max(OrderLine.quantity))
        .join(Order)
        .where(
            Order.member_id == desk.member.id,
            OrderLine.product_id == product.id,
            OrderLine.measure == amount.measure,
        )
    )
    return desk.session.scalar(most) or 0


def largest_posted(amount: Amount, product: Product, desk: Desk) -> int:
    most = select(func.max(Lot.quantity)).where(
        Lot.member_id == desk.member.id,
        Lot.product_id == product.id,
        Lot.measure == amount.measure,
    )
    return desk.session.scalar(most) or 0


def order_before(reading: Reading, desk: Desk) -> Order | None:
    """The order that is to be repeated: of the day or week that was said, else the last one."""
    orders = (
        select(Order)
        .where(Order.member_id == desk.member.id, Order.state != OrderState.CANCELLED)
        .order_by(Order.id.desc())
    )
    for first, after in _spans(reading, desk.today):
        delivered = (Order.delivery_day >= first) & (Order.delivery_day < after)
        placed = (Order.placed_at >= _start(first)) & (Order.placed_at < _start(after))
        orders = orders.where(delivered | placed)
    return desk.session.scalars(orders.limit(1)).first()


def posts_before(reading: Reading, desk: Desk) -> Sequence[Lot]:
    """The lots posted together that are to be posted again; none when there are none."""
    moments = select(func.max(Lot.posted_at)).where(Lot.member_id == desk.member.id)
    for first, after in _spans(reading, desk.today):
        moments = moments.where(Lot.posted_at >= _start(first), Lot.posted_at < _start(after))
    moment = desk.session.scalar(moments)
    if moment is None:
        return []
    together = select(Lot).where(Lot.member_id == desk.member.id, Lot.posted_at == moment)
    return desk.session.scalars(together.order_by(Lot.id)).all()


def _spans(reading: Reading, today: date) -> list[tuple[date, date]]:
    """First day and the day after the last of the time that was named, if one was."""
    if reading.same_as:
        return [(reading.same_as, reading.same_as + timedelta(days=1))]
    if reading.last_week:
        monday = today - timedelta(days=today.weekday())
        return [(monday - timedelta(days=7), monday)]
    return []


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)
