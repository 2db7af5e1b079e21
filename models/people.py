"""Who trades: work groups, producer groups, buyers and the LINE users who write for them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name, Word, needs
from models.outbox import Letter


class Role(StrEnum):
    PRODUCER = "producer"
    BUYER = "buyer"
    STAFF = "staff"
    COMMITTEE = "committee"


class Standing(StrEnum):
    """How far a member has come: a guest has not consented, a waiting one waits for staff."""

    GUEST = "guest"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class WorkGroup(Base):
    __tablename__ = "work_groups"
    id: Mapped[Key]
    code: Mapped[Word] = mapped_column(unique=True)
    name: Mapped[Name]

    @classmethod
    def coded(cls, session: Session, code: str | None) -> Self:
        return session.scalars(select(cls).where(cls.code == code)).one()

    @classmethod
    def with_code(cls, session: Session, code: str) -> Self | None:
        return session.scalars(select(cls).where(cls.code == code)).first()


class ProducerGroup(Base):
    __tablename__ = "producer_groups"
    id: Mapped[Key]
    work_group_id: Mapped[int] = mapped_column(ForeignKey("work_groups.id"))
    name: Mapped[Name] = mapped_column(unique=True)
    short_name: Mapped[Name] = mapped_column(unique=True)
    district: Mapped[Name | None]
    work_group: Mapped[WorkGroup] = relationship()

    @classmethod
    def called(cls, session: Session, name: str) -> Self | None:
        named = (cls.name == name) | (cls.short_name == name)
        return session.scalars(select(cls).where(named).order_by(cls.id)).first()


class Certificate(Base):
    """A producer group's certificate; what a buyer requires must be valid on the delivery day."""

    __tablename__ = "certificates"
    id: Mapped[Key]
    producer_group_id: Mapped[int] = mapped_column(ForeignKey("producer_groups.id"), index=True)
    kind: Mapped[Word]
    number: Mapped[Word] = mapped_column(unique=True)
    valid_until: Mapped[date]


class Buyer(Base):
    """A place that orders; kind is hospital, school, hotel or restaurant."""

    __tablename__ = "buyers"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[Word]
    place: Mapped[Name]
    delivery_window: Mapped[Word]
    district: Mapped[Name | None]
    # Whether producers see who it is that wants something.
    shows_name: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def called(cls, session: Session, name: str) -> Self | None:
        return session.scalars(select(cls).where(cls.name == name)).first()


class Member(Base):
    """One LINE user. Before consent only the LINE user id is kept."""

    __tablename__ = "members"
    id: Mapped[Key]
    line_user_id: Mapped[Word] = mapped_column(unique=True)
    role: Mapped[Role | None] = mapped_column(String(20))
    standing: Mapped[Standing] = mapped_column(String(20), default=Standing.GUEST)
    name: Mapped[Name | None]
    phone: Mapped[Word | None]
    # What a newcomer typed as group or workplace when it is not one the market knows yet.
    belongs_to: Mapped[Name | None]
    # What kind of place that is: a buyer's kind, or a work group's code.
    kind: Mapped[Word | None]
    place: Mapped[Name | None]
    latitude: Mapped[str | None] = mapped_column(String(20))
    longitude: Mapped[str | None] = mapped_column(String(20))
    producer_group_id: Mapped[int | None] = mapped_column(ForeignKey("producer_groups.id"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("buyers.id"))
    # Whether part of an order is welcome: asked once, then shown on every card and changed there.
    part_is_fine: Mapped[bool | None]
    # Whether matches of their own goods are promised without asking each time.
    auto_accepts: Mapped[bool] = mapped_column(default=False)
    # Whether they lead their producer group, by staff's word.
    leads_group: Mapped[bool] = mapped_column(default=False)
    # What they have chosen not to hear of: subjects of announcements.
    muted: Mapped[list[Any] | None]
    consented_at: Mapped[datetime | None]
    # How often they have asked to join: which of their applications a decision is about.
    applications: Mapped[int] = mapped_column(default=0)
    decided_by: Mapped[Name | None]
    blocked_at: Mapped[datetime | None]
    # The inbox event heard last: which memory of a conversation is the newest.
    heard_event_id: Mapped[int | None]
    producer_group: Mapped[ProducerGroup | None] = relationship()
    buyer: Mapped[Buyer | None] = relationship()

    @classmethod
    def known_as(cls, session: Session, line_user_id: str) -> Self:
        """The member behind a LINE user id, made as a guest when first met."""
        member = session.scalar(select(cls).where(cls.line_user_id == line_user_id))
        if member is None:
            member = cls(line_user_id=line_user_id, standing=Standing.GUEST)
            session.add(member)
            session.flush()
        return member

    @property
    def may_sell(self) -> bool:
        return self.standing == Standing.APPROVED and self.role == Role.PRODUCER

    @property
    def may_buy(self) -> bool:
        return self.standing == Standing.APPROVED and self.role == Role.BUYER

    @property
    def is_staff(self) -> bool:
        return self.standing == Standing.APPROVED and self.role == Role.STAFF

    def ask_to_join(self, session: Session, now: datetime) -> None:
        """Wait for staff, who each get a letter with the two buttons."""
        self.standing, self.applications = Standing.WAITING, self.applications + 1
        session.flush()
        for staff in session.scalars(approved(Role.STAFF)):
            Letter.owe(session, staff.id, "newcomer", self.facts(), self.letter_to(staff), now)

    def letter_to(self, staff: Member) -> str:
        """The key of the letter that tells *staff* of this application."""
        return f"newcomer:{self.id}:{staff.id}:{self.applications}"

    def appoint(self, role: Role, name: str, now: datetime) -> None:
        """An operator's word that this person works here; they have agreed to it in person."""
        self.leads_group = bool(self.leads_group and self.role == role)
        self.role, self.standing, self.name = role, Standing.APPROVED, name
        self.consented_at = self.consented_at or now

    def decide(self, session: Session, approve: bool, staff: Member, now: datetime) -> bool:
        """Approve or refuse a waiting member; False when somebody has decided before."""
        if self.standing != Standing.WAITING:
            return False
        self.standing = Standing.APPROVED if approve else Standing.REFUSED
        self.decided_by = staff.name
        needs(session, "link")
        if approve:
            self._settle_in(session)
        kind = "approved" if approve else "refused"
        Letter.owe(session, self.id, kind, self.facts(), f"{kind}:{self.id}:{now.timestamp()}", now)
        return True

    def _settle_in(self, session: Session) -> None:
        """A group or workplace nobody has come from before is taken up with its first member."""
        name = self.belongs_to or self.name or ""
        if self.role == Role.PRODUCER and self.producer_group_id is None:
            self.producer_group = ProducerGroup.called(session, name) or ProducerGroup(
                name=name, short_name=name, work_group=WorkGroup.coded(session, self.kind)
            )
        if self.role == Role.BUYER and self.buyer_id is None:
            place = self.place or name
            self.buyer = Buyer.called(session, name) or Buyer(
                name=name, kind=self.kind or "", place=place, delivery_window=""
            )

    def facts(self) -> dict[str, object]:
        return {
            "member": self.id,
            "application": self.applications,
            "name": self.name,
            "role": self.role,
            "belongs_to": self.belongs_to,
            "phone": self.phone,
            "kind": self.kind,
        }


def approved(role: Role) -> Select[Member]:
    return (
        select(Member)
        .where(Member.role == role, Member.standing == Standing.APPROVED)
        .order_by(Member.id)
    )
