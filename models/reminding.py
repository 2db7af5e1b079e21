"""One reminder of offers that wait, when half of the time to answer has passed in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from models.allocation import Allocation, AllocationState
from models.allocation_locks import lock_allocations
from models.calendar import is_awake
from models.inbox import InboxEvent
from models.lot import Lot
from models.news import MOST_IN_A_LETTER, owe_reminder
from models.outbox import Letter, LetterState
from models.people import Member

# A reminder is a paid message: less time to answer is not worth one, nor is one that comes late.
SHORTEST_WINDOW = timedelta(hours=1)
TIME_LEFT = timedelta(minutes=30)


def members_to_remind(session: Session, now: datetime) -> list[int]:
    """Nobody is written to at night, although time may run until the morning."""
    offers = session.scalars(_waiting(now)).all() if is_awake(now) else ()
    return sorted({offer.lot.member_id for offer in offers if _is_due(offer, now)})


def remind(session: Session, member_id: int, now: datetime) -> Letter | None:
    """One letter for all offers that wait for the member, of which they are reminded once."""
    theirs = _waiting(now).where(Lot.member_id == member_id)
    lock_allocations(session, [offer.id for offer in session.scalars(theirs)])
    waiting = session.scalars(theirs).all()
    told = _arrived(session, member_id, waiting)
    offers = [offer for offer in waiting if offer.id in told]
    if not any(_is_due(offer, now) for offer in offers):
        return None
    for offer in offers:
        offer.reminded_at = now
    # Those that run out first; the others are shown when these are answered.
    return owe_reminder(session, offers[:MOST_IN_A_LETTER], now)


def _waiting(now: datetime) -> Select[Allocation]:
    """Open offers nobody was reminded of, unless their producer has said something yet unheard."""
    still = (Allocation.state == AllocationState.OFFERED, Allocation.answer_by > now)
    unheard = InboxEvent.may_say(Member.line_user_id, Allocation.answer_by)
    new = (Allocation.reminded_at.is_(None), Member.blocked_at.is_(None), ~unheard)
    query = select(Allocation).join(Lot).join(Member).where(*still, *new)
    return query.options(contains_eager(Allocation.lot)).order_by(
        Allocation.answer_by, Allocation.id
    )


def _is_due(offer: Allocation, now: datetime) -> bool:
    window = offer.answer_by - offer.offered_at
    is_half = now - offer.offered_at >= window / 2
    return window >= SHORTEST_WINDOW and is_half and offer.answer_by - now >= TIME_LEFT


def _arrived(session: Session, member_id: int, offers: Sequence[Allocation]) -> set[int]:
    """The offers of letters that LINE has taken: of others they hear for the first time."""
    if not offers:
        return set()
    sent = select(Letter).where(
        Letter.member_id == member_id,
        Letter.kind == "offer",
        Letter.state == LetterState.SENT,
        Letter.owed_at >= min(offer.offered_at for offer in offers),
    )
    letters = session.scalars(sent).all()
    return {facts["allocation"] for letter in letters for facts in letter.facts["offers"]}
