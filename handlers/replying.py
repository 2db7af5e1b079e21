"""Spending reply tokens: what an event was answered goes out once, by the rules of LINE.

LINE Messaging API reference, "Send reply message": a token is good for one reply. A try that
ended without an answer may have arrived, so it is only repeated with the same token, never pushed.
Only a lone try that LINE refuses for its token has certainly not arrived: a letter carries it.
Letters that go along share the answer's fate (models.riding).

That a try began and that it arrived is noted without waiting for the disk, for all who are answered
together at once. After a power cut LINE is asked once more with a token it knows as spent; at worst
the answer comes again, as a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot import texts
from bot.fate import Fate
from bot.groups import is_group
from bot.house import House
from bot.messages import Message, shorten, text
from handlers.groups.unanswered import let_be
from models import replies, riding
from models.base import needed
from models.database import in_transaction
from models.inbox import UNSETTLED, InboxEvent, ReplyState
from models.outbox import Letter
from models.people import Member

log = structlog.get_logger()
MOST_SAID_AGAIN = 1000
Tried = tuple[InboxEvent, Fate, str]


def spend_tokens(house: House, events: Sequence[InboxEvent]) -> list[InboxEvent]:
    """Send what these events were answered: each sender's in the order given, all senders at once.

    Gives those that LINE has left unsettled.
    """
    if not events:
        return []
    house.locks.stay({event.sender for event in events})
    ids = [event.id for event in events]
    begun = in_transaction(house.light, lambda session: replies.begin(session, ids))
    tried = _send(house, [event for event in events if event.id in begun])
    arrived = [event.id for event, fate, _ in tried if fate == Fate.ARRIVED]
    if arrived:
        carrying = [event.id for event in events if event.id in arrived and event.own is not None]
        in_transaction(house.light, lambda session: _arrive(house, session, arrived, carrying))
    others = [each for each in tried if each[1] != Fate.ARRIVED]
    left = [event for event, fate, detail in others if not _note(house, event, fate, detail)]
    alone = [
        e for e, fate, _ in others if fate == Fate.REFUSED and e.reply_state == ReplyState.OWED
    ]
    return [event for event in left if event not in alone] + spend_tokens(house, alone)


def _arrive(house: House, session: Session, ids: list[int], carrying: list[int]) -> None:
    replies.arrived(session, ids)
    if carrying:
        riding.arrived_with(session, carrying, house.clock())


def _send(house: House, events: Iterable[InboxEvent]) -> list[Tried]:
    theirs: dict[str, list[InboxEvent]] = defaultdict(list)
    for event in events:
        theirs[event.sender].append(event)
    if len(theirs) == 1:  # a thread would only cost time
        return [tried for some in theirs.values() for tried in _send_in_order(house, some)]
    sent = house.hands.map(lambda some: _send_in_order(house, some), theirs.values())
    return [tried for some in sent for tried in some]


def _send_in_order(house: House, events: Sequence[InboxEvent]) -> list[Tried]:
    return [(event, *_spend(house, event)) for event in events]


def _spend(house: House, event: InboxEvent) -> tuple[Fate, str]:
    token = event.reply_token
    if token is None or house.clock() - event.received_at > replies.TOKEN_LIFE:
        return Fate.TOKEN_DEAD, "too old"
    return house.line.reply(token, event.replies or [])


def _note(house: House, event: InboxEvent, fate: Fate, detail: str) -> bool:
    """Keep what became of a reply that LINE has not taken; False when it has to be tried again."""

    def note(session: Session) -> set[str]:
        locked = session.get_one(InboxEvent, event.id, with_for_update=True)
        event.reply_state = _settle(house, session, locked, fate, detail)
        event.replies, event.own = locked.replies, locked.own
        return needed(session)

    works = in_transaction(house.sessions, note)
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(works))
    return event.reply_state not in UNSETTLED


def _settle(
    house: House, session: Session, event: InboxEvent, fate: Fate, detail: str
) -> ReplyState:
    only_try = event.reply_state == ReplyState.TRIED
    if event.reply_state not in UNSETTLED:
        pass  # somebody else has settled it
    elif fate == Fate.LATER and only_try:
        event.reply_state = ReplyState.OWED
    elif is_group(event.sender) and fate not in (Fate.UNSURE, Fate.LATER):
        let_be(session, event, certain=only_try)
        log.warning("group not answered", event_id=event.id, why=_short(detail))
    elif fate == Fate.TOKEN_DEAD and only_try:
        _push_instead(house, session, event)
    elif fate == Fate.REFUSED and only_try and event.own is not None:
        _answer_alone(session, event, house.clock())
    elif fate not in (Fate.UNSURE, Fate.LATER):
        _lose(session, event, fate, detail, house.clock())
    return event.reply_state


def _answer_alone(session: Session, event: InboxEvent, now: datetime) -> None:
    """A letter that LINE does not like must not take the answer down: its token is still good."""
    riding.let_alight(session, event.id, now, alone=True)
    event.answer(event.own_replies)


def _lose(session: Session, event: InboxEvent, fate: Fate, detail: str, now: datetime) -> None:
    refused = fate == Fate.REFUSED
    riding.let_alight(session, event.id, now, alone=refused, doubted_at=now)
    replies.lose(event, detail, now)
    log.error("reply lost", event_id=event.id, why=_short(detail))


def _short(detail: str) -> str:
    """LINE's status without its words, or our own words."""
    status = detail.partition(" ")[0]
    return status if status.isdigit() else detail


def said_again(session: Session, sender: str) -> list[Message]:
    """The answers that may not have reached *sender*, in words, to begin the next one with; letters
    that went along with them are sent by themselves.

    Words only: old buttons would do nothing, and what LINE refused for its shape must not spoil
    another answer.
    """
    lost = session.scalars(replies.lost(sender).with_for_update()).all()
    if not lost:
        return []
    for event in lost:
        event.reply_state = ReplyState.REPEATED
    messages = [message for event in lost for message in event.own_replies]
    said = "\n".join(str(m.get("text") or m.get("altText", "")) for m in messages)
    return [text(texts.MAY_BE_LOST.format(said=shorten(said, MOST_SAID_AGAIN)))]


def _push_instead(house: House, session: Session, event: InboxEvent) -> None:
    member = Member.known_as(session, event.sender)
    riding.let_alight(session, event.id, house.clock())
    facts = {"messages": event.own_replies}
    Letter.owe(session, member.id, "reply", facts, f"reply:{event.event_id}", house.clock())
    event.reply_state = ReplyState.PUSHED
