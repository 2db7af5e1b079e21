"""Spending reply tokens: what an event was answered goes out once, by the rules of LINE.

LINE Messaging API reference, "Send reply message": a token is good for one reply. A try that
ended without an answer may have arrived, so it is only repeated with the same token, never pushed.
Only a lone try that LINE refuses for its token has certainly not arrived: a letter carries it.

That a try began and that it arrived is noted without waiting for the disk. After a power cut LINE
is asked once more with a token it knows as spent; at worst the answer comes again, as a letter.
"""

from __future__ import annotations

import structlog
from sqlalchemy.orm import Session

from bot import texts
from bot.fate import Fate
from bot.house import House
from bot.messages import Message, shorten, text
from models.base import needed
from models.inbox import TOKEN_LIFE, UNSETTLED, InboxEvent, ReplyState
from models.outbox import Letter
from models.people import Member

log = structlog.get_logger()
MOST_SAID_AGAIN = 1000


def spend_tokens(house: House, sender: str, again: bool = False) -> int:
    """Send the replies that are owed to *sender*, oldest first; those tried before only *again*.

    Gives how many of them LINE has left unsettled.
    """
    with house.reading() as session:
        owed = session.scalars(InboxEvent.replies_owed(sender)).all()
    left = 0
    for event in owed:
        if again or event.reply_state == ReplyState.OWED:
            house.memory.stay(sender)
            left += not _spend(house, event)
    return left


def _spend(house: House, event: InboxEvent) -> bool:
    """False when it has to be tried again."""
    with house.light.begin() as session:
        if not event.begin_reply(session):
            return True
    token = event.reply_token
    if token is None or house.clock() - event.received_at > TOKEN_LIFE:
        fate, detail = Fate.TOKEN_DEAD, "too old"
    else:
        fate, detail = house.line.reply(token, event.replies or [])
    noting = house.light if fate == Fate.ARRIVED else house.sessions
    with noting.begin() as session:
        state = _settle(house, session, _lock(session, event.id), fate, detail)
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(needed(session)))
    return state not in UNSETTLED


def _lock(session: Session, event_id: int) -> InboxEvent:
    return session.get_one(InboxEvent, event_id, with_for_update=True)


def _settle(
    house: House, session: Session, event: InboxEvent, fate: Fate, detail: str
) -> ReplyState:
    only_try = event.reply_state == ReplyState.TRIED
    if fate == Fate.ARRIVED:
        event.reply_state = ReplyState.SENT
    elif event.reply_state not in UNSETTLED:
        pass  # somebody else has settled it
    elif fate == Fate.LATER and only_try:
        event.reply_state = ReplyState.OWED
    elif fate == Fate.TOKEN_DEAD and only_try:
        _push_instead(house, session, event)
    elif fate not in (Fate.UNSURE, Fate.LATER):
        event.lose_reply(detail, house.clock())
        log.error("reply lost", event_id=event.id, why=_short(detail))
    return event.reply_state


def _short(detail: str) -> str:
    """LINE's status without its words, or our own words."""
    status = detail.partition(" ")[0]
    return status if status.isdigit() else detail


def said_again(session: Session, sender: str) -> list[Message]:
    """The answers that may not have reached *sender*, in words, to begin the next one with.

    Words only: old buttons would do nothing, and what LINE refused for its shape must not spoil
    another answer.
    """
    lost = session.scalars(InboxEvent.lost_replies(sender).with_for_update()).all()
    if not lost:
        return []
    for event in lost:
        event.reply_state = ReplyState.REPEATED
    messages = [message for event in lost for message in event.replies or ()]
    said = "\n".join(str(m.get("text") or m.get("altText", "")) for m in messages)
    return [text(texts.MAY_BE_LOST.format(said=shorten(said, MOST_SAID_AGAIN)))]


def _push_instead(house: House, session: Session, event: InboxEvent) -> None:
    member = Member.known_as(session, event.sender)
    facts = {"messages": event.replies}
    Letter.owe(session, member.id, "reply", facts, f"reply:{event.event_id}", house.clock())
    event.reply_state = ReplyState.PUSHED
