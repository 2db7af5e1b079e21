"""What LINE said the month's paid messages are, and how many are left by our own count since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import Integer, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.announcement import AnnouncementPart, PartState
from models.base import Base, Key
from models.calendar import next_quota
from models.grouppost import GroupPost, PostState
from models.outbox import Letter, LetterState

# LINE's own count is said to be approximate, and asking costs a call each.
FRESH = timedelta(hours=1)


class Allowance(Base):
    """One reading of LINE's quota; most is None where the account has no limit."""

    __tablename__ = "allowances"
    id: Mapped[Key]
    most: Mapped[int | None] = mapped_column(Integer)
    used: Mapped[int] = mapped_column(Integer)
    read_at: Mapped[datetime]

    @classmethod
    def newest(cls, session: Session) -> Self | None:
        return session.scalars(select(cls).order_by(cls.id.desc()).limit(1)).first()

    @classmethod
    def is_stale(cls, session: Session, now: datetime) -> bool:
        newest = cls.newest(session)
        return newest is None or now - newest.read_at >= FRESH

    @classmethod
    def keep(cls, session: Session, most: int | None, used: int, now: datetime) -> None:
        """The newest alone matters."""
        for old in session.scalars(select(cls)):
            session.delete(old)
        session.add(cls(most=most, used=used, read_at=now))

    def left(self, session: Session, now: datetime) -> int | None:
        """Paid messages left this month, about; None where there is no limit."""
        if self.most is None:
            return None
        if now >= next_quota(self.read_at):  # another month has begun since
            return self.most
        return max(0, self.most - self.used - _sent_since(session, self.read_at))


def _sent_since(session: Session, moment: datetime) -> int:
    sent = (Letter.state == LetterState.SENT, Letter.sent_at > moment)
    free = or_(Letter.carrier_id.is_not(None), Letter.answer_id.is_not(None))  # they went along
    letters = session.scalar(select(func.count()).where(*sent, ~free))
    parts = session.scalars(
        select(AnnouncementPart.people).where(
            AnnouncementPart.state == PartState.SENT, AnnouncementPart.sent_at > moment
        )
    )
    posts = session.scalar(
        select(func.sum(GroupPost.people)).where(
            GroupPost.state == PostState.SENT, GroupPost.sent_at > moment
        )
    )
    return (letters or 0) + sum(len(people) for people in parts) + (posts or 0)
