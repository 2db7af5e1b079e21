"""What a match brings is told in the answer to the message that asked for it.

The match runs after that message's transaction, before the reply token is spent: who ordered what
nobody has hears it in the reply, which is free, and not by a push a second later. The call for a
match is a row: should this worker die, the sweep rings for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import wait
from contextlib import contextmanager
from datetime import datetime

import structlog
from rq.timeouts import BaseTimeoutException
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.fate import Fate
from bot.house import House
from bot.logs import told
from handlers.carrying import carry
from models.base import needed
from models.database import in_transaction
from models.inbox import InboxEvent, ReplyState
from models.locking import wait_at_most
from models.match import match
from models.outbox import newly_owed
from models.people import Member

log = structlog.get_logger()
# Dots that come with the answer would only stay behind it.
NOTICED_SECONDS = 0.4
LOADING_SECONDS = 10
# How long an answer waits for rows another match holds, and for a call about dots.
PATIENCE_SECONDS = 2


def match_before_answering(house: House, events: Sequence[InboxEvent]) -> list[InboxEvent]:
    """Run the match these events asked for, and give them with what it owes their senders.

    A match that fails is left to its job; the answers go out as they are.
    """
    house.locks.stay({event.sender for event in events})
    ids, works = [event.id for event in events], {"match"}
    try:
        with _dots(house, [event.sender for event in events]):
            found, works = in_transaction(
                house.sessions, lambda session: _match(session, ids, house.clock())
            )
    except BaseTimeoutException:
        raise
    except Exception as error:
        log.warning("matched later", error=told(error))
        return list(events)
    finally:
        house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(works))
    return [found.get(event.id, event) for event in events]


def _match(
    session: Session, ids: Sequence[int], now: datetime
) -> tuple[dict[int, InboxEvent], set[str]]:
    wait_at_most(session, PATIENCE_SECONDS)
    match(session, now)
    owed = set(newly_owed(session).values())
    found = session.execute(_answers(ids, owed)).all() if owed else []
    for event, member_id in found:
        carry(session, event, member_id, now)
    return {event.id: event for event, _ in found}, needed(session)


def _answers(ids: Sequence[int], owed: set[int]) -> Select[InboxEvent, int]:
    """Those answers to members who are owed something, as long as nobody has tried them."""
    member = Member.line_user_id == InboxEvent.sender
    untried = (InboxEvent.id.in_(ids), InboxEvent.reply_state == ReplyState.OWED)
    query = select(InboxEvent, Member.id).join(Member, member).where(*untried, Member.id.in_(owed))
    return query.order_by(InboxEvent.id).with_for_update(of=InboxEvent)


@contextmanager
def _dots(house: House, senders: Sequence[str]) -> Iterator[None]:
    """Show each of them that an answer is coming, if it takes long enough to be noticed."""
    is_over = threading.Event()
    shown = house.hands.submit(_show_dots, house, senders, is_over)
    try:
        yield
    finally:
        is_over.set()
        wait([shown], PATIENCE_SECONDS)


def _show_dots(house: House, senders: Sequence[str], is_over: threading.Event) -> None:
    if is_over.wait(NOTICED_SECONDS):
        return
    for sender in senders:
        fate, detail = house.line.show_loading(sender, LOADING_SECONDS)
        if fate != Fate.ARRIVED:
            log.info("no dots shown", why=detail[:60])
