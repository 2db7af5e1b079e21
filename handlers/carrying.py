"""Letters that go along with an answer: a reply is free, a push is not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.boarding import aboard, is_shown_in, written
from bot.messages import Message, together
from models.inbox import InboxEvent
from models.outbox import Letter, newly_owed
from models.riding import board, may_ride


def carry(session: Session, event: InboxEvent, member_id: int, now: datetime) -> None:
    """Let what is owed to *member_id* go along with the answer, as far as five messages hold.

    What waited comes first; what this very transaction wrote follows from what was said, and comes
    after the bot's own words. Offers that the answer shows anyway are not shown twice. To be called
    before the answer's first try, and with no question open: the last message's buttons are the
    only ones shown.
    """
    answer = event.replies or []
    letters = written(session, may_ride(session, member_id, now), now)
    told = [(each, [] if is_shown_in(answer, each) else messages) for each, messages in letters]
    ready = aboard(told, len(answer))
    new = newly_owed(session)
    before = [each for each in ready if each[0].id not in new]
    after = [each for each in ready if each[0].id in new]
    for letter, messages in ready:
        board(letter, messages, now, answer=event.id)
    if ready:
        event.carry(together([*_messages(before), *answer, *_messages(after)]))


def _messages(letters: list[tuple[Letter, list[Message]]]) -> list[Message]:
    return [message for _, messages in letters for message in messages]
