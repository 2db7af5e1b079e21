"""The post: sends the letters the market owes. LINE takes each once; its retry key sees to that.

A call costs one paid message however many letters are in it, so whatever else waits for the member
goes along.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.boarding import aboard, written
from bot.draining import drain
from bot.house import House
from bot.messages import Message, together
from bot.outcome import settle
from models.base import needed
from models.database import in_transaction
from models.outbox import Letter
from models.owed import due
from models.people import Member
from models.riding import board, carried, company, let_go_on_in_doubt
from models.superseding import give_way
from models.undelivered import end_undelivered


@dataclass(frozen=True, slots=True)
class Push:
    """One call to make. messages: none when the letter has come to its end without it."""

    letter_id: int
    to: str
    retry_key: str
    messages: list[Message] = field(default_factory=list)


def deliver(house: House) -> None:
    """Send the letters that are due, one turn of them; a bell rings for the rest.

    Raises NotYet when some must be tried again.
    """
    drain(house, "jobs.work.deliver", _take, _send)


def _take(house: House) -> Push | None:
    """The next call, written and leased so that nobody else makes it now."""
    push, works = in_transaction(house.sessions, lambda session: _next(session, house.clock()))
    _ring(house, works)
    return push


def _next(session: Session, now: datetime) -> tuple[Push | None, set[str]]:
    letter = session.scalars(due(now).limit(1).with_for_update(skip_locked=True)).first()
    push = _prepare(session, letter, now) if letter is not None else None
    return push, needed(session)


def _prepare(session: Session, letter: Letter, now: datetime) -> Push:
    member, group = session.get_one(Member, letter.member_id), company(session, letter, now)
    messages: list[Message] = []
    if member.blocked_at is not None:
        _give_up(session, group, "the member has blocked the account", now)
    elif letter.first_tried_at is None:
        messages = _begin(session, letter, group, now)
    elif give_way(session, letter):  # staff sent it anew, and a newer one has arrived since
        let_go_on_in_doubt([each for each in group if each is not letter], now)
    elif not letter.may_be_tried(now):
        why = "unsure for a day: it may have arrived, a new try could double it"
        _give_up(session, group, why, now)
    else:
        letter.trying([], now)
        messages = together([m for each in group for m in each.rendered or ()])
    return Push(letter.id, member.line_user_id, letter.retry_key, messages)


def _begin(
    session: Session, letter: Letter, group: Sequence[Letter], now: datetime
) -> list[Message]:
    """Write the letter and whoever finds room beside it; nothing when it has lost its point."""
    ready = written(session, group, now)
    mine = next((each for each in ready if each[0] is letter), None)
    if mine is None:
        return []
    others = aboard([each for each in ready if each is not mine], len(mine[1]))
    letter.trying(mine[1], now)
    for other, messages in others:
        board(other, messages, now, carrier=letter.id)
    in_order = sorted([mine, *others], key=lambda each: each[0].id)
    return together([message for _, messages in in_order for message in messages])


def _give_up(session: Session, group: Sequence[Letter], why: str, now: datetime) -> None:
    for letter in group:
        letter.give_up(why)
        end_undelivered(session, letter, now)


def _send(house: House, push: Push) -> bool:
    """True unless it has to be tried again; a letter that has come to its end is not."""
    if not push.messages:
        return True
    fate, detail = house.line.push(push.to, push.messages, push.retry_key)
    with house.sessions.begin() as session:
        group = carried(session, push.letter_id)
        settled = settle(push.letter_id, group, fate, detail, house.clock())
        for letter in group:
            end_undelivered(session, letter, house.clock())
    _ring(house, needed(session))
    return settled


def _ring(house: House, works: Collection[str]) -> None:
    """For what a letter that failed has left to others."""
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(works))
