"""What a bug in announcing would leave in the database, for test_audit."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from models.announcement import Announcement, AnnouncementState, PartState
from models.announcing import begin, finish, split
from models.outbox import Letter
from tests.models.market import Market

Break = Callable[[Market], None]
EVERYONE = [{"kind": "everyone", "of": ""}]


def begun(market: Market) -> Announcement:
    """One that is under way, in one part."""
    author = market.member("คุณอรุณี").id
    made = Announcement.schedule(
        market.session, author, "news", {"words": "ข่าว"}, EVERYONE, market.now, market.now
    )
    begin(market.session, made, [{"type": "text", "text": "ข่าว"}], market.now)
    return made


def in_two_parts(market: Market) -> None:
    made = begun(market)
    split(market.session, made.parts[0], "400", market.now)
    made.parts[1].people = [*made.parts[1].people, made.parts[2].people[0]]


def left_out_of_the_halves(market: Market) -> None:
    made = begun(market)
    split(market.session, made.parts[0], "400", market.now)
    made.parts[2].people = made.parts[2].people[1:]


def over_with_a_part_to_send(market: Market) -> None:
    made = begun(market)
    made.parts[0].state = PartState.SENT
    finish(market.session, made, market.now)
    made.parts[0].state = PartState.OWED


def withdrawn_with_parts(market: Market) -> None:
    begun(market).state = AnnouncementState.WITHDRAWN


def its_author_forgotten(market: Market) -> None:
    made = begun(market)
    made.parts[0].state = PartState.SENT
    finish(market.session, made, market.now)
    told = select(Letter).where(Letter.key == f"announced:{made.id}")
    letter = market.session.scalars(told).one()
    market.session.delete(letter)


ANNOUNCING_BREAKS: list[tuple[str, Break]] = [
    ("nobody_is_announced_to_twice", in_two_parts),
    ("split_parts_lose_nobody", left_out_of_the_halves),
    ("ended_announcements_have_nothing_left", over_with_a_part_to_send),
    ("ended_announcements_have_nothing_left", withdrawn_with_parts),
    ("authors_are_told_of_the_end", its_author_forgotten),
]
