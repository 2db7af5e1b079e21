"""People share bells; each is heard all the same."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

import handlers.taking_turns as taking_turns
from bot.bells import queue, round_of
from bot.house import House
from handlers.listening import Heard, Known, hear_event
from models.database import Sessions
from models.inbox import InboxEvent
from tests.world import World, open_world


@pytest.fixture
def world(market_url: str, redis_url: str) -> Iterator[World]:
    with open_world(market_url, redis_url) as market:
        yield market


def left(made: Sessions) -> int:
    with made() as session:
        return session.scalar(select(func.count()).where(InboxEvent.heard_at.is_(None))) or 0


def type_all(world: World) -> None:
    """Everybody with a phone says hello, some of them twice; no worker looks yet."""
    for user in world.people.values():
        world.line.say(user, "สวัสดี")
        world.line.settle()


def test_a_crowd_costs_no_more_jobs_than_there_are_bells(world: World) -> None:
    type_all(world)
    rounds = {round_of(user) for user in world.people.values()}
    assert queue(world.house.redis).count == len(rounds) < len(world.people)
    world.settle()
    assert left(world.house.sessions) == 0
    assert all(world.news(name) for name in world.people)


def test_who_cannot_be_heard_keeps_nobody_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = world.user("แม่บุญมี")

    def stumbles(house: House, event_id: int, known: Known) -> Heard:
        with house.reading() as session:
            if session.get_one(InboxEvent, event_id).sender == one:
                raise ConnectionError
        return hear_event(house, event_id, known)

    monkeypatch.setattr(taking_turns, "hear_event", stumbles)
    type_all(world)
    world.settle()
    later = queue(world.house.redis).scheduled_job_registry
    assert (left(world.house.sessions), later.count) == (1, 1)
    monkeypatch.undo()
    world.sweep()
    assert left(world.house.sessions) == 0
