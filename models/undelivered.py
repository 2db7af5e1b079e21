"""Offers whose letter will never come: their producer is not waited for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.allocation import AllocationState
from models.allocation_locks import lock_allocations
from models.matchcall import MatchCall
from models.outbox import Letter, LetterState


def end_undelivered(session: Session, letter: Letter, now: datetime) -> None:
    """Once *letter* has failed for good, what it offered lapses at once and others are asked.

    A letter sent again by staff after all shows what is gone; to lapse is no refusal.
    """
    if letter.kind != "offer" or letter.state != LetterState.FAILED:
        return
    ids = [facts["allocation"] for facts in letter.facts["offers"]]
    open_offers = [a for a in lock_allocations(session, ids) if a.is_offered]
    for offer in open_offers:
        offer.end(AllocationState.LAPSED, now)
    MatchCall.ask(session, [offer.lot.product_id for offer in open_offers], now)
    session.refresh(letter)
