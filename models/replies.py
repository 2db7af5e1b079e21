"""What becomes of answers: each step is a conditional update, so that two workers may take it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, Table, case, select, update
from sqlalchemy.orm import Session

from models.inbox import UNSETTLED, InboxEvent, ReplyState

# LINE: a reply token is dead twenty minutes after the event at the latest.
TOKEN_LIFE = timedelta(minutes=20)
_table = cast(Table, InboxEvent.__table__)
_events = _table.c


def begin(session: Session, ids: Collection[int]) -> set[int]:
    """Mark that these replies are being tried; gives those that were not settled already."""
    state = _events.reply_state
    tried = case((state == ReplyState.OWED, ReplyState.TRIED), else_=ReplyState.RETRIED)
    begun = update(_table).where(_events.id.in_(ids), state.in_(UNSETTLED))
    return set(session.scalars(begun.values(reply_state=tried).returning(_events.id)))


def arrived(session: Session, ids: Collection[int]) -> None:
    """LINE has taken these replies, whatever anybody thought of them."""
    sent = update(_table).where(_events.id.in_(ids))
    session.execute(sent.values(reply_state=ReplyState.SENT))


def lost(sender: str | None = None) -> Select[InboxEvent]:
    """Answers that may not have arrived and that no later one has repeated."""
    found = select(InboxEvent).where(InboxEvent.reply_state == ReplyState.LOST)
    theirs = found if sender is None else found.where(InboxEvent.sender == sender)
    return theirs.order_by(InboxEvent.id)


def lose(event: InboxEvent, why: str, now: datetime) -> None:
    event.reply_state, event.error, event.lost_at = ReplyState.LOST, why, now
