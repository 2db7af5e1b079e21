"""Invariant 3, our side of it: a fact that owes a message has exactly one letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.allocation import AllocationState
from models.audit.ledger import Ledger, grouped
from models.order import Order, OrderState
from models.outbox import Letter, LetterState
from models.people import Standing


def offers_are_told_once(ledger: Ledger) -> Iterator[str]:
    """Each allocation stands in one letter to its producer, at the price it keeps: in an offer, or
    in one that says it was accepted as they allow.
    """
    offers, promises = _told(ledger, "offer"), _told(ledger, "auto_accepted")
    for allocation in ledger.allocations:
        owed = [(allocation.lot.member_id, allocation.satang, allocation.offered)]
        told = offers.get(allocation.id, []) + promises.get(allocation.id, [])
        if told != owed:
            yield f"allocation {allocation.id} is told as {told}, not {owed}"


def promises_have_a_word(ledger: Ledger) -> Iterator[str]:
    """What a producer did not say yes to was accepted as they allow, when it was made."""
    promises = _told(ledger, "auto_accepted")
    for allocation in ledger.allocations:
        by_setting = allocation.id in promises and allocation.answered_at == allocation.offered_at
        if allocation.is_promised and allocation.said_at is None and not by_setting:
            yield f"allocation {allocation.id} is {allocation.state}, nobody said so"


def cancellations_are_told_once(ledger: Ledger) -> Iterator[str]:
    """Each allocation its buyer took back stands in one letter to its producer, others in none."""
    told = _told(ledger, "cancelled")
    for allocation in ledger.allocations:
        taken_back = allocation.state == AllocationState.CANCELLED
        owed = [allocation.lot.member_id] if taken_back else []
        if [member for member, *_ in told.get(allocation.id, [])] != owed:
            yield f"allocation {allocation.id} is {allocation.state}, told as cancelled {told}"


def reductions_are_told_once(ledger: Ledger) -> Iterator[str]:
    """What buyers took back of a promise is what letters told its producer."""
    told: Counter[int] = Counter()
    for letter in ledger.letters:
        for facts in letter.facts["offers"] if letter.kind == "reduced" else ():
            told[facts["allocation"]] += facts["less"][0]
    for allocation in ledger.allocations:
        if allocation.reduced != told[allocation.id]:
            yield f"allocation {allocation.id} lost {allocation.reduced}, told {told}"


def silences_are_true(ledger: Ledger) -> Iterator[str]:
    """Whom staff are told to call has let each of these offers lapse."""
    by_id = {allocation.id: allocation for allocation in ledger.allocations}
    for letter in ledger.letters:
        for facts in letter.facts.get("offers", ()) if letter.kind == "silent" else ():
            offer = by_id[facts["allocation"]]
            theirs = offer.lot.member_id == letter.facts["member"]
            if not theirs or offer.state != AllocationState.LAPSED:
                yield f"letter {letter.id} calls allocation {offer.id} unanswered: {offer.state}"


def reminders_are_single(ledger: Ledger) -> Iterator[str]:
    """Of an offer its producer is reminded once at most, and what was reminded is marked so."""
    told = _told(ledger, "reminder")
    for allocation in ledger.allocations:
        members = [member for member, *_ in told.get(allocation.id, [])]
        is_theirs = members in ([], [allocation.lot.member_id])
        if not is_theirs or (members and allocation.reminded_at is None):
            yield f"allocation {allocation.id} was reminded of to {members}"


def _told(ledger: Ledger, kind: str) -> dict[int, list[tuple[int, int, int]]]:
    """By allocation: (member, satang, quantity) of every time a letter of that kind names it."""
    named = [
        (facts["allocation"], (letter.member_id, facts["satang"], facts["amount"][0]))
        for letter in ledger.letters
        if letter.kind == kind
        for facts in letter.facts["offers"]
    ]
    return {key: [told for _, told in some] for key, some in grouped(named, lambda n: n[0]).items()}


def results_are_counted(ledger: Ledger) -> Iterator[str]:
    """An order's result letters are numbered from 1 to its reports; the last says what was told."""
    letters = [letter for letter in ledger.letters if letter.kind == "order_result"]
    by_order = grouped(letters, lambda letter: int(letter.facts["order_id"]))
    for order in ledger.orders:
        results = by_order.get(order.id, [])
        keys = [f"result:{order.id}:{number + 1}" for number in range(order.reports)]
        if [letter.key for letter in results] != keys:
            yield f"order {order.id} counts {order.reports} reports, letters {len(results)}"
        elif results and not (order.told or {}).items() <= _promised_in(results[-1]).items():
            yield f"order {order.id} was told {order.told}, its letter says another thing"


def _promised_in(result: Letter) -> dict[str, int]:
    return {str(line["line"]): line["promised"][0] for line in result.facts["lines"]}


def results_are_true(ledger: Ledger) -> Iterator[str]:
    """Once all have answered, what the buyer was told of each line is what is promised."""
    for order in ledger.orders:
        if order.state == OrderState.CANCELLED or not ledger.is_settled(order):
            continue
        promised = {str(line.id): ledger.promised(line) for line in order.open_lines}
        if promised != {key: _told_of(order, key) for key in promised}:
            yield f"order {order.id} is promised {promised}, told {order.told}"


def _told_of(order: Order, line: str) -> object:
    return None if order.told is None else order.told.get(line)


def letters_are_unique(ledger: Ledger) -> Iterator[str]:
    """No fact has two letters, and no two letters share a retry key."""
    for name in ("key", "retry_key"):
        counts = Counter(getattr(letter, name) for letter in ledger.letters)
        yield from (f"{n} letters share {name} {key}" for key, n in counts.items() if n > 1)


def letters_tell_their_state(ledger: Ledger) -> Iterator[str]:
    """What was tried keeps its rendering; what was sent was tried and has its time."""
    for letter in ledger.letters:
        sent = letter.state == LetterState.SENT
        if sent != (letter.sent_at is not None) or (sent and not letter.tries):
            yield f"letter {letter.id} is {letter.state}, sent at {letter.sent_at}"
        if letter.tries and letter.rendered is None and letter.let_go_at is None:
            yield f"letter {letter.id} was tried without a rendering"


def decisions_are_told_once(ledger: Ledger) -> Iterator[str]:
    """Whom staff approved has one letter that says so; whom they refused has at least one."""
    counts = Counter((letter.kind, letter.member_id) for letter in ledger.letters)
    for member in ledger.members:
        approved, refused = counts["approved", member.id], counts["refused", member.id]
        decided = member.decided_by is not None
        if decided and approved != (member.standing == Standing.APPROVED):
            yield f"member {member.id} is {member.standing}, told approved {approved} times"
        if member.standing == Standing.REFUSED and not refused:
            yield f"member {member.id} is refused and was never told"


INVARIANTS = (
    offers_are_told_once,
    promises_have_a_word,
    cancellations_are_told_once,
    reductions_are_told_once,
    silences_are_true,
    reminders_are_single,
    results_are_counted,
    results_are_true,
    letters_are_unique,
    letters_tell_their_state,
    decisions_are_told_once,
)
