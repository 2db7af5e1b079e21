"""Nothing binds a person who did not say so, and who was promised something has been told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl

from bot import texts
from handlers.answer import NO, YES
from models.allocation import Allocation, AllocationState
from models.lot import Lot
from models.order import Order
from models.outbox import Letter, LetterState
from models.standing.order import StandingOrder
from torture.books import Books
from torture.deeds import Deed

CONFIRMED = "ยืนยัน"
Row = Lot | Order | StandingOrder


def promises_were_given(books: Books) -> Iterator[str]:
    """An accepted allocation's producer tapped, said or confirmed yes; it counts from then. What
    was accepted as they allow was said by nobody: models.audit looks at it.
    """
    yield from _answers_were_given(books, AllocationState.ACCEPTED, "accept", YES)


def refusals_were_given(books: Books) -> Iterator[str]:
    """A declined allocation's producer tapped or said no."""
    yield from _answers_were_given(books, AllocationState.DECLINED, "decline", NO)


def _answers_were_given(
    books: Books, state: AllocationState, act: str, said: frozenset[str]
) -> Iterator[str]:
    deeds = {deed.event_id: deed for deed in books.seen.deeds}
    for allocation in books.ledger.allocations:
        if allocation.state != state or allocation.said_at is None:
            continue
        heard = _heard_when(books, allocation)
        answers = [deeds[event_id] for event_id in heard if event_id in deeds]
        if not any(
            _means(deed, act, said, allocation) or _confirms_a_card(books, deed, allocation)
            for deed in answers
        ):
            yield f"allocation {allocation.id} is {state}, its producer did not {act} it"


def _heard_when(books: Books, allocation: Allocation) -> list[str]:
    """The producer's events that reached us when the allocation counts as answered."""
    producer = books.members[allocation.lot.member_id]
    return [
        event.event_id
        for event in books.ledger.events
        if event.received_at == allocation.answered_at and event.sender == producer
    ]


def _means(deed: Deed, act: str, said: frozenset[str], allocation: Allocation) -> bool:
    if deed.verb == "text":
        return deed.what["text"] in said
    data = dict(parse_qsl(str(deed.what.get("data", ""))))
    ids = data.get("a", "").split(".")
    return data.get("do") == act and str(allocation.id) in ids


def _confirms_a_card(books: Books, deed: Deed, allocation: Allocation) -> bool:
    """Whether it says yes to a card on their phone that told what is answered of that order."""
    data = str(deed.what.get("data", ""))
    if "v=confirm" not in data and CONFIRMED not in str(deed.what.get("text", "")):
        return False
    told = (texts.REPLY_CARD, allocation.line.order.number, data)
    shown = (
        json.dumps(bubble["message"], ensure_ascii=False)
        for bubble in books.seen.phones.get(deed.user_id, ())
    )
    return any(all(part in message for part in told) for message in shown)


def facts_were_confirmed(books: Books) -> Iterator[str]:
    """A lot, an order or a standing order came from a person's tap or word of confirmation, their
    own; an order made of a standing order came from that one's.
    """
    deeds = {deed.event_id: deed for deed in books.seen.deeds}
    made = {day.order_id for day in books.ledger.standing_days}
    rows: list[Row] = [*books.ledger.lots, *books.ledger.orders, *books.ledger.standing_orders]
    for row in rows:
        if row.source is None or row.source.startswith("seed:"):
            continue
        if isinstance(row, Order) and row.id in made:
            continue
        deed = deeds.get(row.source.partition(":")[0])
        if deed is None or deed.user_id != books.members[row.member_id] or not _confirms(deed):
            yield f"{_name(row)} was confirmed by nobody"


def _confirms(deed: Deed) -> bool:
    return deed.verb == "postback" or CONFIRMED in str(deed.what.get("text", ""))


def _name(row: Row) -> str:
    names = {Lot: "lot", Order: "order", StandingOrder: "standing order"}
    return f"{names[type(row)]} {row.id}"


def buyers_were_told(books: Books) -> Iterator[str]:
    """Who is promised something has the newest result on the phone, or it waits for its time,
    unless they blocked us.
    """
    results: dict[int, Letter] = {}
    for letter in books.ledger.letters:
        if letter.kind == "order_result":
            results[int(letter.facts["order_id"])] = letter
    for order in books.ledger.orders:
        if not any(books.ledger.promised(line) for line in order.open_lines):
            continue
        if books.members[order.member_id] in books.seen.blockers:
            continue
        result = results.get(order.id)
        told = result is not None and result.state == LetterState.SENT
        if result is None or not (told or result.waits(books.ledger.now)):
            yield f"order {order.id} is promised something and its buyer was not told"


INVARIANTS = (promises_were_given, refusals_were_given, facts_were_confirmed, buyers_were_told)
