"""The one function that knows every invariant: of database, simulator's log and phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from models.audit import Violation, audit
from models.audit.ledger import Ledger, grouped
from models.inbox import InboxEvent
from models.outbox import Letter
from torture.evidence import Call, Evidence


@dataclass(frozen=True)
class Books:
    """The rows and what was seen outside of them."""

    ledger: Ledger
    seen: Evidence

    @cached_property
    def events(self) -> dict[str, InboxEvent]:
        return {event.event_id: event for event in self.ledger.events}

    @cached_property
    def letters(self) -> dict[str, Letter]:
        return {letter.retry_key: letter for letter in self.ledger.letters}

    @cached_property
    def riders(self) -> dict[int, list[Letter]]:
        """By the letter whose call they went along in."""
        carried = (letter for letter in self.ledger.letters if letter.carrier_id is not None)
        return grouped(carried, lambda letter: letter.carrier_id or 0)

    def calls_with(self, letter: Letter) -> Sequence[Call]:
        """The accepted calls it was in: under a retry key, or with an answer's token."""
        if letter.answer_id is not None:
            tokens = {event.id: event.reply_token for event in self.ledger.events}
            return self.seen.replies.get(tokens[letter.answer_id] or "", ())
        keys = {each.id: each.retry_key for each in self.ledger.letters}
        return self.seen.pushes.get(keys[letter.carrier_id or letter.id], ())

    @cached_property
    def members(self) -> dict[int, str]:
        """LINE user ids by member."""
        return {member.id: member.line_user_id for member in self.ledger.members}


Invariant = Callable[[Books], Iterator[str]]


def check(session: Session, seen: Evidence, now: datetime) -> list[Violation]:
    """Every breach anywhere once all is quiet; an empty list when the market kept its word."""
    return [*audit(session, now), *cross_check(Books(Ledger.read(session, now), seen))]


def cross_check(books: Books) -> list[Violation]:
    """What must hold between the rows and the world outside."""
    return [Violation(rule.__name__, about) for rule in invariants() for about in rule(books)]


def invariants() -> Sequence[Invariant]:
    from torture.invariants import arrivals, promises, rest, standing

    rooms = (arrivals, promises, rest, standing)
    return [rule for room in rooms for rule in room.INVARIANTS]
