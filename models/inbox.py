"""Letters in: one row for each webhook event, kept before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, cast

from sqlalchemy import (
    BigInteger,
    Exists,
    Index,
    Select,
    String,
    Table,
    Text,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, QueryableAttribute, Session, mapped_column

from models.base import Base, Key, Word

# An event that fails this often is set aside, so that it cannot silence its member for ever.
MOST_TRIES = 3


class ReplyState(StrEnum):
    NONE = "none"  # nothing to say
    OWED = "owed"  # to be sent with the reply token
    TRIED = "tried"  # one try was begun; without its answer it may have arrived
    RETRIED = "retried"  # more than one was begun: nobody can tell any more which arrived
    SENT = "sent"
    PUSHED = "pushed"  # LINE refused the token, so a letter carries it
    LOST = "lost"  # tried without an answer and then refused: it may have arrived
    REPEATED = "repeated"  # lost, and said again with a later answer


UNSETTLED = (ReplyState.OWED, ReplyState.TRIED, ReplyState.RETRIED)


class InboxEvent(Base):
    """One webhook event, unique by LINE's ``webhookEventId``.

    sender: the LINE id of the chat it came from, '' when it has none; happened_at: LINE's timestamp
    in milliseconds; replies: the LINE messages it is answered with; own: those of them that are no
    letters going along, when there are such letters; memory: what the conversation
    remembered after it, kept with the facts so that a crash before Redis heard of it loses no step.
    """

    __tablename__ = "inbox_events"
    __table_args__ = (
        Index("ix_inbox_unheard", "sender", "heard_at", "happened_at"),
        Index("ix_inbox_heard", "heard_at"),
        Index("ix_inbox_reply", "reply_state"),
    )
    id: Mapped[Key]
    event_id: Mapped[Word] = mapped_column(unique=True)
    sender: Mapped[Word]
    kind: Mapped[Word]
    happened_at: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    replies: Mapped[list[Any] | None]
    own: Mapped[list[Any] | None]
    # When its content was let go of (models.keeping); the row stays.
    let_go_at: Mapped[datetime | None]
    reply_state: Mapped[ReplyState] = mapped_column(String(10), default=ReplyState.NONE)
    # When it became certain that its answer may never have arrived.
    lost_at: Mapped[datetime | None]
    # When staff were told that it was set aside.
    noticed_at: Mapped[datetime | None]
    memory: Mapped[dict[str, Any] | None]

    @classmethod
    def keep(cls, session: Session, events: Sequence[dict[str, Any]]) -> None:
        """Store *events* (rows as dicts); those known by their event id are left as they are."""
        if not events:
            return
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(dialect.insert(cls.__table__).on_conflict_do_nothing(), list(events))

    @classmethod
    def may_say(
        cls, sender: QueryableAttribute[str], before: QueryableAttribute[datetime]
    ) -> Exists:
        """Whether *sender* has said something in time that nobody has heard yet."""
        in_time = (cls.sender == sender, cls.heard_at.is_(None), cls.received_at < before)
        return exists().where(*in_time)

    @classmethod
    def claimed(cls, session: Session, event_id: int, now: datetime) -> Self | None:
        """The event with its effect taken for this transaction alone; None when another has it."""
        heard = update(cls).where(cls.id == event_id, cls.heard_at.is_(None)).values(heard_at=now)
        unsynchronised = {"synchronize_session": False}
        return session.scalars(heard.returning(cls), execution_options=unsynchronised).one_or_none()

    @classmethod
    def set_aside(cls) -> Select[Self]:
        """What was given up because a bug met it each time."""
        return select(cls).where(cls.tries >= MOST_TRIES).order_by(cls.id)

    @classmethod
    def unnoticed(cls) -> Select[Self]:
        """Of those, what staff have not been told of."""
        return cls.set_aside().where(cls.noticed_at.is_(None))

    @classmethod
    def oldest_unheard(cls) -> Select[datetime | None]:
        return select(func.min(cls.received_at)).where(cls.heard_at.is_(None))

    @property
    def reply_token(self) -> str | None:
        token = self.payload.get("replyToken")
        return token if isinstance(token, str) else None

    def answer(self, replies: list[Any]) -> None:
        self.replies, self.own = replies or None, None
        self.reply_state = ReplyState.OWED if replies else ReplyState.NONE

    @property
    def own_replies(self) -> list[Any]:
        """What it is answered with, without the letters that go along."""
        return (self.replies if self.own is None else self.own) or []

    def carry(self, replies: list[Any]) -> None:
        """The answer with letters in front of it or behind."""
        self.own, self.replies = self.own_replies, replies

    def stumbled(self, error: str) -> bool:
        """Count a failure to hear it; True when it is to be set aside."""
        self.tries += 1
        self.error = error
        return self.tries >= MOST_TRIES

    def let_go(self, now: datetime) -> None:
        """Keep only that it came, and how it was answered."""
        self.forget_content()
        self.replies = self.own = self.memory = None
        self.let_go_at = now

    def forget_content(self) -> None:
        """Drop what the person wrote: unsent messages, and people who have not consented."""
        kept = ("type", "timestamp", "replyToken", "webhookEventId", "deliveryContext", "source")
        self.payload = {key: self.payload[key] for key in kept if key in self.payload}


def forget_memory(session: Session, event_id: int) -> None:
    """The copy of a memory that a later event's has taken the place of."""
    table = cast(Table, InboxEvent.__table__)
    session.execute(update(table).where(table.c.id == event_id).values(memory=None))
