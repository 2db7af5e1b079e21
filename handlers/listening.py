"""Hearing a member's letters: one at a time, in order, each with effect once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from redis.exceptions import RedisError
from rq.timeouts import BaseTimeoutException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from bot import texts
from bot.conversation import Desk
from bot.engine import talk
from bot.house import House
from bot.logs import told
from bot.memory import Kept, Memory
from bot.messages import Message, fit, text
from bot.pace import Speed
from bot.post import NotYet
from bot.said import Said, hear
from bot.turn import Turn
from handlers.book import BOOK
from handlers.replying import said_again, spend_tokens
from handlers.staff_news import staff_news
from models.base import needed
from models.database import in_transaction
from models.inbox import InboxEvent
from models.people import Member, Standing

log = structlog.get_logger()
# Console checks send events whose reply token is made of one repeated figure; they are no one's.
DUMMY_TOKENS = ("0" * 32, "f" * 32)
# The database or Redis is away or busy, or the job has no time left: whatever the event says, it is
# heard once that is over, and none of this counts as a failure to hear it.
NOT_THE_EVENTS_FAULT = (OperationalError, InterfaceError, RedisError, BaseTimeoutException)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to do once an event's transaction is committed."""

    event_id: int
    memory: dict[str, Any] | None = None
    needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What Redis knows about whoever said an event."""

    speed: Speed = Speed.FINE
    kept: Kept | None = None


def listen(house: House, sender: str) -> None:
    """Hear everything *sender* has said; leave it to whoever is listening to them already.

    Raises NotYet when LINE has not said what became of an answer: its token lives for a minute, so
    the next try must come sooner than the sweep.
    """
    while (left := _hear_or_knock(house, sender)) is not None:
        if not house.memory.knocked(sender):
            break
    if left:
        raise NotYet(left)


def _hear_or_knock(house: House, sender: str) -> int | None:
    """How many answers must be tried again; None when somebody else is listening to *sender*.

    Whoever holds the lock looks for a knock after letting go, so one of the two hears all.
    """
    left = _hear_if_free(house, sender)
    if left is None:
        house.memory.knock(sender)
        left = _hear_if_free(house, sender)
    return left


def _hear_if_free(house: House, sender: str) -> int | None:
    with house.memory.locked(sender) as mine:
        return _hear_all(house, sender) if mine else None


def _hear_all(house: House, sender: str) -> int:
    """How many of the answers tried must be tried again."""
    left = spend_tokens(house, sender, again=True)  # what a crash or a sick LINE left unanswered
    turn = Turn()
    while (heard := _hear_next(house, sender)) is not None:
        if heard.memory is not None:
            house.memory.keep(sender, heard.event_id, heard.memory)
        house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(heard.needed))
        left += spend_tokens(house, sender)
        if turn.is_over():
            house.bells.ring("jobs.work.listen", sender)
            break
    return left


def _hear_next(house: House, sender: str) -> Heard | None:
    """The next event's transaction; None when there is nothing to hear."""
    with house.reading() as session:
        event = session.scalars(InboxEvent.unheard(sender).limit(1)).first()
    if event is None:
        return None
    event_id = event.id
    try:
        known = _look_up(house, event)
        return in_transaction(
            house.sessions,
            lambda session: _hear(house, session, session.get_one(InboxEvent, event_id), known),
        )
    except NOT_THE_EVENTS_FAULT:
        raise  # the bell is rung again
    except Exception as error:
        # A bug that one event meets must not silence its member: it is counted, then set aside.
        log.error("event not heard", event_id=event_id, error=told(error))
        return _stumble(house, event_id, told(error))


def _look_up(house: House, event: InboxEvent) -> Known:
    """Read before the transaction: on SQLite it keeps all others waiting, Redis may be slow."""
    if not _is_for_us(event):
        return Known()
    speed = Speed.FINE
    if hear(event.payload).is_talk:
        speed = house.pace.of(event.sender, event.id, event.happened_at)
    return Known(speed, house.memory.recall(event.sender))


def _hear(house: House, session: Session, event: InboxEvent, known: Known) -> Heard:
    now = house.clock()
    if not event.claim(session, now):
        return Heard(event.id)
    if not _is_for_us(event):
        event.answer([])
        event.forget_content()
        return Heard(event.id)
    member, said = Member.known_as(session, event.sender), hear(event.payload)
    if known.speed != Speed.FINE:
        return _pass_over(session, event, member, known.speed)
    # Judged by when it reached us: whoever answered in time is not to blame for a busy worker.
    said_at = min(now, event.received_at)
    memory, notices = _recall(session, member, known.kept, said_at)
    if said.is_talk:
        notices += staff_news(session, member, memory, now)
    desk = Desk(
        member,
        house.shelf.catalogue(session),
        said_at,
        session,
        event.event_id,
        house.settings.public_url,
    )
    replies = [*notices, *talk(BOOK, desk, memory, said)]
    memory.kept_at = said_at.isoformat()
    _close(session, event, member, memory, replies, said)
    return Heard(event.id, memory.to_json(), frozenset(needed(session)))


def _is_for_us(event: InboxEvent) -> bool:
    """A person's, in a chat of theirs with us."""
    active = event.payload.get("mode") != "standby" and event.reply_token not in DUMMY_TOKENS
    return active and event.sender.startswith("U")


def _answer(session: Session, event: InboxEvent, replies: list[Message]) -> None:
    """With the words of earlier answers in front that may not have arrived."""
    event.answer(fit([*said_again(session, event.sender), *replies]) if replies else [])


def _pass_over(session: Session, event: InboxEvent, member: Member, speed: Speed) -> Heard:
    """Messages faster than anybody types take no effect; the first of them is answered for all."""
    _answer(session, event, [text(texts.TOO_FAST)] if speed == Speed.TOO_FAST else [])
    if member.standing == Standing.GUEST:
        event.forget_content()
    return Heard(event.id)


def _recall(
    session: Session, member: Member, kept: Kept | None, now: datetime
) -> tuple[Memory, list[Message]]:
    """The memory after the last event heard: from Redis, else the copy kept with that event."""
    memory = kept.after(member.heard_event_id) if kept else None
    if memory is None:
        memory = Memory()
        last = session.get(InboxEvent, member.heard_event_id) if member.heard_event_id else None
        if last is not None and last.memory is not None:
            memory = Memory.from_json(last.memory)
    if not memory.is_stale(now):
        return memory, []
    lost = [t for t in memory.threads if BOOK.conversation(t.name)]
    titles = [BOOK.conversation(t.name).title for t in lost]  # type: ignore[union-attr]
    return Memory(finished=memory.finished, told_of_quota=memory.told_of_quota), [
        text(texts.MEMORY_GONE.format(title=title)) for title in titles
    ]


def _close(
    session: Session,
    event: InboxEvent,
    member: Member,
    memory: Memory,
    replies: list[Message],
    said: Said,
) -> None:
    """Keep with the event what it was answered and what is remembered after it."""
    _answer(session, event, replies)
    event.memory = memory.to_json()
    if member.heard_event_id and (before := session.get(InboxEvent, member.heard_event_id)):
        before.memory = None
    member.heard_event_id = event.id
    if member.standing == Standing.GUEST:
        # Without consent nothing is kept of what was said; the answers given so far are in memory,
        # which ends with the conversation.
        event.forget_content()


def _stumble(house: House, event_id: int, error: str) -> Heard:
    with house.sessions.begin() as session:
        event = session.get_one(InboxEvent, event_id, with_for_update=True)
        if event.heard_at is None and event.stumbled(error):
            event.heard_at = house.clock()
            _answer(session, event, [text(texts.TROUBLE)])
            return Heard(event.id)
    raise RuntimeError(f"event {event_id} could not be heard: {error}") from None
