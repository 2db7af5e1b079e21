"""Whether announcements reach everybody they mean once, and whether their authors are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.announcement import AnnouncementState, PartState
from models.audit.ledger import Ledger

OVER = (AnnouncementState.DONE, AnnouncementState.STOPPED)
UNBEGUN = (AnnouncementState.SCHEDULED, AnnouncementState.WITHDRAWN)


def nobody_is_announced_to_twice(ledger: Ledger) -> Iterator[str]:
    """A person stands in one part of an announcement; a part that was split counts no more."""
    for announcement in ledger.announcements:
        people = Counter(
            member
            for part in announcement.parts
            if part.state != PartState.SPLIT
            for member in part.people
        )
        twice = sorted(member for member, times in people.items() if times > 1)
        if twice:
            yield f"announcement {announcement.id} has members {twice} in several parts"


def split_parts_lose_nobody(ledger: Ledger) -> Iterator[str]:
    """Whoever stood in a part that was split stands in a smaller one."""
    for announcement in ledger.announcements:
        parts = {state: set[int]() for state in (True, False)}
        for part in announcement.parts:
            parts[part.state == PartState.SPLIT].update(part.people)
        if lost := sorted(parts[True] - parts[False]):
            yield f"announcement {announcement.id} lost members {lost} when it was split"


def ended_announcements_have_nothing_left(ledger: Ledger) -> Iterator[str]:
    """What is over has no part that is still to be sent; what has not begun has no part at all."""
    for announcement in ledger.announcements:
        left = {part.state for part in announcement.parts} & {PartState.OWED, PartState.QUOTA}
        is_over = announcement.state in OVER and announcement.ended_at is not None
        if (is_over and left) or (announcement.state in UNBEGUN and announcement.parts):
            yield f"announcement {announcement.id} is {announcement.state} with parts {left}"


def authors_are_told_of_the_end(ledger: Ledger) -> Iterator[str]:
    """An announcement that was begun and is over has one letter to its author that says so."""
    keys = {letter.key for letter in ledger.letters}
    for announcement in ledger.announcements:
        is_over = announcement.state in OVER and announcement.ended_at is not None
        if is_over and f"announced:{announcement.id}" not in keys:
            yield f"announcement {announcement.id} is over, and its author was not told"


INVARIANTS = (
    nobody_is_announced_to_twice,
    split_parts_lose_nobody,
    ended_announcements_have_nothing_left,
    authors_are_told_of_the_end,
)
