"""What a member had heard of when they said something."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.inbox import InboxEvent
from models.outbox import Letter, LetterState


def told_of(session: Session, member_id: int, event_id: str) -> set[int]:
    """The offers (allocation ids) of letters that LINE had taken before that event came in."""
    came = select(InboxEvent.received_at).where(InboxEvent.event_id == event_id).scalar_subquery()
    facts = session.scalars(
        select(Letter.facts).where(
            Letter.member_id == member_id,
            Letter.kind == "offer",
            Letter.state == LetterState.SENT,
            Letter.sent_at <= came,
        )
    )
    return {offer["allocation"] for each in facts for offer in each.get("offers", ())}
