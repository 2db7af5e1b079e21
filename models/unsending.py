"""Taking a message back: LINE Messaging API reference, 'Unsend event'."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.inbox import InboxEvent, ReplyState
from models.outbox import Letter

OVER = (ReplyState.SENT, ReplyState.LOST, ReplyState.REPEATED)


def words_of(session: Session, sender: str, message_id: str) -> str:
    """What that message said, as far as it is kept."""
    event = next(iter(_unsent(session, sender, message_id)), None)
    return str(event.payload["message"].get("text", "")) if event is not None else ""


def forget_message(session: Session, sender: str, message_id: str, now: datetime) -> None:
    """The message's content must not be kept.

    What the bot answered may repeat it; once that has arrived it goes, too.
    """
    for event in _unsent(session, sender, message_id):
        event.forget_content()
        if event.reply_state in OVER:
            event.answer([])
        elif event.reply_state == ReplyState.PUSHED:
            event.let_go(now)
            _let_go_of_letter(session, f"reply:{event.event_id}", now)


def _let_go_of_letter(session: Session, key: str, now: datetime) -> None:
    letter = session.scalars(select(Letter).where(Letter.key == key).with_for_update()).first()
    if letter is not None:
        letter.let_go_once_arrived(now)


def _unsent(session: Session, sender: str, message_id: str) -> Sequence[InboxEvent]:
    its = InboxEvent.payload["message"]["id"].as_string() == message_id
    return session.scalars(select(InboxEvent).where(InboxEvent.sender == sender, its)).all()
