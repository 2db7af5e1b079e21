"""Pictures of goods, fetched from LINE before it forgets them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self

from sqlalchemy import Index, LargeBinary, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, undefer

from models.base import Base, Key, Word, needs

# About an hour of LINE being away: the sweep tries once a minute.
MOST_TRIES = 60


class Photo(Base):
    """One picture a producer sent; token is the unguessable name it is shown under.

    content is None until it is fetched; error says why it never will be.
    """

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_owed", "fetched_at", "tries"),)
    id: Mapped[Key]
    message_id: Mapped[Word] = mapped_column(unique=True)
    token: Mapped[Word] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    fetched_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    # Whether many are shown it as it was sent; otherwise a small copy is enough.
    wants_whole: Mapped[bool] = mapped_column(default=False)
    content_type: Mapped[Word | None]
    error: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def ask(cls, session: Session, message_id: str, now: datetime) -> Self:
        """Have the picture of a message fetched; asking again changes nothing."""
        photo = session.scalar(select(cls).where(cls.message_id == message_id))
        if photo is None:
            photo = cls(
                message_id=message_id,
                token=secrets.token_urlsafe(16),
                asked_at=now,
                tries=0,
                wants_whole=False,
            )
            session.add(photo)
            session.flush()
            needs(session, "fetch")
        return photo

    @classmethod
    def owed(cls) -> Select[Self]:
        waits = (cls.fetched_at.is_(None), cls.error.is_(None), cls.tries < MOST_TRIES)
        return select(cls).where(*waits).order_by(cls.tries, cls.id)

    @classmethod
    def named(cls, token: str) -> Select[Self]:
        shown = (cls.token == token, cls.content.is_not(None))
        return select(cls).where(*shown).options(undefer(cls.content))

    @classmethod
    def forget_message(cls, session: Session, message_id: str) -> None:
        """The person has taken the picture back."""
        for photo in session.scalars(select(cls).where(cls.message_id == message_id)):
            photo.forget("unsent")

    def keep(self, content: bytes, content_type: str, now: datetime) -> None:
        self.content, self.content_type, self.fetched_at = content, content_type, now

    def forget(self, why: str) -> None:
        """It was unsent, LINE has it no more, or nothing on offer shows it."""
        self.content, self.content_type, self.error = None, None, why
