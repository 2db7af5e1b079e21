"""Sends announcements: part by part, each once by its retry key, whoever dies in between."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.account import AccountError
from bot.announcements import render
from bot.draining import drain
from bot.fate import Fate
from bot.house import House
from bot.logs import told
from models.allowance import Allowance
from models.announcement import Announcement, AnnouncementPart, AnnouncementState, PartState
from models.announcing import begin, finish, lock, run_out, split, still_there
from models.base import needed
from models.people import Member

log = structlog.get_logger()


def announce(house: House) -> None:
    """Begin the announcements whose time has come and send the parts that are due, one turn of
    them; a bell rings for the rest. Raises NotYet when some must be tried again.
    """
    _begin_due(house)
    drain(house, "jobs.work.announce", _take, _send)


def _begin_due(house: House) -> None:
    with house.reading() as session:
        due = session.scalars(Announcement.due(house.clock())).all()
    for announcement in due:
        try:
            with house.sessions.begin() as session:
                _begin(house, session, announcement.id)
        except Exception as error:  # one that a bug keeps from beginning must not hold up others
            log.error("announcement cannot begin", announcement=announcement.id, error=told(error))
        else:
            _ring(house, session)


def _begin(house: House, session: Session, announcement_id: int) -> None:
    locked, now = lock(session, announcement_id), house.clock()
    if locked is not None and locked.state == AnnouncementState.SCHEDULED:
        content = still_there(session, locked.content)
        begin(session, locked, render(content, house.settings.public_url), now)


def _take(house: House) -> AnnouncementPart | None:
    """The next part that is due, leased so that nobody else sends it now."""
    now = house.clock()
    with house.sessions.begin() as session:
        part = _next(session, now)
        if part is not None:
            _prepare(session, part, house)
    _ring(house, session)
    return part


def _next(session: Session, now: datetime) -> AnnouncementPart | None:
    """Behind its announcement's lock, or two who end the last parts would each wait for the other,
    and who stops it would call stopped what is just being sent."""
    due = AnnouncementPart.due(now).limit(1)
    announcement_id = session.scalar(due.with_only_columns(AnnouncementPart.announcement_id))
    if announcement_id is None:
        return None
    lock(session, announcement_id)
    mine = due.where(AnnouncementPart.announcement_id == announcement_id)
    return session.scalars(mine).first()


def _prepare(session: Session, part: AnnouncementPart, house: House) -> None:
    """A part of what was stopped is not tried again; it may have arrived or certainly has not."""
    now, stopped = house.clock(), part.announcement.state == AnnouncementState.STOPPED
    if stopped or not part.may_be_tried(now):
        part.state = PartState.UNSURE if part.first_tried_at else PartState.STOPPED
        finish(session, part.announcement, now)
    else:
        part.begin_try(now)


def _send(house: House, part: AnnouncementPart) -> bool:
    """True unless the part has to be tried again; one that has come to its end is not."""
    if part.state != PartState.OWED:
        return True
    with house.reading() as session:
        messages = session.get_one(Announcement, part.announcement_id).rendered or []
        people = select(Member.line_user_id).where(Member.id.in_(part.people)).order_by(Member.id)
        to = list(session.scalars(people))
    fate, detail = house.line.multicast(to, messages, part.retry_key)
    with house.sessions.begin() as session:
        lock(session, part.announcement_id)
        part = session.get_one(AnnouncementPart, part.id, with_for_update=True)
        _settle(session, part, fate, detail, house)
    _ring(house, session)
    return part.state != PartState.OWED


def _settle(
    session: Session, part: AnnouncementPart, fate: Fate, detail: str, house: House
) -> None:
    """What a sender that slept past its lease learns late must not undo what another has learnt."""
    now = house.clock()
    if part.state == PartState.SENT:
        return
    if fate in (Fate.QUOTA, Fate.LATER):
        part.not_taken()
    if fate == Fate.ARRIVED:
        part.state, part.sent_at, part.error = PartState.SENT, now, None
    elif fate in (Fate.UNSURE, Fate.LATER):
        part.put_off(detail, now)
    elif fate == Fate.QUOTA:
        run_out(session, part, detail)
        log.error("announcement waits for quota", announcement=part.announcement_id)
    else:
        split(session, part, detail, now)
        log.error("announcement refused", announcement=part.announcement_id, status=detail[:3])
    finish(session, part.announcement, now)


def _ring(house: House, session: Session) -> None:
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(needed(session)))


def read_allowance(house: House) -> None:
    """Ask LINE once an hour what is left of the month's paid messages."""
    with house.reading() as session:
        if not Allowance.is_stale(session, house.clock()):
            return
    try:
        quota = house.account.quota()
    except AccountError as error:
        log.warning("LINE does not tell its quota", status=error.status)
        return
    with house.sessions.begin() as session:
        Allowance.keep(session, quota.limit, quota.used, house.clock())
