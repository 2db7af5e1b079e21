"""What a buyer asks for, for one delivery day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name
from models.inbox import InboxEvent
from models.matchcall import MatchCall
from models.order_line import LineState, OrderLine
from models.people import Buyer, Member
from models.wanted import Wanted


class OrderState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # its cut-off has passed: what is promised is the plan of the day
    CANCELLED = "cancelled"


class Order(Base):
    """told: what the buyer has heard is promised, by line id, so that nothing is told twice.

    cut_off_at: the latest of its open lines'; each line is final from its own on.
    """

    __tablename__ = "orders"
    __table_args__ = (Index("ix_orders_cut_off", "state", "cut_off_at"),)
    id: Mapped[Key]
    buyer_id: Mapped[int] = mapped_column(ForeignKey("buyers.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    delivery_day: Mapped[date]
    place: Mapped[Name]
    part_is_fine: Mapped[bool]
    state: Mapped[OrderState] = mapped_column(String(10), default=OrderState.OPEN)
    placed_at: Mapped[datetime]
    cut_off_at: Mapped[datetime]
    told: Mapped[dict[str, Any] | None]
    reports: Mapped[int] = mapped_column(default=0)
    # The webhook event that confirmed it: a repeat of the event cannot place it twice.
    source: Mapped[Name | None] = mapped_column(unique=True)

    buyer: Mapped[Buyer] = relationship()
    member: Mapped[Member] = relationship()
    lines: Mapped[list[OrderLine]] = relationship(back_populates="order", order_by="OrderLine.id")

    @classmethod
    def place_order(
        cls,
        session: Session,
        member: Member,
        wanted: Sequence[Wanted],
        delivery_day: date,
        place: str,
        part_is_fine: bool,
        now: datetime,
        source: str | None = None,
    ) -> Order:
        """Take the order and ask for a match. Raises CutOffPassed when the day is closed.

        It is when it is for one of the goods.
        """
        lines = OrderLine.all_wanting(session, wanted, delivery_day, now)
        order = cls(
            buyer_id=member.buyer_id,
            member_id=member.id,
            delivery_day=delivery_day,
            place=place,
            part_is_fine=part_is_fine,
            state=OrderState.OPEN,
            placed_at=now,
            cut_off_at=max(line.cut_off_at for line in lines),
            reports=0,
            source=source,
            lines=lines,
        )
        session.add(order)
        session.flush()
        MatchCall.ask(session, [line.product_id for line in order.lines], now)
        return order

    @classmethod
    def of_buyer(cls, buyer_id: int | None, today: date) -> Select[Order]:
        """A kitchen's orders, whoever wrote them, soonest first.

        Those for today and later that are not cancelled.
        """
        return (
            select(cls)
            .where(
                cls.buyer_id == buyer_id,
                cls.state != OrderState.CANCELLED,
                cls.delivery_day >= today,
            )
            .order_by(cls.delivery_day, cls.id)
        )

    @classmethod
    def between(cls, first: date, last: date) -> Select[Order]:
        """Everybody's orders for those days that are not cancelled, day by day."""
        return (
            select(cls)
            .where(
                cls.state != OrderState.CANCELLED,
                cls.delivery_day.between(first, last),
            )
            .order_by(cls.delivery_day, cls.id)
        )

    @classmethod
    def past_cut_off(cls, now: datetime) -> Select[int]:
        """Orders to close; one whose buyer said something in time waits until it is heard."""
        due = (cls.state == OrderState.OPEN) & (cls.cut_off_at <= now)
        unheard = InboxEvent.may_say(Member.line_user_id, cls.cut_off_at)
        return select(cls.id).join(Member).where(due, ~unheard).order_by(cls.id)

    @property
    def number(self) -> str:
        """Short enough to say on the phone: OR-0012."""
        return f"OR-{self.id:04d}"

    @property
    def open_lines(self) -> list[OrderLine]:
        return [line for line in self.lines if line.state == LineState.OPEN]

    def tell_anew(self, line: OrderLine) -> None:
        """What is promised of a line is told once more, whether it changes or not."""
        if self.told is not None:
            self.told = {key: value for key, value in self.told.items() if key != str(line.id)}

    @property
    def cancel_until(self) -> datetime:
        """From when on one of its lines is final, so that it cannot be cancelled as a whole."""
        return min((line.cut_off_at for line in self.open_lines), default=self.cut_off_at)

    @property
    def is_open(self) -> bool:
        return self.state == OrderState.OPEN

    def may_change(self, now: datetime) -> bool:
        """Whether there is something in it that is not final."""
        return self.is_open and now < self.cut_off_at

    def may_cancel(self, now: datetime) -> bool:
        """Whether nothing in it is final."""
        return self.is_open and now < self.cancel_until

    def follow_lines(self) -> None:
        """The lines have changed: it closes with the last of those that are open."""
        self.cut_off_at = max(
            (line.cut_off_at for line in self.open_lines), default=self.cut_off_at
        )

    def is_settled(self, session: Session) -> bool:
        """No producer has yet to answer, and no match has yet to look at what is missing."""
        if any(a.is_offered for line in self.lines for a in line.allocations):
            return False
        missing = [kin for line in self.open_lines if line.missing for kin in line.wished]
        return not missing or not MatchCall.is_open(session, missing)
