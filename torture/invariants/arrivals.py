"""Everything that was said is heard once; everything that is answered or owed arrives once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.messages import together
from models.inbox import MOST_TRIES, InboxEvent, ReplyState
from models.outbox import Letter, LetterState
from torture.books import Books
from torture.evidence import Call


def every_deed_is_heard(books: Books) -> Iterator[str]:
    """Each event a phone caused is kept, heard, and not set aside for a failure of ours."""
    for deed in books.seen.deeds:
        event = books.events.get(deed.event_id)
        if event is None:
            yield f"{deed.verb} of {deed.user_id} ({deed.event_id}) never reached the inbox"
        elif event.heard_at is None:
            yield f"event {event.id} ({deed.verb}) was never heard"
        elif event.tries >= MOST_TRIES:
            yield f"event {event.id} ({deed.verb}) failed {event.tries} times: {event.error}"


def nothing_is_heard_that_nobody_said(books: Books) -> Iterator[str]:
    """Each event in the inbox was caused by a phone."""
    said = {deed.event_id for deed in books.seen.deeds}
    yield from (f"event {e.id} was said by nobody" for e in books.ledger.events
                if e.event_id not in said)  # fmt: skip


def answers_arrive_once_at_most(books: Books) -> Iterator[str]:
    """LINE accepted one answer to an event at most, by token or by letter, as its state says."""
    carried = {letter.key: letter for letter in books.ledger.letters if letter.kind == "reply"}
    for event in books.ledger.events:
        replies = len(books.seen.replies.get(event.reply_token or "", ()))
        letter = carried.get(f"reply:{event.event_id}")
        pushes = len(books.calls_with(letter)) if letter else 0
        if replies + pushes > 1:
            yield f"event {event.id} was answered {replies} times and {pushes} times by letter"
        if not _was_forgotten(event) and not _tells(event.reply_state, replies):
            yield f"event {event.id} is {event.reply_state}, LINE accepted {replies} replies"


def _tells(state: ReplyState, replies: int) -> bool:
    """Lost says that it may have arrived; every other state says whether it has."""
    if state in (ReplyState.LOST, ReplyState.REPEATED):
        return True
    return replies == (1 if state == ReplyState.SENT else 0)


def answers_say_what_is_kept(books: Books) -> Iterator[str]:
    """What LINE accepted as an answer is what the event's transaction committed."""
    by_token = {event.reply_token: event for event in books.ledger.events if event.reply_token}
    for token, calls in books.seen.replies.items():
        event = by_token.get(token)
        if event is None:
            yield f"LINE accepted a reply to nobody's token (log {calls[0].seq})"
        elif not _was_forgotten(event) and calls[0].messages != event.replies:
            yield f"event {event.id} was answered otherwise than it is kept (log {calls[0].seq})"


def _was_forgotten(event: InboxEvent) -> bool:
    """An unsent message is deleted, and what it was answered with goes along."""
    return event.kind == "message" and "message" not in event.payload


def letters_arrive_once(books: Books) -> Iterator[str]:
    """A letter marked sent was accepted once, by itself or in the call that carried it, any other
    at most once.
    """
    for letter in books.ledger.letters:
        accepted = len(books.calls_with(letter))
        if accepted > 1 or (letter.state == LetterState.SENT and accepted != 1):
            yield f"letter {letter.id} is {letter.state}, LINE accepted it {accepted} times"


def pushes_are_letters(books: Books) -> Iterator[str]:
    """Whatever LINE accepted under a retry key is that letter and those it carried, word for word,
    to their member.
    """
    for key, calls in books.seen.pushes.items():
        letter = books.letters.get(key)
        if letter is None:
            yield f"LINE accepted a push that is no letter (log {calls[0].seq})"
        elif not _carries(books, letter, calls[0]):
            yield f"letter {letter.id} was sent otherwise than it is kept (log {calls[0].seq})"


def _carries(books: Books, letter: Letter, call: Call) -> bool:
    group = [letter, *books.riders.get(letter.id, ())]
    in_order = sorted(group, key=lambda each: each.id)
    kept = together([message for each in in_order for message in each.rendered or ()])
    is_whole = not any(each.let_go_at for each in group)
    return call.to == books.members[letter.member_id] and (not is_whole or call.messages == kept)


def answers_carry_their_letters(books: Books) -> Iterator[str]:
    """A letter that went along with an answer is in it, message for message."""
    events = {event.id: event for event in books.ledger.events}
    for letter in books.ledger.letters:
        if letter.answer_id is None or letter.let_go_at:
            continue
        token = events[letter.answer_id].reply_token or ""
        for call in books.seen.replies.get(token, ()):
            sent = [_plain(message) for message in call.messages]
            if not all(_plain(message) in sent for message in letter.rendered or ()):
                yield f"letter {letter.id} is not in the answer that carried it (log {call.seq})"


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "quickReply"}


def phones_show_each_bubble_once(books: Books) -> Iterator[str]:
    """Each accepted bubble is on its phone once, and nothing is there that was not accepted."""
    for user_id, bubbles in books.seen.phones.items():
        shown = Counter(bubble["id"] for bubble in bubbles)
        calls = [c for c in books.seen.calls if c.is_accepted and c.to == user_id]
        sent = Counter(bubble for call in calls for bubble in call.sent)
        missing = () if user_id in books.seen.blockers else (sent - shown)
        yield from (f"bubble {id} is not on {user_id}'s phone" for id in missing)
        yield from (f"bubble {id} on {user_id}'s phone was not accepted" for id in shown - sent)


def offers_are_pushed_once(books: Books) -> Iterator[str]:
    """No two accepted calls make the same offer, or remind of it: buttons name the allocations."""
    offers: Counter[tuple[str, int]] = Counter()
    for letter in books.ledger.letters:
        if letter.kind in ("offer", "reminder", "auto_accepted"):
            for _ in books.calls_with(letter):
                offers.update((letter.kind, told["allocation"]) for told in letter.facts["offers"])
    yield from (f"allocation {a} is in {n} calls: {kind}" for (kind, a), n in offers.items()
                if n > 1)  # fmt: skip


INVARIANTS = (
    every_deed_is_heard,
    nothing_is_heard_that_nobody_said,
    answers_arrive_once_at_most,
    answers_say_what_is_kept,
    letters_arrive_once,
    pushes_are_letters,
    answers_carry_their_letters,
    phones_show_each_bubble_once,
    offers_are_pushed_once,
)
