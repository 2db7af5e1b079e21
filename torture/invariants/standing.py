"""Standing orders are made as their kitchens confirmed, and rest when they were told they do."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot import texts, thai
from models.inbox import InboxEvent
from models.order import Order
from models.standing.days import StandingDay
from models.standing.order import StandingOrder
from torture.books import Books

# Webhooks come late and out of order: within so long two things may have happened either way.
NEAR = timedelta(seconds=15)
OVERDUE = timedelta(minutes=1)
CONFIRM = "v=confirm"
AGAIN = texts.MAY_BE_LOST.splitlines()[0]
CARDS = (texts.STANDING_CARD, texts.STANDING_CHANGE_CARD, texts.STANDING_PAUSE_CARD,
         texts.STANDING_RESUME_CARD, texts.STANDING_END_CARD)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A card that was confirmed, and the event that did it."""

    event: InboxEvent
    card: str


def made_orders_are_as_said(books: Books) -> Iterator[str]:
    """A made order asks for what the kitchen's card said that held then, unless it was changed by
    hand since."""
    said = _said(books)
    for day in books.ledger.standing_days:
        if day.order is None or _was_changed(books, day.order):
            continue
        cards = [each.card for each in _in_force(said[day.standing_id], day)]
        if cards and not any(_shows(card, day.order) for card in cards):
            yield f"standing day {day.id}: order {day.order_id} asks for what no card said"


def _said(books: Books) -> dict[int, list[Said]]:
    """By standing order, in the order in which it was heard."""
    begun = {standing.source: standing.id for standing in books.ledger.standing_orders}
    found: dict[int, list[Said]] = defaultdict(list)
    for deed in books.seen.deeds:
        data, event = str(deed.what.get("data", "")), books.events.get(deed.event_id)
        if CONFIRM not in data or event is None or event.heard_at is None:
            continue
        meant = [begun[event.event_id]] if event.event_id in begun else _changed(event)
        card = next((c for c in _bubbles(books, deed.user_id) if json.dumps(data)[1:-1] in c), None)
        if meant and card is not None:
            found[meant[0]].append(Said(event, card))
    return defaultdict(list, {key: sorted(some, key=_heard) for key, some in found.items()})


def _heard(said: Said) -> tuple[object, int]:
    return said.event.heard_at, said.event.happened_at


def _changed(event: InboxEvent) -> list[int]:
    return _named(event, texts.STANDING_CHANGED)


def _named(event: InboxEvent, template: str) -> list[int]:
    """The ids of the standing orders that the event's answer says this of."""
    words = re.escape(template).replace(r"\{number\}", r"((?:ST-\d+ ?)+)")
    found = re.search(re.sub(r"\\\{\w+\\\}", ".*", words), json.dumps(event.replies or [],
                      ensure_ascii=False))  # fmt: skip
    return [int(number) for number in re.findall(r"ST-(\d+)", found[1])] if found else []


def _in_force(said: list[Said], day: StandingDay) -> list[Said]:
    at = day.decided_at
    before = [s for s in said if s.event.heard_at and s.event.heard_at <= at]
    near = [s for s in said if s.event.heard_at and s.event.received_at - NEAR <= at
            and at <= s.event.heard_at + NEAR]  # fmt: skip
    return [*before[-1:], *near]


def _shows(card: str, order: Order) -> bool:
    plain = thai.apart(card)
    return all(
        line.product.name in plain and thai.apart(thai.amount(line.amount)) in plain
        for line in order.lines
    )


def _was_changed(books: Books, order: Order) -> bool:
    """Whether a phone of its kitchen ever showed a card that would change it."""
    mine = [m.line_user_id for m in books.ledger.members if m.buyer_id == order.buyer_id]
    return any(
        order.number in bubble and CONFIRM in bubble and not any(t in bubble for t in CARDS)
        for user_id in mine
        for bubble in _bubbles(books, user_id)
    )


def _bubbles(books: Books, user_id: str) -> list[str]:
    shown = books.seen.phones.get(user_id, ())
    return [json.dumps(bubble["message"], ensure_ascii=False) for bubble in shown]


def rests_are_kept(books: Books) -> Iterator[str]:
    """Each answer that it rests has its pause; to say a lost one again is to tell nothing new."""
    told: dict[int, int] = defaultdict(int)
    for event in books.ledger.events:
        if AGAIN in json.dumps(event.replies or [], ensure_ascii=False):
            continue
        for standing_id in _named(event, texts.STANDING_PAUSED_NOW):
            told[standing_id] += 1
    for standing in books.ledger.standing_orders:
        if len(standing.pauses) < told[standing.id]:
            yield f"standing order {standing.id} was told to rest {told[standing.id]} times"


def ends_are_kept(books: Books) -> Iterator[str]:
    """What a kitchen was told has ended makes nothing any more."""
    by_id = {standing.id: standing for standing in books.ledger.standing_orders}
    for event in books.ledger.events:
        for standing_id in _named(event, texts.STANDING_ENDED):
            if by_id[standing_id].is_live or _goes_on(by_id[standing_id], event):
                yield f"standing order {standing_id} went on after event {event.id} ended it"


def _goes_on(standing: StandingOrder, event: InboxEvent) -> bool:
    heard = event.heard_at
    return heard is not None and any(day.decided_at > heard for day in standing.days)


def no_standing_order_waits(books: Books) -> Iterator[str]:
    """What had to be decided has been decided."""
    for standing in books.ledger.standing_orders:
        if standing.is_live and standing.look_at <= books.ledger.now - OVERDUE:
            yield f"standing order {standing.id} waits since {standing.look_at}"


INVARIANTS = (made_orders_are_as_said, rests_are_kept, ends_are_kept, no_standing_order_waits)
