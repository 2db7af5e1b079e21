"""Group chats the account is in: which producer group talks there, and who may decide what."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import BigInteger, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Word
from models.people import Member, ProducerGroup


class GroupChat(Base):
    """One LINE group or multi-person chat.

    line_id: the chat's id, C… or R…; moved_at: LINE's timestamp in milliseconds of the newest
    coming or going, so that one that is delivered late changes nothing; introduced_at: when the
    account has said who it is, None while that is owed; wants_since: when the group's leader asked
    for the daily summary, None when nobody wants it.
    """

    __tablename__ = "group_chats"
    id: Mapped[Key]
    line_id: Mapped[Word] = mapped_column(unique=True)
    producer_group_id: Mapped[int | None] = mapped_column(
        ForeignKey("producer_groups.id"), index=True
    )
    moved_at: Mapped[int] = mapped_column(BigInteger, default=0)
    introduced_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    linked_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    linked_at: Mapped[datetime | None]
    wants_since: Mapped[datetime | None]
    producer_group: Mapped[ProducerGroup | None] = relationship()
    linked_by: Mapped[Member | None] = relationship()

    @classmethod
    def known_as(cls, session: Session, line_id: str) -> Self:
        """The chat behind a LINE id, locked, made when first met."""
        found = session.scalars(
            select(cls).where(cls.line_id == line_id).with_for_update()
        ).one_or_none()
        if found is None:
            found = cls(line_id=line_id, moved_at=0)
            session.add(found)
            session.flush()
        return found

    @classmethod
    def linked(cls) -> Select[Self]:
        return select(cls).where(cls.producer_group_id.is_not(None)).order_by(cls.id)

    @property
    def wants_summary(self) -> bool:
        return self.wants_since is not None

    def come_in(self, happened_at: int) -> None:
        """The account was taken in: it owes an introduction, unless it has been there all along."""
        if happened_at <= self.moved_at:
            return
        self.moved_at = happened_at
        if self.left_at is not None:
            self.left_at = self.introduced_at = None

    def go(self, happened_at: int, now: datetime) -> None:
        """The account was taken out: whoever takes it in again may be somebody else's group."""
        if happened_at < self.moved_at:
            return
        self.moved_at, self.left_at = happened_at, now
        self.unlink()

    def is_open(self, happened_at: int) -> bool:
        """Whether what was said then is answered; who is heard proves that the account is there."""
        if self.left_at is not None:
            self.come_in(happened_at)
        return self.left_at is None

    def link(self, member: Member, now: datetime) -> None:
        """To the producer group of *member*, who has one."""
        self.producer_group, self.producer_group_id = (
            member.producer_group,
            member.producer_group_id,
        )
        self.linked_by, self.linked_at = member, now

    def unlink(self) -> None:
        self.producer_group = self.producer_group_id = self.wants_since = None
        self.linked_by = self.linked_at = None

    def is_of(self, member: Member | None) -> bool:
        """Whether *member* sells for the group this chat is linked to."""
        return (
            member is not None
            and member.may_sell
            and self.producer_group_id is not None
            and member.producer_group_id == self.producer_group_id
        )

    def is_led_by(self, member: Member | None) -> bool:
        return member is not None and self.is_of(member) and member.leads_group
