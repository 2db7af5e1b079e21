"""The post: sends the letters the market owes. LINE takes each once; its retry key sees to that."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot.fate import Fate
from bot.house import House
from bot.letters import render
from bot.logs import told
from bot.turn import Turn
from models.base import needed
from models.calendar import local_day
from models.outbox import Letter, LetterState
from models.people import Member
from models.superseding import give_way
from models.undelivered import end_undelivered

log = structlog.get_logger()


class NotYet(Exception):
    """Some letters met a passing failure and are due again later; args[0] is how many."""


def deliver(house: House) -> None:
    """Send the letters that are due, one turn of them; a bell rings for the rest.

    Raises NotYet when some must be tried again.
    """
    put_off, turn = 0, Turn()
    while (letter := _take(house)) is not None:
        if letter.state == LetterState.OWED:
            put_off += not _send(house, letter)
        if turn.is_over():
            house.bells.ring("jobs.work.deliver")
            break
    if put_off:
        raise NotYet(put_off)


def _take(house: House) -> Letter | None:
    """The next letter that is due, rendered and leased so that nobody else sends it now."""
    now = house.clock()
    with house.sessions.begin() as session:
        due = Letter.due(now).limit(1).with_for_update(skip_locked=True)
        letter = session.scalars(due).first()
        if letter is not None:
            _prepare(session, letter, house)
            end_undelivered(session, letter, now)
    _ring(house, session)
    return letter


def _prepare(session: Session, letter: Letter, house: House) -> None:
    now = house.clock()
    member = session.get_one(Member, letter.member_id)
    if member.blocked_at is not None:
        letter.give_up("the member has blocked the account")
    elif give_way(session, letter):
        log.info("letter superseded", letter=letter.id)
    elif not letter.may_be_tried(now):
        letter.give_up("unsure for a day: it may have arrived, a new try could double it")
    else:
        _write(letter, now)


def _write(letter: Letter, now: datetime) -> None:
    """A letter a bug keeps from being written must not hold up all others."""
    try:
        messages = render(letter.kind, letter.facts, local_day(now))
    except Exception as error:
        letter.give_up(f"cannot be written: {told(error)}")
        log.error("letter cannot be written", letter=letter.id, error=told(error))
    else:
        letter.trying(messages, now)


def _send(house: House, letter: Letter) -> bool:
    """True unless the letter has to be tried again."""
    with house.reading() as session:
        to = session.get_one(Member, letter.member_id).line_user_id
    fate, detail = house.line.push(to, letter.rendered or [], letter.retry_key)
    with house.sessions.begin() as session:
        letter = _lock(session, letter.id)
        settled = _settle(letter, fate, detail, house)
        end_undelivered(session, letter, house.clock())
    _ring(house, session)
    return settled


def _ring(house: House, session: Session) -> None:
    """For what a letter that failed has left to others."""
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(needed(session)))


def _lock(session: Session, letter_id: int) -> Letter:
    return session.get_one(Letter, letter_id, with_for_update=True)


def _settle(letter: Letter, fate: Fate, detail: str, house: House) -> bool:
    """What a sender that slept past its lease learns late must not undo what another has learnt."""
    now = house.clock()
    if letter.state == LetterState.SENT:
        return True
    if fate in (Fate.LATER, Fate.QUOTA, Fate.REFUSED):
        letter.not_taken()
    if fate == Fate.ARRIVED:
        letter.arrived(now)
    elif fate in (Fate.UNSURE, Fate.LATER):
        letter.put_off(detail, now)
    elif fate == Fate.QUOTA:
        letter.wait_for_quota(detail, now)
        log.error("letter waits for quota", letter=letter.id, kind=letter.kind)
    else:
        letter.give_up(detail)
        log.error("letter refused", letter=letter.id, kind=letter.kind, status=detail[:3])
    return letter.state != LetterState.OWED
