"""Who waits: to be heard, or to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Exists, Select, exists, func, or_, select

from models.inbox import UNSETTLED, InboxEvent, ReplyState
from models.outbox import Letter
from models.owed import never_tried
from models.people import Member

# So many of the oldest are looked at to find the next of each member.
LOOKED_AT = 200


class Unheard(NamedTuple):
    """happened_at: LINE's timestamp in milliseconds; is_owed: a letter may go with the answer."""

    id: int
    sender: str
    kind: str
    happened_at: int
    is_owed: bool


def unheard(senders: Sequence[str]) -> Select[int, str, str, int, bool]:
    """The columns of Unheard, in the order the events happened."""
    event = InboxEvent
    columns = select(event.id, event.sender, event.kind, event.happened_at, _is_owed())
    theirs = columns.where(event.sender.in_(senders), event.heard_at.is_(None))
    return theirs.order_by(event.happened_at, event.id).limit(LOOKED_AT)


def _is_owed() -> Exists:
    member = (Member.line_user_id == InboxEvent.sender, Letter.member_id == Member.id)
    return exists().where(*member, never_tried())


def unheard_senders() -> Select[str]:
    """Who has been left unheard, whoever has waited longest first."""
    waiting = select(InboxEvent.sender).where(InboxEvent.heard_at.is_(None))
    return waiting.group_by(InboxEvent.sender).order_by(func.min(InboxEvent.id))


def waiting_senders() -> Select[str]:
    """Who has been left unheard or unanswered."""
    unanswered = InboxEvent.reply_state.in_(UNSETTLED)
    waiting = or_(InboxEvent.heard_at.is_(None), unanswered)
    return select(InboxEvent.sender).where(waiting).distinct()


def unsure_or_lost(senders: Sequence[str]) -> Select[InboxEvent]:
    """The events of *senders* of which nobody knows that their answer arrived, oldest first."""
    open_states = (*UNSETTLED, ReplyState.LOST)
    theirs = (InboxEvent.sender.in_(senders), InboxEvent.reply_state.in_(open_states))
    return select(InboxEvent).where(*theirs).order_by(InboxEvent.id)
