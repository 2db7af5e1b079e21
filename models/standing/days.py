"""What became of a standing order's days, and the days on which it rests by its buyer's word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key
from models.order import Order
from models.standing.order import StandingOrder


class StandingDay(Base):
    """One delivery: made into an order, or missed (order_id is None) because nobody was there.

    The database itself allows one for each day. terms and closes_at: the terms and the cut-off it
    was decided by, which may have been changed since.
    """

    __tablename__ = "standing_days"
    __table_args__ = (UniqueConstraint("standing_id", "delivery_day"),)
    id: Mapped[Key]
    standing_id: Mapped[int] = mapped_column(ForeignKey("standing_orders.id"))
    delivery_day: Mapped[date]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), unique=True)
    terms: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    standing: Mapped[StandingOrder] = relationship(back_populates="days")
    order: Mapped[Order | None] = relationship()


class StandingPause(Base):
    """No delivery from first_day to last_day (None: until it is lifted)."""

    __tablename__ = "standing_pauses"
    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="in_order"),
    )
    id: Mapped[Key]
    standing_id: Mapped[int] = mapped_column(ForeignKey("standing_orders.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    paused_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]

    standing: Mapped[StandingOrder] = relationship(back_populates="pauses")

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def was_open(self, at: datetime) -> bool:
        return self.paused_at < at and (self.lifted_at is None or at < self.lifted_at)


def not_before_made(session: Session, standing_ids: Iterable[int], now: datetime) -> datetime:
    """*now*, or when the last of their days was decided: words are dated by when they reached us,
    and may be heard after a day that they came too late for.
    """
    mine = StandingDay.standing_id.in_(list(standing_ids))
    newest = session.scalar(select(func.max(StandingDay.decided_at)).where(mine))
    return max(now, newest) if newest else now


def standing_number(session: Session, order_id: int) -> str | None:
    """The number of the standing order that an order was made by."""
    made = select(StandingOrder).join(StandingDay).where(StandingDay.order_id == order_id)
    standing = session.scalars(made).first()
    return standing.number if standing else None
