"""Announcements: what staff tell many at once, in parts that LINE takes once each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Word, needs
from models.people import Member
from models.tries import Tried

# LINE Messaging API reference, "Send multicast message": at most 500 user IDs in a call.
MOST_IN_A_PART = 500
# What announcements are about: members choose which of these they hear.
SUBJECTS = ("training", "price", "holiday", "news")
_KEYS = uuid.UUID("6f6c0b2e-5a3c-4b8e-9c58-0f3d1c9a7e21")


class AnnouncementState(StrEnum):
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"  # the month's paid messages are used up: staff send on, or stop it
    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"  # before anything of it was sent


class PartState(StrEnum):
    OWED = "owed"
    SENT = "sent"
    FAILED = "failed"  # LINE refused it for good
    UNSURE = "unsure"  # it may have arrived, and nothing can tell any more
    QUOTA = "quota"
    STOPPED = "stopped"
    SPLIT = "split"  # refused as a whole; its halves are tried apart


class Announcement(Base):
    """content: what it says, without LINE's shapes; audience: list of Audience facts; rendered:
    the LINE messages, made when sending begins; unwilling, blocked: who was left out then."""

    __tablename__ = "announcements"
    __table_args__ = (Index("ix_announcements_due", "state", "send_at"),)
    id: Mapped[Key]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    subject: Mapped[Word]
    content: Mapped[dict[str, Any]]
    audience: Mapped[list[Any]]
    state: Mapped[AnnouncementState] = mapped_column(String(10))
    made_at: Mapped[datetime]
    send_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rendered: Mapped[list[Any] | None]
    unwilling: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[int] = mapped_column(default=0)
    author: Mapped[Member] = relationship()
    parts: Mapped[list[AnnouncementPart]] = relationship(
        back_populates="announcement", order_by="AnnouncementPart.number"
    )

    @classmethod
    def schedule(
        cls,
        session: Session,
        author_id: int,
        subject: str,
        content: dict[str, Any],
        audience: Sequence[dict[str, str]],
        send_at: datetime,
        now: datetime,
    ) -> Self:
        """Keep it to be sent at *send_at*; one that is not ahead goes out at once."""
        made = cls(
            author_id=author_id,
            subject=subject,
            content=content,
            audience=list(audience),
            state=AnnouncementState.SCHEDULED,
            made_at=now,
            send_at=max(send_at, now),
            unwilling=0,
            blocked=0,
        )
        session.add(made)
        session.flush()
        needs(session, "announce")
        return made

    @classmethod
    def due(cls, now: datetime) -> Select[Self]:
        ready = (cls.state == AnnouncementState.SCHEDULED, cls.send_at <= now)
        return select(cls).where(*ready).order_by(cls.send_at, cls.id)

    @classmethod
    def listed(cls, since: datetime) -> Select[Self]:
        """What is coming or was made since then, the newest first."""
        coming = cls.state.in_([AnnouncementState.SCHEDULED, AnnouncementState.SENDING])
        return select(cls).where(coming | (cls.made_at >= since)).order_by(cls.id.desc())

    @property
    def is_under_way(self) -> bool:
        return self.state in (AnnouncementState.SENDING, AnnouncementState.PAUSED)

    def retry_key(self, number: int) -> str:
        """The same for the same part whoever makes it; made_at tells databases apart."""
        return str(uuid.uuid5(_KEYS, f"{self.id}:{self.made_at.isoformat()}:{number}"))


class AnnouncementPart(Tried, Base):
    """One call to LINE: the same messages to as many as five hundred people; people: member ids."""

    __tablename__ = "announcement_parts"
    __table_args__ = (
        UniqueConstraint("announcement_id", "number"),
        Index("ix_announcement_parts_due", "state", "try_at"),
    )
    id: Mapped[Key]
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id"))
    number: Mapped[int]
    people: Mapped[list[Any]]
    state: Mapped[PartState] = mapped_column(String(10))
    sent_at: Mapped[datetime | None]
    announcement: Mapped[Announcement] = relationship(back_populates="parts")

    @classmethod
    def due(cls, now: datetime) -> Select[Self]:
        ready = (cls.state == PartState.OWED, cls.try_at <= now)
        return select(cls).where(*ready).order_by(cls.announcement_id, cls.number)

    @classmethod
    def add(
        cls, session: Session, announcement: Announcement, people: Sequence[int], now: datetime
    ) -> None:
        number = len(announcement.parts) + 1
        announcement.parts.append(
            cls(
                number=number,
                people=list(people),
                state=PartState.OWED,
                retry_key=announcement.retry_key(number),
                tries=0,
                try_at=now,
            )
        )
