"""Letters that need not be sent any more: a newer one says it better, or it has lost its point."""

from __future__ import annotations

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState
from models.outbox import Letter, LetterState


def give_way(session: Session, letter: Letter) -> bool:
    """Drop an order's result that LINE has never had when a newer one is written, and an offer or
    a reminder when nothing of it waits for an answer any more; True then.
    """
    if letter.kind in ("offer", "reminder"):
        return _is_pointless(session, letter)
    if letter.kind != "order_result":
        return False
    newer = session.scalars(_newer_results(letter)).all()
    had = letter.first_tried_at is not None and all(other.sent_at is None for other in newer)
    if not newer or had:
        return False
    letter.state, letter.error = LetterState.SUPERSEDED, f"letter {newer[0].id} says more"
    if letter.facts.get("first") and newer[0].rendered is None:
        newer[0].facts = {**newer[0].facts, "first": True}
    return True


def _is_pointless(session: Session, letter: Letter) -> bool:
    ids = [facts["allocation"] for facts in letter.facts["offers"]]
    waits = (Allocation.id.in_(ids), Allocation.state == AllocationState.OFFERED)
    if letter.first_tried_at is not None or session.scalar(select(exists().where(*waits))):
        return False
    letter.state, letter.error = LetterState.SUPERSEDED, "all of it was answered or ran out"
    return True


def _newer_results(letter: Letter) -> Select[Letter]:
    """key: result:ORDER:NUMBER (models.news)."""
    of_order = Letter.key.startswith(letter.key.rpartition(":")[0] + ":", autoescape=True)
    mine = (Letter.member_id == letter.member_id, Letter.id > letter.id)
    return select(Letter).where(*mine, of_order).order_by(Letter.id)
