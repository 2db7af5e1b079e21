"""Everything that was said is heard once; everything that is answered or owed arrives once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
        pushes = len(books.seen.pushes.get(letter.retry_key, ())) if letter else 0
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
    """A letter marked sent was accepted once under its retry key, any other at most once."""
    for letter in books.ledger.letters:
        accepted = len(books.seen.pushes.get(letter.retry_key, ()))
        if accepted > 1 or (letter.state == LetterState.SENT and accepted != 1):
            yield f"letter {letter.id} is {letter.state}, LINE accepted it {accepted} times"


def pushes_are_letters(books: Books) -> Iterator[str]:
    """Whatever LINE accepted under a retry key is that letter, word for word, to its member."""
    for key, calls in books.seen.pushes.items():
        letter = books.letters.get(key)
        if letter is None:
            yield f"LINE accepted a push that is no letter (log {calls[0].seq})"
        elif not _carries(books, letter, calls[0]):
            yield f"letter {letter.id} was sent otherwise than it is kept (log {calls[0].seq})"


def _carries(books: Books, letter: Letter, call: Call) -> bool:
    to = books.members[letter.member_id]
    return call.to == to and (letter.let_go_at is not None or call.messages == letter.rendered)


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
    """No two accepted pushes make the same offer, or remind of it: buttons name the allocations."""
    offers: Counter[tuple[str, int]] = Counter()
    for key in books.seen.pushes:
        letter = books.letters.get(key)
        if letter is not None and letter.kind in ("offer", "reminder", "auto_accepted"):
            offers.update((letter.kind, offer["allocation"]) for offer in letter.facts["offers"])
    yield from (f"allocation {a} is in {n} pushes: {kind}" for (kind, a), n in offers.items()
                if n > 1)  # fmt: skip


INVARIANTS = (
    every_deed_is_heard,
    nothing_is_heard_that_nobody_said,
    answers_arrive_once_at_most,
    answers_say_what_is_kept,
    letters_arrive_once,
    pushes_are_letters,
    phones_show_each_bubble_once,
    offers_are_pushed_once,
)
