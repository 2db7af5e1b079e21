"""One product of an order: how much of it, and what is promised of that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key
from models.catalogue import Product
from models.cycle import Cycle
from models.substitutes import Substitute, allowed
from models.wanted import Asking, Wanted, asked

if TYPE_CHECKING:
    from models.allocation import Allocation
    from models.order import Order


class LineState(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"


class CutOffPassed(ValueError):
    """Too late to change the order by one tap; args[0] is the cut-off."""


class OrderLine(Asking, Base):
    """quantity is what is asked for, reserved what live allocations promise of it (thousandths).

    certificates: kinds that must be valid on the delivery day; lack: why it is not served in full,
    as the last match saw it (models/reasons.py); only_this: its buyer wants nothing else for it,
    and no proposals.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("reserved >= 0 AND reserved <= quantity", name="not_overfilled"),
        CheckConstraint("quantity > 0", name="not_empty"),
        Index("ix_order_lines_waiting", "product_id", "state"),
    )
    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    reserved: Mapped[int] = mapped_column(default=0)
    certificates: Mapped[list[Any] | None]
    lack: Mapped[dict[str, Any] | None]
    only_this: Mapped[bool] = mapped_column(default=False)
    state: Mapped[LineState] = mapped_column(String(10), default=LineState.OPEN)
    # As it was when the line was ordered, or later when staff took orders for that day again.
    cut_off_at: Mapped[datetime]

    order: Mapped[Order] = relationship(back_populates="lines")
    allocations: Mapped[list[Allocation]] = relationship(
        back_populates="line", order_by="Allocation.id"
    )
    all_substitutes: Mapped[list[Substitute]] = relationship(
        back_populates="line", order_by="Substitute.id"
    )

    @classmethod
    def all_wanting(
        cls, session: Session, wanted: Sequence[Wanted], day: date, now: datetime
    ) -> list[OrderLine]:
        """Lines for *day*. Raises CutOffPassed when the day is closed for one of the goods."""
        cycle = Cycle.read(session, now)
        lines = [cls.wanting(wish, day, cycle, now) for wish in wanted]
        for line in lines:
            if now >= line.cut_off_at:
                raise CutOffPassed(line.cut_off_at)
        return lines

    @classmethod
    def wanting(cls, wish: Wanted, day: date, cycle: Cycle, now: datetime) -> OrderLine:
        measure, others = wish.amount.measure, wish.substitutes or ()
        return cls(
            reserved=0,
            state=LineState.OPEN,
            cut_off_at=cycle.cut_off(wish.product, day),
            only_this=wish.substitutes == (),
            all_substitutes=allowed(wish.product, others, measure, day, cycle, now),
            **asked(wish),
        )

    def may_change(self, now: datetime) -> bool:
        return self.state == LineState.OPEN and self.order.is_open and now < self.cut_off_at

    @property
    def substitutes(self) -> list[Substitute]:
        """What its buyer allows now, best first."""
        return [each for each in self.all_substitutes if each.is_allowed]

    @property
    def substituted_by(self) -> tuple[Product, ...] | None:
        """As Wanted.substitutes; what was agreed to of one offer of the day is not in it."""
        named = tuple(each.product for each in self.substitutes if each.quantity is None)
        return named or (() if self.only_this else None)

    @property
    def wished(self) -> list[int]:
        """The products whose matches may serve it: its own and what is allowed instead."""
        return [self.product_id, *(each.product_id for each in self.substitutes)]

    @property
    def missing(self) -> int:
        return self.quantity - self.reserved

    @property
    def promised(self) -> int:
        return sum(a.quantity for a in self.allocations if a.is_promised)
