"""Hearing a member's letter: one event, one transaction, effect once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from redis.exceptions import RedisError
from rq.timeouts import BaseTimeoutException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from bot import texts
from bot.conversation import Desk
from bot.engine import talk
from bot.groups import is_group, without_words
from bot.house import House
from bot.language.catalogue import Catalogue
from bot.logs import told
from bot.memory import Kept, Memory
from bot.messages import Message, as_sent, text
from bot.pace import Speed
from bot.said import Said, hear
from handlers.book import BOOK
from handlers.carrying import carry
from handlers.remembering import recall, remember
from handlers.replying import said_again
from handlers.staff_news import staff_news
from models.base import needed
from models.database import in_transaction
from models.inbox import InboxEvent
from models.outbox import newly_owed
from models.people import Member, Standing

log = structlog.get_logger()
# Console checks send events whose reply token is made of one repeated figure; they are no one's.
DUMMY_TOKENS = ("0" * 32, "f" * 32)
# The database or Redis is away or busy, or the job has no time left: whatever the event says, it is
# heard once that is over, and none of this counts as a failure to hear it.
NOT_THE_EVENTS_FAULT = (OperationalError, InterfaceError, RedisError, BaseTimeoutException)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before the transaction: on SQLite it keeps all others waiting.

    kept: the memory as Redis has it; has_lost: an answer may not have arrived; is_owed: a letter
    waits that may go along with the answer; people: how many a group chat has, where that will be
    said.
    """

    catalogue: Catalogue
    speed: Speed = Speed.FINE
    kept: Kept | None = None
    has_lost: bool = True
    is_owed: bool = False
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to do once an event's transaction is committed.

    event: None when somebody else has heard it; is_open: the answer asks something, so that nothing
    may come between.
    """

    event: InboxEvent | None = None
    memory: Kept | None = None
    needed: frozenset[str] = frozenset()
    is_open: bool = True


def hear_event(house: House, event_id: int, known: Known) -> Heard:
    """Raises RuntimeError when a bug keeps it from being heard; it is counted, then set aside."""
    return attempt(house, event_id, lambda session: _hear(house, session, event_id, known))


def attempt(house: House, event_id: int, hear: Callable[[Session], Heard]) -> Heard:
    """*hear* in a transaction of its own; raises as hear_event does."""
    try:
        return in_transaction(house.sessions, hear)
    except NOT_THE_EVENTS_FAULT:
        raise  # the bell is rung again
    except Exception as error:
        log.error("event not heard", event_id=event_id, error=told(error))
        return _stumble(house, event_id, told(error))


def _hear(house: House, session: Session, event_id: int, known: Known) -> Heard:
    event = InboxEvent.claimed(session, event_id, house.clock())
    if event is None:
        return Heard()
    if not (is_active(event) and event.sender.startswith("U")):
        event.answer([])
        event.forget_content()
        return Heard(event)
    member, said = Member.known_as(session, event.sender), hear(event.payload)
    if said.is_talk and known.speed != Speed.FINE:
        return _pass_over(session, event, member, known)
    return _take_in(house, session, event, member, said, known)


def _take_in(
    house: House, session: Session, event: InboxEvent, member: Member, said: Said, known: Known
) -> Heard:
    # Judged by when it reached us: whoever answered in time is not to blame for a busy worker.
    said_at = min(house.clock(), event.received_at)
    memory, notices = recall(session, member, known.kept, said_at)
    if said.is_talk:
        notices += staff_news(session, member, memory, house.clock())
    url = house.settings.public_url
    desk = Desk(member, known.catalogue, said_at, session, event.event_id, url)
    replies = [*notices, *talk(BOOK, desk, memory, said)]
    memory.kept_at = said_at.isoformat()
    _close(session, event, member, memory, replies, known)
    is_open = memory.current is not None
    if replies and not is_open and (known.is_owed or member.id in newly_owed(session).values()):
        carry(session, event, member.id, house.clock())
    kept = Kept(event.id, event.memory or {})
    return Heard(event, kept, frozenset(needed(session)), is_open)


def is_active(event: InboxEvent) -> bool:
    """Meant for us to act on."""
    return event.payload.get("mode") != "standby" and event.reply_token not in DUMMY_TOKENS


def _answer(session: Session, event: InboxEvent, replies: list[Message], known: Known) -> None:
    """With the words of earlier answers in front that may not have arrived."""
    again = said_again(session, event.sender) if replies and known.has_lost else []
    event.answer(as_sent([*again, *replies]) if replies else [])


def _pass_over(session: Session, event: InboxEvent, member: Member, known: Known) -> Heard:
    """Messages faster than anybody types take no effect; the first of them is answered for all."""
    first = known.speed == Speed.TOO_FAST
    _answer(session, event, [text(texts.TOO_FAST)] if first else [], known)
    if member.standing == Standing.GUEST:
        event.forget_content()
    return Heard(event)


def _close(
    session: Session,
    event: InboxEvent,
    member: Member,
    memory: Memory,
    replies: list[Message],
    known: Known,
) -> None:
    """Keep with the event what it was answered and what is remembered after it."""
    _answer(session, event, replies, known)
    remember(session, event, member, memory)


def _stumble(house: House, event_id: int, error: str) -> Heard:
    with house.sessions.begin() as session:
        event = session.get_one(InboxEvent, event_id, with_for_update=True)
        if event.heard_at is None and event.stumbled(error):
            event.heard_at = house.clock()
            _give_up(session, event, house.clock())
            return Heard(event)
    raise RuntimeError(f"event {event_id} could not be heard: {error}") from None


def _give_up(session: Session, event: InboxEvent, now: datetime) -> None:
    """A person is told that it was us; in a group chat there is nobody for staff to call."""
    if is_group(event.sender):
        event.answer([])
        event.payload, event.noticed_at = without_words(event.payload), now
    else:
        again = said_again(session, event.sender)
        event.answer(as_sent([*again, text(texts.TROUBLE)]))
