"""Which letters wait, and for what: to be sent, for paid messages, for somebody to look at them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from models.outbox import Letter, LetterState

WAITING = (LetterState.OWED, LetterState.QUOTA)
# Since when it should have been under way: what is not urgent may wait before its first try.
_since = case((Letter.tries == 0, Letter.try_at), else_=Letter.owed_at)


def due(now: datetime) -> Select[Letter]:
    """What may be tried now: of each member the oldest, so that news arrives in its order.

    One that waits for its time goes along and holds up nobody, nor does one that fails for good or
    waits for quota.
    """
    older = aliased(Letter)
    waits_behind = exists().where(
        older.member_id == Letter.member_id,
        older.state == LetterState.OWED,
        older.id < Letter.id,
        or_(older.first_tried_at.is_not(None), older.try_at <= now),
    )
    ready = (Letter.state == LetterState.OWED, Letter.try_at <= now)
    return select(Letter).where(*ready, ~waits_behind).order_by(Letter.member_id, Letter.id)


def never_tried() -> ColumnElement[bool]:
    """Whether LINE has certainly never had a letter that waits."""
    return and_(Letter.state.in_(WAITING), Letter.first_tried_at.is_(None), ~Letter.alone)


def waiting_for_quota() -> Select[Letter]:
    return select(Letter).where(Letter.state == LetterState.QUOTA).order_by(Letter.id)


def unnoticed() -> Select[Letter]:
    """What failed and staff have not been told of."""
    failed = (Letter.state == LetterState.FAILED, Letter.noticed_at.is_(None))
    return select(Letter).where(*failed).order_by(Letter.id)


def oldest_owed() -> Select[datetime | None]:
    return select(func.min(_since)).where(Letter.state == LetterState.OWED)


def stuck(now: datetime) -> Select[Letter]:
    """What an operator must look at: failed, waiting for quota, or on its way for five minutes."""
    late = (Letter.state == LetterState.OWED) & (_since < now - timedelta(minutes=5))
    waiting = Letter.state.in_([LetterState.FAILED, LetterState.QUOTA])
    return select(Letter).where(or_(waiting, late)).order_by(Letter.id)
