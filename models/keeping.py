"""How long words are kept: what people said and were told is let go when it has done its work.

Facts (lots, orders, allocations) stay; of a message only that it came and was answered.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Index, Select, case, exists, func, select
from sqlalchemy.orm import Session

from models.announcement import Announcement, AnnouncementState
from models.calendar import local_day
from models.grouppost import GroupPost
from models.helpcall import HelpCall
from models.inbox import UNSETTLED, InboxEvent
from models.lot import Lot, LotState
from models.newword import NewWord
from models.outbox import Letter, LetterState
from models.people import Member, Standing
from models.photo import Photo
from models.unread import UnreadSentence

# Long enough to look into a complaint about last month's delivery.
KEPT = timedelta(days=35)
# Who has not joined has agreed to nothing; a day is what their unfinished form is remembered.
KEPT_OF_GUESTS = timedelta(days=1)
# Masked, and counted from when it was last said: a season is what improving the reader takes.
KEPT_UNREAD = timedelta(days=90)
# A picture nobody posted goods with: longer than the conversation it was sent in is remembered.
KEPT_UNPOSTED = timedelta(days=2)
# Counted from the goods' last day, for whoever looks back at what was on offer; withdrawn goods are
# on offer no more.
KEPT_SHOWN = timedelta(days=7)
MOST_AT_ONCE = 500

# What is let go of stays as a row for ever: only what is not is looked at every minute.
EVENTS_KEPT = InboxEvent.let_go_at.is_(None)
LETTERS_KEPT = Letter.let_go_at.is_(None)
Index("ix_inbox_kept", InboxEvent.heard_at, sqlite_where=EVENTS_KEPT, postgresql_where=EVENTS_KEPT)
Index("ix_letters_kept", Letter.owed_at, sqlite_where=LETTERS_KEPT, postgresql_where=LETTERS_KEPT)


def let_go(session: Session, now: datetime) -> int:
    """Blank the content of old, settled events and letters, and of pictures that show nothing on
    offer any more; how many there were this time.
    """
    events = _let_go_of_events(session, now)
    letters = session.scalars(old_letters(now)).all()
    for letter in letters:
        letter.let_go(now)
    photos = session.scalars(_old_photos(now)).all()
    for photo in photos:
        photo.forget("no longer on offer")
    HelpCall.let_go(session, now - KEPT)
    GroupPost.let_go(session, now - KEPT)
    UnreadSentence.let_go(session, now - KEPT_UNREAD)
    NewWord.let_go(session, now - KEPT_UNREAD)
    return events + len(letters) + len(photos)


def _let_go_of_events(session: Session, now: datetime) -> int:
    found = 0
    for query in (old_events(now), old_events_of_guests(now)):
        for event in session.scalars(query).all():
            event.let_go(now)
            found += 1
    return found


def old_events(now: datetime) -> Select[InboxEvent]:
    return _heard_before(now - KEPT)


def old_events_of_guests(now: datetime) -> Select[InboxEvent]:
    guests = select(Member.line_user_id).where(Member.standing == Standing.GUEST)
    return _heard_before(now - KEPT_OF_GUESTS).where(InboxEvent.sender.in_(guests))


def _heard_before(then: datetime) -> Select[InboxEvent]:
    settled = InboxEvent.reply_state.not_in(UNSETTLED)
    kept = select(InboxEvent).where(EVENTS_KEPT, settled)
    old = kept.where(InboxEvent.heard_at < then)
    return old.order_by(InboxEvent.heard_at, InboxEvent.id).limit(MOST_AT_ONCE)


def old_letters(now: datetime) -> Select[Letter]:
    """What was sent was owed before: the index knows when that was."""
    done = Letter.state.not_in((LetterState.OWED, LetterState.RIDING))
    sent = func.coalesce(Letter.sent_at, Letter.owed_at) < now - KEPT
    kept = select(Letter).where(LETTERS_KEPT, done, Letter.owed_at < now - KEPT, sent)
    return kept.order_by(Letter.owed_at, Letter.id).limit(MOST_AT_ONCE)


def _old_photos(now: datetime) -> Select[Photo]:
    first = local_day(now) - KEPT_SHOWN
    shows = (Lot.photo_id == Photo.id, Lot.state == LotState.OPEN, Lot.available_until >= first)
    kept = case((Photo.wants_whole, now - KEPT), else_=now - KEPT_UNPOSTED)
    announces = (
        Announcement.content["picture"].as_string() == Photo.token,
        Announcement.state != AnnouncementState.WITHDRAWN,
        func.coalesce(Announcement.begun_at, now) >= now - KEPT,
    )
    old = (Photo.asked_at < kept, ~exists().where(*shows), ~exists().where(*announces))
    return select(Photo).where(Photo.error.is_(None), *old).limit(MOST_AT_ONCE)
