"""The school holidays staff keep: on these days nothing goes to whoever rests on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key, Name
from models.people import Member
from models.standing.closing import tell_of_holiday
from models.standing.days import not_before_made
from models.standing.order import StandingOrder


class SchoolHoliday(Base):
    """From first_day to last_day, both included. A removed one stays: orders were made by it."""

    __tablename__ = "school_holidays"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="in_order"),)
    id: Mapped[Key]
    name: Mapped[Name]
    first_day: Mapped[date]
    last_day: Mapped[date]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    @classmethod
    def kept(cls, today: date) -> Select[SchoolHoliday]:
        """Those that are not over, soonest first."""
        return (
            select(cls)
            .where(cls.removed_at.is_(None), cls.last_day >= today)
            .order_by(cls.first_day, cls.id)
        )

    @classmethod
    def all_kept(cls, session: Session) -> list[SchoolHoliday]:
        return list(session.scalars(select(cls).where(cls.removed_at.is_(None))))

    @classmethod
    def add(
        cls, session: Session, staff: Member, name: str, days: tuple[date, date], now: datetime
    ) -> SchoolHoliday:
        """Orders that are made already stay. It counts from after the last of them: see
        not_before_made. Kitchens whose days fall out are told.
        """
        resting, others = StandingOrder.resting(session), cls.all_kept(session)
        holiday = cls(
            name=name,
            first_day=days[0],
            last_day=days[1],
            added_by_id=staff.id,
            added_at=not_before_made(session, [standing.id for standing in resting], now),
        )
        session.add(holiday)
        session.flush()
        tell_of_holiday(session, holiday, others, resting, now, closed=True)
        return holiday

    def remove(self, session: Session, now: datetime) -> None:
        """Days that are open again are made with the next sweep, and kitchens told of them."""
        resting = StandingOrder.resting(session)
        for standing in resting:
            standing.look_at = min(standing.look_at, now)
        self.removed_at = max(now, self.added_at)
        session.flush()
        tell_of_holiday(session, self, self.all_kept(session), resting, now, closed=False)

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def was_kept(self, at: datetime) -> bool:
        return self.added_at < at and (self.removed_at is None or at < self.removed_at)


def is_holiday(day: date, holidays: Iterable[SchoolHoliday]) -> bool:
    return any(holiday.covers(day) for holiday in holidays)
