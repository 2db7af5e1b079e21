"""What a member had heard of when they said something."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.inbox import InboxEvent
from models.outbox import Letter, LetterState


def told_of(session: Session, member_id: int, event_id: str) -> set[int]:
    """The offers (allocation ids) of letters that LINE had taken before that event came in."""
    offers = _letters_before(event_id).where(Letter.member_id == member_id, Letter.kind == "offer")
    facts = [letter.facts for letter in session.scalars(offers)]
    return {offer["allocation"] for each in facts for offer in each.get("offers", ())}


def had_letter(session: Session, key: str, event_id: str) -> bool:
    """Whether LINE had taken the letter of that key before that event came in."""
    return session.scalars(_letters_before(event_id).where(Letter.key == key)).first() is not None


def _letters_before(event_id: str) -> Select[Letter]:
    came = select(InboxEvent.received_at).where(InboxEvent.event_id == event_id).scalar_subquery()
    return select(Letter).where(Letter.state == LetterState.SENT, Letter.sent_at <= came)
