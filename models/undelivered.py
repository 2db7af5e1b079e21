"""Offers and promises whose letter will never come: their producer is not waited for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.allocation import AllocationState
from models.allocation_locks import lock_allocations
from models.matchcall import MatchCall
from models.outbox import Letter, LetterState
from models.unheard import end_unheard


def end_undelivered(session: Session, letter: Letter, now: datetime) -> None:
    """Once *letter* has failed for good, what it offered lapses at once and others are asked; of
    what it promised see models.unheard.

    A letter sent again by staff after all shows what is gone; to lapse is no refusal.
    """
    if letter.state != LetterState.FAILED:
        return
    if letter.kind == "offer":
        _lapse(session, letter, now)
    elif letter.kind == "auto_accepted":
        end_unheard(session, letter, now)


def _lapse(session: Session, letter: Letter, now: datetime) -> None:
    ids = [facts["allocation"] for facts in letter.facts["offers"]]
    open_offers = [a for a in lock_allocations(session, ids) if a.is_offered]
    for offer in open_offers:
        offer.end(AllocationState.LAPSED, now)
    MatchCall.ask(session, [offer.lot.product_id for offer in open_offers], now)
    session.refresh(letter)
