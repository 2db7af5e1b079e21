"""What staff hear once: the month's paid messages are used up, something failed for good, words to
decide on.

In the reply to whatever they say next, because a reply is free and a push would be refused, too.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import texts
from bot.memory import Memory
from bot.messages import Message, text
from models.inbox import InboxEvent
from models.newword import NewWord
from models.outbox import Letter
from models.owed import unnoticed, waiting_for_quota
from models.people import Member

MOST_NAMED = 10


def staff_news(session: Session, member: Member, memory: Memory, now: datetime) -> list[Message]:
    """What *member* must know, in front of an answer; rows and *memory* note that it was told."""
    if not member.is_staff:
        return []
    return [*_quota_news(session, memory), *_failures(session, now), *_new_words(session, now)]


def _new_words(session: Session, now: datetime) -> list[Message]:
    """That there are some to decide on, each told once."""
    words = session.scalars(NewWord.unnoticed().with_for_update()).all()
    for word in words:
        word.noticed_at = now
    return [text(texts.NEW_WORDS_WAIT.format(count=len(words)))] if words else []


def _failures(session: Session, now: datetime) -> list[Message]:
    """Letters that never arrived and events that were set aside, each told once."""
    letters = session.scalars(unnoticed().limit(MOST_NAMED).with_for_update()).all()
    events = session.scalars(InboxEvent.unnoticed().limit(MOST_NAMED).with_for_update()).all()
    found: list[Letter | InboxEvent] = [*letters]
    rows = [*found, *events][:MOST_NAMED]
    for row in rows:
        row.noticed_at = now
    what = dict.fromkeys(_failure(session, row) for row in rows)
    return [text(texts.FAILED.format(count=len(rows), what="\n".join(what)))] if rows else []


def _failure(session: Session, row: Letter | InboxEvent) -> str:
    if isinstance(row, Letter):
        words, whose = texts.FAILED_LETTER, Member.id == row.member_id
    else:
        words, whose = texts.FAILED_EVENT, Member.line_user_id == row.sender
    member = session.scalar(select(Member).where(whose))
    name, phone = (member.name, member.phone) if member else (None, None)
    return words.format(name=name or "-", phone=phone or "-")


def _quota_news(session: Session, memory: Memory) -> list[Message]:
    """What waits and for whom, unless they know of some of it already; *memory* notes that."""
    waiting = session.scalars(waiting_for_quota()).all()
    if not waiting or waiting[0].id <= memory.told_of_quota:
        return []
    memory.told_of_quota = waiting[-1].id
    people = _people(session, {letter.member_id for letter in waiting})
    return [text(texts.QUOTA_USED_UP.format(count=len(waiting), people=people))]


def _people(session: Session, ids: set[int]) -> str:
    members = session.scalars(select(Member).where(Member.id.in_(ids)).order_by(Member.id)).all()
    lines = [
        texts.QUOTA_PERSON.format(name=member.name or "-", phone=member.phone or "").rstrip()
        for member in members[:MOST_NAMED]
    ]
    if len(members) > MOST_NAMED:
        lines.append(texts.QUOTA_MORE.format(count=len(members) - MOST_NAMED))
    return "\n".join(lines)
