"""Who leads a producer group: staff's word, kept with the member."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.groupchat import GroupChat
from models.people import Member, Role, approved


def producers_called(session: Session, name: str) -> Sequence[Member]:
    """Approved producers with that name, written with or without its spaces."""
    squeezed = func.replace(Member.name, " ", "") == name.replace(" ", "")
    in_group = Member.producer_group_id.is_not(None)
    return session.scalars(approved(Role.PRODUCER).where(squeezed, in_group)).all()


def leaders(session: Session) -> Sequence[Member]:
    """Those who lead, group by group."""
    ours = approved(Role.PRODUCER).where(Member.leads_group).order_by(None)
    return session.scalars(ours.order_by(Member.producer_group_id, Member.id)).all()


def chats_of(session: Session, group_id: int | None) -> Sequence[GroupChat]:
    """The group chats that are linked to a producer group."""
    linked = select(GroupChat).where(GroupChat.producer_group_id == group_id)
    return session.scalars(linked.order_by(GroupChat.id)).all()
