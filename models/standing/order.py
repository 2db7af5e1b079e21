"""What a buyer asks for again and again, until they say otherwise."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from models.base import Base, Key, Name
from models.catalogue import Product
from models.cycle import Cycle
from models.locking import lock_rows
from models.people import Buyer, Member
from models.recurrence import Rule
from models.standing.terms import Terms
from models.wanted import Asking, Wanted, asked

if TYPE_CHECKING:
    from models.standing.days import StandingDay, StandingPause


class StandingState(StrEnum):
    LIVE = "live"
    ENDED = "ended"  # by its buyer, or because its last day is over


class StandingGone(ValueError):
    """It has ended, or is not this kitchen's."""


class StandingOrder(Base):
    """decided_through: up to that day it is settled which deliveries were made or missed.

    look_at: when there is something to decide next. starts_on is a delivery, see Terms.
    """

    __tablename__ = "standing_orders"
    __table_args__ = (Index("ix_standing_orders_look", "state", "look_at"),)
    id: Mapped[Key]
    buyer_id: Mapped[int] = mapped_column(ForeignKey("buyers.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    place: Mapped[Name]
    part_is_fine: Mapped[bool]
    rule: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    rests_on_holidays: Mapped[bool]
    state: Mapped[StandingState] = mapped_column(String(10), default=StandingState.LIVE)
    decided_through: Mapped[date]
    look_at: Mapped[datetime]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # The webhook event that confirmed it: a repeat of the event cannot begin it twice.
    source: Mapped[Name | None] = mapped_column(unique=True)

    buyer: Mapped[Buyer] = relationship()
    member: Mapped[Member] = relationship()
    lines: Mapped[list[StandingLine]] = relationship(
        order_by="StandingLine.id", cascade="all, delete-orphan"
    )
    days: Mapped[list[StandingDay]] = relationship(
        back_populates="standing", order_by="StandingDay.delivery_day"
    )
    pauses: Mapped[list[StandingPause]] = relationship(
        back_populates="standing", order_by="StandingPause.first_day"
    )

    @classmethod
    def live_of(cls, buyer_id: int | None) -> Select[StandingOrder]:
        """A kitchen's, whoever of it began them."""
        mine = (cls.buyer_id == buyer_id, cls.state == StandingState.LIVE)
        return select(cls).where(*mine).order_by(cls.id)

    @classmethod
    def resting(cls, session: Session) -> list[StandingOrder]:
        """All that rest on school holidays, locked: none is made while the holidays change."""
        mine = (cls.state == StandingState.LIVE, cls.rests_on_holidays.is_(True))
        return lock_rows(session, cls, session.scalars(select(cls.id).where(*mine)))

    @property
    def number(self) -> str:
        """Short enough to say on the phone: ST-0012."""
        return f"ST-{self.id:04d}"

    @property
    def is_live(self) -> bool:
        return self.state == StandingState.LIVE

    @property
    def terms(self) -> Terms:
        return Terms(
            Rule.read(self.rule), self.starts_on, self.ends_on, rests=self.rests_on_holidays
        )

    @terms.setter
    def terms(self, terms: Terms) -> None:
        self.rule, self.starts_on, self.ends_on = str(terms.rule), terms.first, terms.last
        self.rests_on_holidays = terms.rests

    @property
    def open_pauses(self) -> list[StandingPause]:
        return [pause for pause in self.pauses if pause.lifted_at is None]

    def end(self, at: datetime) -> None:
        self.state, self.ended_at = StandingState.ENDED, at

    def closes(self, day: date, cycle: Cycle) -> datetime:
        """The cut-off of its delivery on *day*: that of the goods that close first."""
        return min(cycle.cut_off(line.product, day) for line in self.lines)

    def is_decided(self, day: date) -> bool:
        """Whether an order was made for that day, or it was missed."""
        return any(each.delivery_day == day for each in self.days)


class StandingLine(Asking, Base):
    """As OrderLine, of every order that is made. instead: ids of Wanted.substitutes."""

    __tablename__ = "standing_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="not_empty"),)
    id: Mapped[Key]
    standing_id: Mapped[int] = mapped_column(ForeignKey("standing_orders.id"), index=True)
    instead: Mapped[list[Any] | None]

    @classmethod
    def wanting(cls, wish: Wanted) -> StandingLine:
        others = wish.substitutes
        return cls(instead=None if others is None else [x.id for x in others], **asked(wish))

    @property
    def substituted_by(self) -> tuple[Product, ...] | None:
        if self.instead is None:
            return None
        return tuple(_session(self).get_one(Product, each) for each in self.instead)


def _session(line: StandingLine) -> Session:
    session = object_session(line)
    if session is None:
        raise ValueError(f"standing line {line.id} is of no session")
    return session
