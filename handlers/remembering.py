"""What a conversation remembers across an event, and what of it was too old to keep."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot import texts
from bot.memory import Kept, Memory
from bot.messages import Message, text
from handlers.book import BOOK
from models.inbox import InboxEvent, forget_memory
from models.people import Member, Standing


def recall(
    session: Session, member: Member, kept: Kept | None, now: datetime
) -> tuple[Memory, list[Message]]:
    """The memory after the last event heard: from Redis, else the copy kept with that event."""
    memory = kept.after(member.heard_event_id) if kept else None
    if memory is None:
        memory = Memory()
        last = session.get(InboxEvent, member.heard_event_id) if member.heard_event_id else None
        if last is not None and last.memory is not None:
            memory = Memory.from_json(last.memory)
    if not memory.is_stale(now):
        return memory, []
    lost = [t for t in memory.threads if BOOK.conversation(t.name)]
    titles = [BOOK.conversation(t.name).title for t in lost]  # type: ignore[union-attr]
    return Memory(finished=memory.finished, told_of_quota=memory.told_of_quota), [
        text(texts.MEMORY_GONE.format(title=title)) for title in titles
    ]


def remember(session: Session, event: InboxEvent, member: Member, memory: Memory) -> None:
    """Keep with the event what is remembered after it; the copy before it has done its work."""
    event.memory = memory.to_json()
    if member.heard_event_id:
        forget_memory(session, member.heard_event_id)
    member.heard_event_id = event.id
    if member.standing == Standing.GUEST:
        # Without consent nothing is kept of what was said; the answers given so far are in memory,
        # which ends with the conversation.
        event.forget_content()
