"""Whom an announcement is for: the members a choice of audiences means, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, true
from sqlalchemy.orm import Session

from models.announcement import Announcement
from models.order import Order, OrderState
from models.people import Buyer, Member, ProducerGroup, Role, Standing, WorkGroup


@dataclass(frozen=True, slots=True)
class Audience:
    """kind: one of KINDS; of: which, where there are several (a code, an id, a kind, a place)."""

    kind: str
    of: str = ""

    @classmethod
    def kept(cls, rows: Sequence[dict[str, Any]]) -> list[Audience]:
        return [cls(row["kind"], row["of"]) for row in rows]

    def facts(self) -> dict[str, str]:
        return {"kind": self.kind, "of": self.of}


@dataclass(frozen=True, slots=True)
class Reach:
    """Member ids: who gets it, who has chosen not to hear of its subject, who has blocked us."""

    people: Sequence[int]
    unwilling: Sequence[int]
    blocked: Sequence[int]


def _role(role: Role) -> Callable[[str], ColumnElement[bool]]:
    return lambda of: Member.role == role


def _work_group(of: str) -> ColumnElement[bool]:
    groups = select(ProducerGroup.id).join(WorkGroup).where(WorkGroup.code == of)
    return Member.producer_group_id.in_(groups)


def _group(of: str) -> ColumnElement[bool]:
    return Member.producer_group_id == int(of)


def _buyer_kind(of: str) -> ColumnElement[bool]:
    return Member.buyer_id.in_(select(Buyer.id).where(Buyer.kind == of))


def _district(of: str) -> ColumnElement[bool]:
    groups = select(ProducerGroup.id).where(ProducerGroup.district == of)
    buyers = select(Buyer.id).where(Buyer.district == of)
    return or_(Member.producer_group_id.in_(groups), Member.buyer_id.in_(buyers))


def _open_orders(of: str) -> ColumnElement[bool]:
    """Who has ordered what is still to be delivered or decided."""
    return exists().where(Order.member_id == Member.id, Order.state == OrderState.OPEN)


KINDS: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "everyone": lambda of: true(),
    "producers": _role(Role.PRODUCER),
    "buyers": _role(Role.BUYER),
    "staff": _role(Role.STAFF),
    "work_group": _work_group,
    "group": _group,
    "buyer_kind": _buyer_kind,
    "district": _district,
    "open_orders": _open_orders,
}


def members_of(audiences: Sequence[Audience]) -> Select[Member]:
    """Approved members whom any of *audiences* means. Raises KeyError for a kind nobody knows."""
    meant = or_(*(KINDS[audience.kind](audience.of) for audience in audiences))
    return select(Member).where(Member.standing == Standing.APPROVED, meant).order_by(Member.id)


def reach(session: Session, audiences: Sequence[Audience], subject: str) -> Reach:
    """Whom an announcement of *subject* to *audiences* would reach now."""
    people, unwilling, blocked = list[int](), list[int](), list[int]()
    chosen = members_of(audiences).with_only_columns(Member.id, Member.blocked_at, Member.muted)
    for member_id, blocked_at, muted in session.execute(chosen):
        if blocked_at is not None:
            blocked.append(member_id)
        elif subject in (muted or ()):
            unwilling.append(member_id)
        else:
            people.append(member_id)
    return Reach(people, unwilling, blocked)


def reach_of(session: Session, announcement: Announcement) -> Reach:
    return reach(session, Audience.kept(announcement.audience), announcement.subject)


def districts(session: Session) -> list[str]:
    """The districts anybody is known to be in, by name."""
    found = [
        session.scalars(select(place.district).distinct()).all() for place in (ProducerGroup, Buyer)
    ]
    return sorted({name for names in found for name in names if name})
