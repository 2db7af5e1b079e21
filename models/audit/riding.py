"""Whether letters that go along with something share its fate."""

from __future__ import annotations

from collections.abc import Iterator

from models.audit.ledger import Ledger, grouped
from models.inbox import UNSETTLED, InboxEvent, ReplyState
from models.outbox import Letter, LetterState

ON_THEIR_WAY = (LetterState.OWED, LetterState.QUOTA)


def riders_go_along_with_something(ledger: Ledger) -> Iterator[str]:
    """A letter that rides is in one call only, another letter's or an answer's; none else rides."""
    for letter in ledger.letters:
        links = [link for link in (letter.carrier_id, letter.answer_id) if link is not None]
        if len(links) > 1 or (letter.state == LetterState.RIDING and not links):
            yield f"letter {letter.id} is {letter.state}, goes along with {links}"
        if links and letter.state not in (LetterState.RIDING, LetterState.SENT):
            yield f"letter {letter.id} is {letter.state} and goes along all the same"


def riders_share_their_letters_fate(ledger: Ledger) -> Iterator[str]:
    """Its carrier is the same member's and rides on nothing; it arrives when its carrier does."""
    by_id = {letter.id: letter for letter in ledger.letters}
    for letter in ledger.letters:
        if letter.carrier_id is not None:
            carrier = by_id[letter.carrier_id]
            if not _share(letter, carrier):
                yield f"letter {letter.id} is {letter.state}, letter {carrier.id} {carrier.state}"


def _share(letter: Letter, carrier: Letter) -> bool:
    ours = carrier.member_id == letter.member_id and carrier.state != LetterState.RIDING
    if letter.state == LetterState.RIDING:
        return ours and carrier.state in ON_THEIR_WAY
    return ours and letter.sent_at == carrier.sent_at


def riders_share_their_answers_fate(ledger: Ledger) -> Iterator[str]:
    """The answer went to their member, and is under way as long as they are."""
    events = {event.id: event for event in ledger.events}
    members = {member.id: member.line_user_id for member in ledger.members}
    for letter in ledger.letters:
        if letter.answer_id is None:
            continue
        event = events[letter.answer_id]
        fits = _is_under_way(event) if letter.state == LetterState.RIDING else _has_come(event)
        if not fits or event.sender != members[letter.member_id]:
            yield f"letter {letter.id} is {letter.state}, event {event.id} {event.reply_state}"


def _is_under_way(event: InboxEvent) -> bool:
    return event.reply_state in UNSETTLED and event.own is not None


def _has_come(event: InboxEvent) -> bool:
    """Of an answer to a message that was unsent, nothing is kept."""
    return event.reply_state in (ReplyState.SENT, ReplyState.NONE)


def answers_hold_what_goes_along(ledger: Ledger) -> Iterator[str]:
    """Every message of an answer is its own or of a letter that goes along with it."""
    riders = grouped((r for r in ledger.letters if r.answer_id), lambda letter: letter.answer_id)
    for event in ledger.events:
        if event.let_go_at or event.reply_state not in (*UNSETTLED, ReplyState.SENT):
            continue
        along = riders.get(event.id, [])
        if any(letter.let_go_at for letter in along):
            continue
        count = sum(len(letter.rendered or ()) for letter in along) + len(event.own_replies)
        if count != len(event.replies or ()):
            yield f"event {event.id} has {len(event.replies or ())} replies, {count} accounted for"


INVARIANTS = (
    riders_go_along_with_something,
    riders_share_their_letters_fate,
    riders_share_their_answers_fate,
    answers_hold_what_goes_along,
)
