"""What is printed at the end: figures, and every violation with the history that led there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy.orm import Session

from models.audit import Violation
from models.audit.concerned import named_in, rows_concerned
from models.audit.ledger import Ledger
from models.inbox import InboxEvent, ReplyState
from models.outbox import Letter
from torture.evidence import Evidence

MOST_TOLD = 25


@dataclass
class Report:
    """lines: what to print; violations: those found, an empty list for a market that held."""

    violations: list[Violation]
    lines: list[str] = field(default_factory=list)

    def say(self, title: str, counts: Mapping[str, object]) -> None:
        shown = "  ".join(f"{name} {counts[name]}" for name in sorted(counts))
        self.lines.append(f"{title:<14} {shown or 'none'}")

    def tell(self, session: Session, seen: Evidence) -> None:
        """Each violation with its rows and the calls to LINE about them."""
        by_rule = Counter(violation.invariant for violation in self.violations)
        self.say("violations", by_rule)
        for violation in islice(self.violations, MOST_TOLD):
            self.lines.append(f"\n{violation.invariant}: {violation.about}")
            self.lines += [f"    {line}" for line in history(session, seen, violation)]


def history(session: Session, seen: Evidence, violation: Violation) -> Iterator[str]:
    """The rows a violation names, and what phones and LINE saw of them."""
    yield from rows_concerned(session, violation.about)
    for table, number in named_in(violation.about):
        row = session.get(table, number)
        if isinstance(row, InboxEvent):
            yield from _of_event(seen, row)
        elif isinstance(row, Letter):
            yield from _of_letter(seen, row)


def _of_event(seen: Evidence, event: InboxEvent) -> Iterator[str]:
    for deed in seen.deeds:
        if deed.event_id == event.event_id:
            yield f"phone of {seen.names.get(deed.user_id)}: {deed.verb} {deed.what} at {deed.at}"
    for call in seen.calls:
        if call.token and call.token == event.reply_token:
            yield f"log {call.seq}: reply {call.status} {call.note or ''}"


def _of_letter(seen: Evidence, letter: Letter) -> Iterator[str]:
    if letter.carrier_id or letter.answer_id:
        yield f"went along with letter {letter.carrier_id}, event {letter.answer_id}"
    for call in seen.calls:
        if call.retry_key.lower() == letter.retry_key:
            yield f"log {call.seq}: push {call.status} {call.note or ''}"


def figures(ledger: Ledger, seen: Evidence) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What there is in the end, by kind and state."""
    yield "lots", _states(lot.state for lot in ledger.lots)
    yield "orders", _states(order.state for order in ledger.orders)
    yield "standing", _states(standing.state for standing in ledger.standing_orders)
    yield "its days", _states("missed" if d.order is None else d.order.state
                              for d in ledger.standing_days)  # fmt: skip
    yield "allocations", _states(a.state for a in ledger.allocations)
    yield "letters", _states(letter.state for letter in ledger.letters)
    yield "by kind", _states(letter.kind for letter in ledger.letters)
    yield "replies", _replies(ledger, seen)
    yield "stumbled", _states(f"{e.tries}x" for e in ledger.events if e.tries)
    calls = Counter(f"{call.way} {call.status}" for call in seen.calls)
    yield "calls to LINE", calls


def _replies(ledger: Ledger, seen: Evidence) -> Counter[str]:
    """By state; of the lost, which nobody may push again, the log knows which had arrived."""
    found = Counter[str]()
    for event in ledger.events:
        arrived = (event.reply_token or "") in seen.replies
        lost = "unsure, had arrived" if arrived else "unsure, had not arrived"
        unsure = event.reply_state in (ReplyState.LOST, ReplyState.REPEATED)
        found[lost if unsure else str(event.reply_state)] += 1
    return found


def _states(values: Iterable[object]) -> Counter[str]:
    return Counter(str(value) for value in values)
