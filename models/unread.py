"""Sentences the reader could not read, kept without people's names and numbers to improve it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import Select, String, UniqueConstraint, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key, Word

MOST_LETTERS = 300


class UnreadSentence(Base):
    """text: masked by whoever keeps it; pending: the conversation and slot that were open, or "".

    The same text from the same role at the same place is one row with a count.
    """

    __tablename__ = "unread_sentences"
    __table_args__ = (UniqueConstraint("text", "role", "pending"),)
    id: Mapped[Key]
    text: Mapped[str] = mapped_column(String(MOST_LETTERS))
    role: Mapped[Word]
    pending: Mapped[Word]
    count: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def keep(cls, session: Session, text: str, role: str, pending: str, now: datetime) -> None:
        """Keep the masked *text*, or count it once more; two workers at once count two."""
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        insert = (postgresql.insert(cls) if on_postgresql else sqlite.insert(cls)).values(
            text=text[:MOST_LETTERS],
            role=role,
            pending=pending,
            count=1,
            first_at=now,
            last_at=now,
        )
        session.execute(
            insert.on_conflict_do_update(
                index_elements=["text", "role", "pending"],
                set_={"count": cls.count + 1, "last_at": now},
            )
        )

    @classmethod
    def newest(cls, most: int) -> Select[Self]:
        return select(cls).order_by(cls.last_at.desc(), cls.id.desc()).limit(most)

    @classmethod
    def forget_text(cls, session: Session, text: str) -> None:
        """Whoever said it has unsent it: of the same words by others, too, nothing stays."""
        session.execute(delete(cls).where(cls.text == text[:MOST_LETTERS]))

    @classmethod
    def let_go(cls, session: Session, before: datetime) -> None:
        session.execute(delete(cls).where(cls.last_at < before))
