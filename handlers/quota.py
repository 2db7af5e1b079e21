"""Staff hear once that the month's paid messages are used up.

In the reply to whatever they say next, because a reply is free and a push would be refused, too.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import texts
from bot.memory import Memory
from bot.messages import Message, text
from models.outbox import Letter
from models.people import Member

MOST_NAMED = 10


def quota_news(session: Session, member: Member, memory: Memory) -> list[Message]:
    """What waits and for whom, unless *member* knows of some of it already; *memory* notes that."""
    if not member.is_staff:
        return []
    waiting = session.scalars(Letter.waiting_for_quota()).all()
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
