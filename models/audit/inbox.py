"""Invariant 2: an event takes effect once, and what it left behind belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from models.audit.ledger import Ledger, grouped
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot
from models.order import Order


def events_are_kept_once(ledger: Ledger) -> Iterator[str]:
    """LINE's event id names one row."""
    counts = Counter(event.event_id for event in ledger.events)
    yield from (f"event {key} is kept {n} times" for key, n in counts.items() if n > 1)


def facts_come_from_heard_events(ledger: Ledger) -> Iterator[str]:
    """What an event confirmed exists only once that event is heard, and once for each part."""
    events = {event.event_id: event for event in ledger.events}
    rows: list[Lot | Order] = [*ledger.lots, *ledger.orders]
    sources = [row.source for row in rows if row.source]
    yield from (f"{key} took effect {n} times" for key, n in Counter(sources).items() if n > 1)
    for source in sources:
        event = events.get(source.partition(":")[0])
        if event is not None and event.heard_at is None:
            yield f"event {event.id} took effect and counts as unheard"


def unheard_events_have_no_answer(ledger: Ledger) -> Iterator[str]:
    """Replies and memory are written with the hearing; whatever is owed has something to say."""
    for event in ledger.events:
        if event.heard_at is None and (event.replies or event.memory):
            yield f"event {event.id} is answered and counts as unheard"
        silent = event.reply_state == ReplyState.NONE
        if event.let_go_at is None and silent == bool(event.replies):
            yield f"event {event.id} has {len(event.replies or ())} replies, {event.reply_state}"


def memory_is_kept_with_the_last_event(ledger: Ledger) -> Iterator[str]:
    """Only the event a member was heard by last keeps the memory after it."""
    last = {member.line_user_id: member.heard_event_id for member in ledger.members}
    heard = {event.id for event in ledger.events if event.heard_at is not None}
    for event in ledger.events:
        if event.memory is not None and last.get(event.sender) != event.id:
            yield f"event {event.id} keeps a memory that is not the newest"
    for sender, event_id in last.items():
        if event_id is not None and event_id not in heard:
            yield f"{sender}'s newest event {event_id} is not heard"


def replies_arrive_one_way(ledger: Ledger) -> Iterator[str]:
    """A letter carries an event's replies exactly when its token could not."""
    keys = Counter(letter.key for letter in ledger.letters if letter.kind == "reply")
    for event in ledger.events:
        pushed = keys[f"reply:{event.event_id}"]
        if pushed != (event.reply_state == ReplyState.PUSHED):
            yield f"event {event.id} is {event.reply_state} and pushed {pushed} times"


def lost_answers_are_said_again(ledger: Ledger) -> Iterator[str]:
    """The next answer after a loss begins with what was lost; nothing else counts as said again."""
    heard = grouped((e for e in ledger.events if e.heard_at), lambda event: event.sender)
    for event in ledger.events:
        if event.lost_at is None:
            continue
        others = [other for other in heard.get(event.sender, ()) if other.id != event.id]
        later = [other for other in others if _heard_at(other) >= event.lost_at]
        if event.reply_state == ReplyState.REPEATED and not later:
            yield f"event {event.id} counts as said again, nobody has heard anything since"
        # Of two things in one moment nobody knows which was first.
        answered = [o for o in later if o.reply_state != ReplyState.NONE]
        missed = [other.id for other in answered if _heard_at(other) > event.lost_at]
        if event.reply_state == ReplyState.LOST and missed:
            yield f"event {event.id} is lost, event {missed[0]} was answered without it"


def _heard_at(event: InboxEvent) -> datetime:
    """Of an event that was heard."""
    return event.heard_at or datetime.max.replace(tzinfo=UTC)


INVARIANTS = (
    events_are_kept_once,
    facts_come_from_heard_events,
    unheard_events_have_no_answer,
    memory_is_kept_with_the_last_event,
    replies_arrive_one_way,
    lost_answers_are_said_again,
)
