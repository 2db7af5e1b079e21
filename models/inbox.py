"""Letters in: one row for each webhook event, kept before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import (
    BigInteger,
    Exists,
    Index,
    Select,
    String,
    Text,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, QueryableAttribute, Session, mapped_column

from models.base import Base, Key, Word, changed_rows

# LINE: a reply token is dead twenty minutes after the event at the latest.
TOKEN_LIFE = timedelta(minutes=20)
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
    in milliseconds; replies: the LINE messages it is answered with; memory: what the conversation
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
    def unheard(cls, sender: str) -> Select[Self]:
        """A member's unheard events in the order they happened."""
        return (
            select(cls)
            .where(cls.sender == sender, cls.heard_at.is_(None))
            .order_by(cls.happened_at, cls.id)
        )

    @classmethod
    def may_say(
        cls, sender: QueryableAttribute[str], before: QueryableAttribute[datetime]
    ) -> Exists:
        """Whether *sender* has said something in time that nobody has heard yet."""
        in_time = (cls.sender == sender, cls.heard_at.is_(None), cls.received_at < before)
        return exists().where(*in_time)

    @classmethod
    def unheard_senders(cls) -> Select[str]:
        """Who has been left unheard, whoever has waited longest first."""
        waiting = select(cls.sender).where(cls.heard_at.is_(None)).group_by(cls.sender)
        return waiting.order_by(func.min(cls.id))

    @classmethod
    def last_heard(cls, sender: str) -> Select[Self]:
        return (
            select(cls)
            .where(cls.sender == sender, cls.heard_at.is_not(None))
            .order_by(cls.heard_at.desc(), cls.id.desc())
            .limit(1)
        )

    @classmethod
    def replies_owed(cls, sender: str) -> Select[Self]:
        owed = cls.reply_state.in_(UNSETTLED)
        return select(cls).where(cls.sender == sender, owed).order_by(cls.id)

    @classmethod
    def lost_replies(cls, sender: str | None = None) -> Select[Self]:
        """Answers that may not have arrived and that no later one has repeated."""
        lost = select(cls).where(cls.reply_state == ReplyState.LOST).order_by(cls.id)
        return lost if sender is None else lost.where(cls.sender == sender)

    @classmethod
    def waiting_senders(cls) -> Select[str]:
        """Who has been left unheard or unanswered."""
        unanswered = cls.reply_state.in_(UNSETTLED)
        return select(cls.sender).where(or_(cls.heard_at.is_(None), unanswered)).distinct()

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

    def claim(self, session: Session, now: datetime) -> bool:
        """Take the event's effect for this transaction alone; False when another has had it."""
        heard = (
            update(InboxEvent)
            .where(InboxEvent.id == self.id, InboxEvent.heard_at.is_(None))
            .values(heard_at=now)
            .execution_options(synchronize_session=False)
        )
        if changed_rows(session, heard) != 1:
            return False
        session.refresh(self)
        return True

    def answer(self, replies: list[Any]) -> None:
        self.replies = replies or None
        self.reply_state = ReplyState.OWED if replies else ReplyState.NONE

    def begin_reply(self, session: Session) -> bool:
        """Mark that the reply is being tried; False when it is settled already."""
        again = case(
            (InboxEvent.reply_state == ReplyState.OWED, ReplyState.TRIED), else_=ReplyState.RETRIED
        )
        tried = (
            update(InboxEvent)
            .where(InboxEvent.id == self.id, InboxEvent.reply_state.in_(UNSETTLED))
            .values(reply_state=again)
            .execution_options(synchronize_session=False)
        )
        return changed_rows(session, tried) == 1

    def lose_reply(self, why: str, now: datetime) -> None:
        self.reply_state, self.error, self.lost_at = ReplyState.LOST, why, now

    def stumbled(self, error: str) -> bool:
        """Count a failure to hear it; True when it is to be set aside."""
        self.tries += 1
        self.error = error
        return self.tries >= MOST_TRIES

    @classmethod
    def words_of(cls, session: Session, sender: str, message_id: str) -> str:
        """What that message said, as far as it is kept."""
        its = cls.payload["message"]["id"].as_string() == message_id
        event = session.scalars(select(cls).where(cls.sender == sender, its)).first()
        return str(event.payload["message"].get("text", "")) if event is not None else ""

    @classmethod
    def forget_message(cls, session: Session, sender: str, message_id: str) -> None:
        """LINE Messaging API reference, 'Unsend event': the message's content must not be kept.

        What the bot answered may repeat it; once that has arrived it goes, too.
        """
        unsent = cls.payload["message"]["id"].as_string() == message_id
        for event in session.scalars(select(cls).where(cls.sender == sender, unsent)):
            event.forget_content()
            if event.reply_state in (ReplyState.SENT, ReplyState.LOST, ReplyState.REPEATED):
                event.answer([])

    def let_go(self, now: datetime) -> None:
        """Keep only that it came, and how it was answered."""
        self.forget_content()
        self.replies = self.memory = None
        self.let_go_at = now

    def forget_content(self) -> None:
        """Drop what the person wrote: unsent messages, and people who have not consented."""
        kept = ("type", "timestamp", "replyToken", "webhookEventId", "deliveryContext", "source")
        self.payload = {key: self.payload[key] for key in kept if key in self.payload}
