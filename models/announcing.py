"""An announcement's life: begun, sent part by part, paused, stopped, withdrawn, reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.announcement import (
    MOST_IN_A_PART,
    Announcement,
    AnnouncementPart,
    AnnouncementState,
    PartState,
)
from models.audience import reach_of
from models.base import needs
from models.outbox import Letter
from models.photo import Photo

Item = TypeVar("Item")


def begin(session: Session, announcement: Announcement, messages: list[Any], now: datetime) -> None:
    """Fix what is said and to whom: from here on nobody is added and nobody is left out.

    messages: none when nothing is left of what it says; then nobody hears it.
    """
    reached = reach_of(session, announcement)
    announcement.rendered, announcement.begun_at = messages, now
    announcement.unwilling, announcement.blocked = len(reached.unwilling), len(reached.blocked)
    announcement.state = AnnouncementState.SENDING
    for people in _batches(reached.people, MOST_IN_A_PART):
        AnnouncementPart.add(session, announcement, people, now)
    if not messages:
        for part in announcement.parts:
            part.state, part.error = PartState.FAILED, "nothing is left of what it says"
    finish(session, announcement, now)


def still_there(session: Session, content: dict[str, Any]) -> dict[str, Any]:
    """*content* without a picture that was taken back or cannot be had."""
    gone = select(Photo.id).where(Photo.token == content.get("picture"), Photo.error.is_not(None))
    if session.scalar(gone) is None:
        return content
    return {key: value for key, value in content.items() if key != "picture"}


def _batches(items: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), most):
        yield items[start : start + most]


def lock(session: Session, announcement_id: int) -> Announcement | None:
    """The announcement, read anew and locked before any of its parts; None when there is none."""
    found = select(Announcement).where(Announcement.id == announcement_id).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).first()


def withdraw(announcement: Announcement, now: datetime) -> bool:
    """Take back what has not begun; False when it has, or was taken back before."""
    if announcement.state != AnnouncementState.SCHEDULED:
        return False
    announcement.state, announcement.ended_at = AnnouncementState.WITHDRAWN, now
    return True


def stop(session: Session, announcement: Announcement, now: datetime) -> bool:
    """Begin no further part; what is on its way is not called back. False unless under way."""
    if not announcement.is_under_way:
        return False
    announcement.state = AnnouncementState.STOPPED
    for part in announcement.parts:
        if part.state == PartState.QUOTA or _is_untouched(part):
            part.state = PartState.STOPPED
    finish(session, announcement, now)
    return True


def send_on(session: Session, announcement: Announcement, now: datetime) -> bool:
    """Staff's word that there are paid messages again; False unless it waits for them."""
    if announcement.state != AnnouncementState.PAUSED:
        return False
    announcement.state = AnnouncementState.SENDING
    for part in announcement.parts:
        if part.state == PartState.QUOTA:
            part.state, part.try_at = PartState.OWED, now
    needs(session, "announce")
    return True


def _is_untouched(part: AnnouncementPart) -> bool:
    return part.state == PartState.OWED and part.first_tried_at is None


def run_out(session: Session, part: AnnouncementPart, error: str) -> None:
    """LINE says that the month's paid messages are used up: the others need not be tried.

    What was stopped meanwhile waits for none.
    """
    part.error, waits = error, part.announcement.is_under_way
    for other in part.announcement.parts:
        if other is part or _is_untouched(other):
            other.state = PartState.QUOTA if waits else PartState.STOPPED


def split(session: Session, part: AnnouncementPart, error: str, now: datetime) -> None:
    """LINE refuses the part for good: find whom it is about, so that the others still hear."""
    part.error = error
    if len(part.people) == 1:
        part.state = PartState.FAILED
        return
    part.state = PartState.SPLIT
    half = len(part.people) // 2
    for people in (part.people[:half], part.people[half:]):
        AnnouncementPart.add(session, part.announcement, people, now)
    needs(session, "announce")


def finish(session: Session, announcement: Announcement, now: datetime) -> None:
    """When nothing is left to be tried, say so, and report to its author once."""
    if announcement.ended_at is not None or PartState.OWED in counts(announcement):
        return
    if announcement.state == AnnouncementState.SENDING:
        unpaid = PartState.QUOTA in counts(announcement)
        announcement.state = AnnouncementState.PAUSED if unpaid else AnnouncementState.DONE
    if announcement.state == AnnouncementState.PAUSED:
        # Each time it pauses is told, whether anybody heard it since the last time or not.
        tries = sum(part.tries for part in announcement.parts)
        key = f"announced:{announcement.id}:{tries}"
    else:
        announcement.ended_at = now
        key = f"announced:{announcement.id}"
    Letter.owe(session, announcement.author_id, "announced", progress(announcement), key, now)


def counts(announcement: Announcement) -> Counter[PartState]:
    """People by what became of their part."""
    found = Counter[PartState]()
    for part in announcement.parts:
        if part.state != PartState.SPLIT:
            found[part.state] += len(part.people)
    return found


def progress(announcement: Announcement) -> dict[str, Any]:
    """How far it has come, in people."""
    found = counts(announcement)
    return {
        "announcement": announcement.id,
        "content": announcement.content,
        "state": announcement.state,
        "people": found.total(),
        "unwilling": announcement.unwilling,
        "blocked": announcement.blocked,
        **{state: found[state] for state in PartState if state != PartState.SPLIT},
    }
