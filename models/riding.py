"""Letters that go along in one call: with another letter of their member, or with an answer.

Every letter keeps its own rendering; what is sent is theirs one after the other. A rider shares its
carrier's fate as long as LINE may have had it, and is owed again as soon as it certainly has not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models.base import needs
from models.calendar import local_day
from models.outbox import Letter, LetterState
from models.owed import never_tried


def may_ride(session: Session, member_id: int, now: datetime) -> list[Letter]:
    """What of the member's LINE has never had, oldest first, locked; another's hands keep theirs.

    What was written after a letter that LINE may have had waits for that one's end.
    """
    tried = aliased(Letter)
    waits_behind = exists().where(
        tried.member_id == member_id,
        tried.state == LetterState.OWED,
        tried.first_tried_at.is_not(None),
        tried.id < Letter.id,
    )
    theirs = (Letter.member_id == member_id, never_tried(), ~waits_behind)
    waiting = select(Letter).where(*theirs).order_by(Letter.id)
    found = session.scalars(_locked(waiting, skip=True)).all()
    return [letter for letter in found if not letter.is_about_before(local_day(now))]


def company(session: Session, letter: Letter, now: datetime) -> list[Letter]:
    """Who goes in the call of a letter that is due, itself among them, by id: for its first try
    whoever may, for a further one those of the first.
    """
    group = carried(session, letter.id) if letter.tries else [letter]
    if letter.first_tried_at is None and not letter.alone:
        group += may_ride(session, letter.member_id, now)
    return sorted({each.id: each for each in group}.values(), key=lambda each: each.id)


def carried(session: Session, letter_id: int) -> list[Letter]:
    """That letter and those riding on it, by id, locked."""
    riding = (Letter.carrier_id == letter_id) & (Letter.state == LetterState.RIDING)
    group = select(Letter).where(or_(Letter.id == letter_id, riding)).order_by(Letter.id)
    return list(session.scalars(_locked(group)))


def board(
    letter: Letter,
    messages: list[Any],
    now: datetime,
    *,
    carrier: int | None = None,
    answer: int | None = None,
) -> None:
    """Let it go along in the call of letter *carrier*, or with the answer to event *answer*."""
    letter.trying(messages, now)
    letter.state, letter.error = LetterState.RIDING, None
    letter.carrier_id, letter.answer_id = carrier, answer


def let_each_go_alone(letters: Sequence[Letter], now: datetime) -> None:
    """LINE refused them together: the bad one must not take the others down."""
    for letter in letters:
        letter.alight(now)
        letter.alone = True


def arrived_with(session: Session, event_ids: Collection[int], now: datetime) -> None:
    """LINE has taken these answers, and the letters in them."""
    for letter in _riding_with(session, event_ids):
        letter.arrived(now)


def let_alight(
    session: Session,
    event_id: int,
    now: datetime,
    *,
    alone: bool = False,
    doubted_at: datetime | None = None,
) -> None:
    """What went along with an answer that has not arrived is owed again.

    alone: LINE refused the answer for what was in it; doubted_at: it may have arrived after all.
    """
    letters = _riding_with(session, [event_id])
    for letter in letters:
        letter.alight(now)
        letter.alone, letter.doubted_at = alone, doubted_at or letter.doubted_at
    if letters:
        needs(session, "deliver")


def _riding_with(session: Session, event_ids: Collection[int]) -> Sequence[Letter]:
    riding = (Letter.answer_id.in_(event_ids), Letter.state == LetterState.RIDING)
    return session.scalars(_locked(select(Letter).where(*riding).order_by(Letter.id))).all()


def _locked(letters: Select[Letter], skip: bool = False) -> Select[Letter]:
    """As the rows are behind the lock."""
    locked = letters.with_for_update(of=Letter, skip_locked=skip)
    return locked.execution_options(populate_existing=True)
