"""What is owed to group chats: each one's summary of a day, decided once and taken by LINE once."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    exists,
    false,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, needs
from models.calendar import BANGKOK, DIGEST_AT, SLEEPS, local_day
from models.groupchat import GroupChat
from models.groupday import group_day
from models.tries import Tried

_KEYS = uuid.UUID("b3a6a2c4-77a0-4a43-9a9d-2d0f6c4f1c55")


class PostState(StrEnum):
    OWED = "owed"
    SENT = "sent"
    NOTHING = "nothing"  # the day had nothing to say
    STOPPED = "stopped"  # nobody wants it any more, or the evening was over
    FAILED = "failed"  # LINE refused it for good
    UNSURE = "unsure"  # it may have arrived, and nothing can tell any more
    QUOTA = "quota"  # the month's paid messages are used up; tomorrow has a summary of its own


class GroupPost(Tried, Base):
    """day: when it is posted; facts: what it says (models.groupday), None when that is let go of;
    rendered: the LINE messages, kept at the first try; people: paid messages it costs."""

    __tablename__ = "group_posts"
    __table_args__ = (
        UniqueConstraint("chat_id", "day"),
        Index("ix_group_posts_due", "state", "try_at"),
    )
    id: Mapped[Key]
    chat_id: Mapped[int] = mapped_column(ForeignKey("group_chats.id"))
    day: Mapped[date]
    facts: Mapped[dict[str, Any] | None]
    rendered: Mapped[list[Any] | None]
    people: Mapped[int | None]
    state: Mapped[PostState] = mapped_column(String(10))
    sent_at: Mapped[datetime | None]
    chat: Mapped[GroupChat] = relationship()

    @classmethod
    def due(cls, now: datetime) -> Select[Self]:
        ready = (cls.state == PostState.OWED, cls.try_at <= now)
        return select(cls).where(*ready).order_by(cls.id)

    @classmethod
    def gone_wrong(cls) -> Select[Self]:
        """What an operator may look at, as long as its facts are kept."""
        wrong = cls.state.in_([PostState.FAILED, PostState.UNSURE, PostState.QUOTA])
        return select(cls).where(wrong, cls.facts.is_not(None)).order_by(cls.id)

    @classmethod
    def let_go(cls, session: Session, before: datetime) -> None:
        """Drop who brought what; that it was sent stays."""
        old = (cls.day < local_day(before), cls.facts.is_not(None), cls.state != PostState.OWED)
        for post in session.scalars(select(cls).where(*old)):
            post.facts = post.rendered = None

    def is_past(self, now: datetime) -> bool:
        """Nobody is to be woken by it, and tomorrow it is wrong."""
        return now >= datetime.combine(self.day, SLEEPS, BANGKOK)

    def prepare(self, now: datetime) -> bool:
        """Lease it for a try; False when it is not to be tried any more."""
        if not (self.chat.wants_summary and self.may_be_tried(now)) or self.is_past(now):
            self.state = PostState.UNSURE if self.first_tried_at else PostState.STOPPED
            return False
        self.begin_try(now)
        return True


def chats_to_tell(now: datetime) -> Select[int]:
    """Whose summary of today is to be decided: between the digest's time and the night."""
    today = local_day(now)
    begins, ends = (datetime.combine(today, at, BANGKOK) for at in (DIGEST_AT, SLEEPS))
    is_time = true() if begins <= now < ends else false()
    decided = exists().where(GroupPost.chat_id == GroupChat.id, GroupPost.day == today)
    return select(GroupChat.id).where(is_time, GroupChat.wants_since <= begins, ~decided)


def owe_post(session: Session, chat_id: int, now: datetime) -> None:
    """Decide today's summary of a chat, once; a day with nothing to say is decided, too."""
    found = select(GroupChat).where(GroupChat.id == chat_id).with_for_update()
    chat = session.scalars(found.execution_options(populate_existing=True)).one()
    is_due = session.scalar(chats_to_tell(now).where(GroupChat.id == chat_id)) is not None
    if chat.producer_group_id is None or not is_due:
        return
    day = local_day(now)
    said = group_day(session, chat.producer_group_id, now)
    session.add(
        GroupPost(
            chat=chat,
            day=day,
            facts=said,
            state=PostState.OWED if said else PostState.NOTHING,
            retry_key=str(uuid.uuid5(_KEYS, f"{chat.line_id}:{day.isoformat()}")),
            tries=0,
            try_at=now,
        )
    )
    session.flush()
    needs(session, "tell_groups")
