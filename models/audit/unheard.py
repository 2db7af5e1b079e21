"""Promises that were taken back because their producer could not be told: only what nobody knew."""

from __future__ import annotations

from collections.abc import Iterator

from models.allocation import Allocation, AllocationState
from models.audit.ledger import Ledger
from models.calendar import local_day
from models.outbox import Letter, LetterState


def ended_promises_were_never_heard(ledger: Ledger) -> Iterator[str]:
    """What ended unheard was promised as its producer allows, LINE never had its letter, which is
    not sent any more, and its buyer could still be served by others.
    """
    letters = _letters(ledger)
    for allocation in ledger.allocations:
        if allocation.state != AllocationState.UNHEARD:
            continue
        letter = letters.get(allocation.id)
        told = letter is None or letter.state != LetterState.SUPERSEDED or letter.first_tried_at
        if told or allocation.said_at or allocation.reduced or not _in_time(allocation):
            yield f"allocation {allocation.id} ended as unheard, its producer may have known"


def _in_time(allocation: Allocation) -> bool:
    ended = allocation.answered_at
    return ended is not None and ended < allocation.line.cut_off_at


def staff_hear_of_the_unheard(ledger: Ledger) -> Iterator[str]:
    """Where a letter of promises failed, staff have been told: of what ended, and of what stands
    for a day that is not over.
    """
    if not any(member.is_staff for member in ledger.members):
        return
    told = {letter.key.split(":")[1] for letter in ledger.letters if letter.kind == "unheard"}
    by_id = _letters(ledger)
    for allocation in ledger.allocations:
        letter = by_id.get(allocation.id)
        if letter is None or str(letter.id) in told or letter.noticed_at is not None:
            continue
        if _needs_a_call(allocation, letter, ledger):
            yield f"letter {letter.id} of allocation {allocation.id} failed, staff were not told"


def _needs_a_call(allocation: Allocation, letter: Letter, ledger: Ledger) -> bool:
    if allocation.state == AllocationState.UNHEARD:
        return True
    is_ahead = allocation.line.order.delivery_day >= local_day(ledger.now)
    stands = allocation.is_promised and allocation.said_at is None and is_ahead
    return stands and letter.state == LetterState.FAILED


def calls_are_true(ledger: Ledger) -> Iterator[str]:
    """What staff are told has ended has ended, and what they are told stands was no such thing."""
    by_id = {allocation.id: allocation for allocation in ledger.allocations}
    for letter in ledger.letters:
        for facts in letter.facts.get("offers", ()) if letter.kind == "unheard" else ():
            allocation = by_id[facts["allocation"]]
            if facts["ended"] != (allocation.state == AllocationState.UNHEARD):
                yield f"letter {letter.id} tells wrongly of allocation {allocation.id}"


def _letters(ledger: Ledger) -> dict[int, Letter]:
    """By allocation, the letter that told of its promise."""
    return {
        facts["allocation"]: letter
        for letter in ledger.letters
        if letter.kind == "auto_accepted"
        for facts in letter.facts["offers"]
    }


INVARIANTS = (ended_promises_were_never_heard, staff_hear_of_the_unheard, calls_are_true)
