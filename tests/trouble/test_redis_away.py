"""Redis gone or hanging: the webhook stores and answers in time; talk resumes when it is back."""

import time
from collections.abc import Iterator

import pytest
from redis import Redis

from models.outbox import LetterState
from tests.bot.door import Door, open_door
from tests.trouble.signs import FARMER, came, events, letters, minutes_pass, write
from tests.valkey import paused
from tests.world import World

NOBODY = "redis://127.0.0.1:9/0"
# LINE waits two seconds; a webhook that takes half of it has the other half in hand.
IN_TIME = 1.0


@pytest.fixture
def door(sqlite_url: str, redis_url: str) -> Iterator[Door]:
    with open_door(sqlite_url, redis_url) as opened:
        yield opened


def test_a_redis_that_hangs_does_not_hold_the_webhook(door: Door, redis_url: str) -> None:
    """Nor does it when bells of many people are to be rung."""
    assert door.send(door.event()) == 200
    many = [door.event(user=f"U{number:032x}") for number in range(40)]
    with paused(redis_url):
        begun = time.monotonic()
        assert door.send(*many) == 200
        assert time.monotonic() - begun < IN_TIME
    assert len(door.kept()) == 41


def test_a_redis_that_hangs_from_the_start_does_not_hold_the_webhook(
    door: Door, redis_url: str
) -> None:
    with paused(redis_url):
        begun = time.monotonic()
        assert door.send(door.event()) == 200
        assert time.monotonic() - begun < IN_TIME


def test_without_redis_the_webhook_stores_and_answers_at_once(sqlite_url: str) -> None:
    with open_door(sqlite_url, NOBODY) as door:
        begun = time.monotonic()
        assert [door.send(door.event()) for _ in range(5)] == [200] * 5
        assert time.monotonic() - begun < IN_TIME
        assert len(door.kept()) == 5


def test_talk_resumes_when_it_is_back(world: World, redis_url: str) -> None:
    with paused(redis_url):
        world.line.say(world.user(FARMER), "ผักบุ้ง 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์")
        world.line.settle()
    assert [event.heard_at for event in events(world)] == [None]
    minutes_pass(world)
    assert came(world, FARMER).total() == 1
    world.says(FARMER, "ยืนยัน")
    assert all(event.heard_at for event in events(world))


def test_what_was_asked_before_is_still_known_when_redis_lost_everything(world: World) -> None:
    world.says(FARMER, "ผักบุ้ง 20 กก. กก.ละ 30")
    world.house.redis.flushall()
    shown = str(world.says(FARMER, "วันนี้ถึงวันศุกร์"))
    assert "ตรวจก่อนลงขาย" in shown


def test_a_redis_that_was_started_anew_is_found_again(sqlite_url: str, redis_url: str) -> None:
    """Every connection is cut, as when the server was replaced; nobody restarts a process."""
    with open_door(sqlite_url, redis_url) as door:
        assert door.send(door.event()) == 200
        with Redis.from_url(redis_url) as admin:
            admin.flushall()
            admin.client_kill_filter(_type="normal", skipme=True)
        assert door.send(door.event()) == 200
        assert len(door.rung()) == 1


def test_letters_owed_while_redis_was_away_go_out(world: World, redis_url: str) -> None:
    with paused(redis_url):
        write(world, FARMER, "ข่าว")
        world.house.bells.ring("jobs.work.deliver")
    minutes_pass(world)
    assert letters(world)[0].state == LetterState.SENT
    assert came(world, FARMER) == {"push": 1}
