"""Whether letters come in their order, and whether those that matter come at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.audit.ledger import Ledger, grouped
from models.outbox import Letter, LetterState


def letters_keep_their_order(ledger: Ledger) -> Iterator[str]:
    """None is begun while an older one to the same person, begun before it, is still owed.

    Which of two came first can be told from the rows only once both were begun: letters written at
    the same moment have no order. One that failed or waited for quota lets others pass, and is owed
    anew from when it is sent after all. What goes along is in one call, in its order; what goes
    along with an answer is that answer's affair once it is begun.
    """
    for letters in grouped(ledger.letters, lambda letter: letter.member_id).values():
        begun = [(letter.first_tried_at, letter) for letter in letters if letter.first_tried_at]
        before: list[Letter] = []
        for moment, letter in sorted(begun, key=lambda pair: (pair[0], pair[1].id)):
            before = [older for older in before if _is_to_arrive(older, moment)]
            for older in before:
                together = _call(older) == _call(letter)
                if older.id < letter.id and older.owed_at <= moment and not together:
                    yield f"letter {letter.id} was begun while letter {older.id} was owed"
            if letter.answer_id is None:
                before.append(letter)


def _call(letter: Letter) -> int:
    """The letter whose retry key it is sent under."""
    return letter.carrier_id or letter.id


def _is_to_arrive(letter: Letter, moment: datetime) -> bool:
    arrived_later = letter.sent_at is not None and moment < letter.sent_at
    return letter.state in (LetterState.OWED, LetterState.RIDING) or arrived_later


def open_offers_are_told(ledger: Ledger) -> Iterator[str]:
    """Nobody is waited for whose letter will never come."""
    failed = {
        facts["allocation"]: letter.id
        for letter in ledger.letters
        if letter.kind == "offer" and letter.state == LetterState.FAILED
        for facts in letter.facts["offers"]
    }
    for allocation in ledger.allocations:
        if allocation.is_offered and allocation.id in failed:
            yield f"allocation {allocation.id} is offered, letter {failed[allocation.id]} failed"


INVARIANTS = (letters_keep_their_order, open_offers_are_told)
