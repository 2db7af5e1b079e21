"""Nothing is stuck: once all is quiet, nothing waits for anybody but a person."""

from __future__ import annotations

from collections.abc import Iterator

from models.inbox import UNSETTLED
from models.outbox import LetterState
from torture.books import Books

SETTLED = (LetterState.SENT, LetterState.SUPERSEDED)


def no_event_waits(books: Books) -> Iterator[str]:
    """Every event is heard and its reply settled one way or the other."""
    for event in books.ledger.events:
        if event.heard_at is None or event.reply_state in UNSETTLED:
            yield f"event {event.id} waits: heard {event.heard_at}, reply {event.reply_state}"


def no_letter_waits(books: Books) -> Iterator[str]:
    """Every letter is sent, or a newer one replaced it, or its time is yet to come; given up only
    for who blocked us.
    """
    for letter in books.ledger.letters:
        blocked = books.members[letter.member_id] in books.seen.blockers
        over = letter.state in SETTLED or letter.waits(books.ledger.now)
        if not over and not blocked:
            yield f"letter {letter.id} is {letter.state} after {letter.tries} tries: {letter.error}"


def no_match_waits(books: Books) -> Iterator[str]:
    """Every call for a match was answered."""
    for call in books.ledger.calls:
        if call.answered_at is None:
            yield f"match call {call.id} for product {call.product_id} is open"


def no_offer_is_overdue(books: Books) -> Iterator[str]:
    """An offer nobody answered in time has ended."""
    for allocation in books.ledger.allocations:
        if allocation.is_offered and allocation.answer_by <= books.ledger.now:
            yield f"allocation {allocation.id} is offered past {allocation.answer_by}"


INVARIANTS = (no_event_waits, no_letter_waits, no_match_waits, no_offer_is_overdue)
