"""Hundreds of messages a second from one person: all kept, one kind answer, nobody else waits."""

from collections import Counter
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import select

from bot import texts
from bot.pace import MOST_MESSAGES, QUIET_MS, WINDOW_MS, Pace, Saying, Speed
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot
from models.people import Member
from tests.bot.door import Door
from tests.valkey import paused
from tests.world import World

FAST, OTHER = "แม่บุญมี", "ป้าสมร"
START = 1_764_000_000_000


@pytest.fixture
def pace(redis_url: str) -> Pace:
    return Pace(Redis.from_url(redis_url))


def speed(pace: Pace, sender: str, event_id: int, at: int) -> Speed:
    return pace.of([Saying(event_id, sender, at)])[0]


def burst(pace: Pace, number: int, start: int, first_id: int = 1) -> list[Speed]:
    """That many messages, one each millisecond."""
    return [speed(pace, "U1", first_id + n, start + n) for n in range(number)]


def test_a_burst_is_too_fast_once_and_then_still_too_fast(pace: Pace) -> None:
    speeds = burst(pace, MOST_MESSAGES + 200, START)
    assert speeds[:MOST_MESSAGES] == [Speed.FINE] * MOST_MESSAGES
    assert speeds[MOST_MESSAGES] == Speed.TOO_FAST
    assert set(speeds[MOST_MESSAGES + 1 :]) == {Speed.STILL_TOO_FAST}


def test_fifty_pictures_at_once_are_fine(pace: Pace) -> None:
    assert set(burst(pace, 50, START)) == {Speed.FINE}


def test_a_burst_longer_than_a_window_is_told_once(pace: Pace) -> None:
    speeds = [speed(pace, "U1", n, START + n * 50) for n in range(3 * WINDOW_MS // 50)]
    assert Counter(speeds)[Speed.TOO_FAST] == 1


def test_somebody_who_types_quickly_all_day_is_never_too_fast(pace: Pace) -> None:
    speeds = [speed(pace, "U1", n, START + n * 1000) for n in range(500)]
    assert set(speeds) == {Speed.FINE}


def test_after_a_pause_it_is_fine_again(pace: Pace) -> None:
    end = START + len(burst(pace, MOST_MESSAGES + 10, START))
    assert speed(pace, "U1", 1000, end + QUIET_MS - 2) == Speed.STILL_TOO_FAST
    assert speed(pace, "U1", 1001, end + 2 * QUIET_MS) == Speed.FINE


def test_a_second_burst_is_told_again(pace: Pace) -> None:
    burst(pace, MOST_MESSAGES + 10, START)
    again = burst(pace, MOST_MESSAGES + 10, START + 10 * WINDOW_MS, first_id=1000)
    assert Counter(again)[Speed.TOO_FAST] == 1


def test_a_backlog_of_hours_is_no_burst(pace: Pace) -> None:
    """They are heard within a second, but nobody wrote them in one."""
    speeds = [speed(pace, "U1", n, START + n * WINDOW_MS) for n in range(5 * MOST_MESSAGES)]
    assert set(speeds) == {Speed.FINE}


def test_an_event_that_is_heard_again_after_a_crash_is_told_again(pace: Pace) -> None:
    speeds = burst(pace, MOST_MESSAGES + 1, START)
    assert speeds[-1] == Speed.TOO_FAST
    assert speed(pace, "U1", MOST_MESSAGES + 1, START + MOST_MESSAGES) == Speed.TOO_FAST


def test_a_message_that_is_tried_again_and_again_is_one(pace: Pace) -> None:
    """The database may have been full for an hour."""
    assert {speed(pace, "U1", 1, START) for _ in range(2 * MOST_MESSAGES)} == {Speed.FINE}


def test_one_persons_burst_is_not_anothers(pace: Pace) -> None:
    burst(pace, MOST_MESSAGES + 10, START)
    assert speed(pace, "U2", 1, START) == Speed.FINE


def test_what_is_counted_is_forgotten_by_itself(pace: Pace, redis_url: str) -> None:
    burst(pace, MOST_MESSAGES + 10, START)
    with Redis.from_url(redis_url) as redis:
        lives = [redis.ttl(key) for key in redis.scan_iter()]
    assert len(lives) == 2
    assert all(0 < life <= 300 for life in lives)


def test_without_redis_nobody_is_too_fast() -> None:
    assert speed(Pace(Redis(port=9)), "U1", 1, START) == Speed.FINE


def test_a_burst_is_kept_answered_kindly_once_and_delays_nobody(world: World) -> None:
    door, number = Door(world.app, world.clock), MOST_MESSAGES + 240
    fast, other = world.user(FAST), world.user(OTHER)
    for start in range(0, number, 100):
        assert door.send(*(_typed(door, fast) for _ in range(min(100, number - start)))) == 200
    assert door.send(_typed(door, other)) == 200
    turns = 0
    while not _heard(world, other):
        world.work_once()
        turns += 1
    assert turns <= 2, "the other waits for one turn, not for the whole burst"
    world.settle()
    answers = Counter(_said(event) for event in _events(world, fast))
    assert sum(answers.values()) == number
    assert answers[texts.TOO_FAST] == 1
    assert answers[None] == number - MOST_MESSAGES - 1
    assert all(event.payload["message"]["text"] for event in _events(world, fast))


def test_what_must_happen_happens_in_a_burst_too(world: World) -> None:
    """To take a message back is a right, and blocking is no message."""
    door, fast = Door(world.app, world.clock), world.user(FAST)
    events = [_typed(door, fast) for _ in range(MOST_MESSAGES + 5)]
    last = events[-1]["message"]["id"]
    events.append(door.event("unsend", fast, unsend={"messageId": last}, replyToken=None))
    events.append(door.event("unfollow", fast, replyToken=None))
    assert door.send(*events) == 200
    world.settle()
    kept = _events(world, fast)
    assert "message" not in kept[MOST_MESSAGES + 4].payload
    assert kept[-1].heard_at is not None
    with world.house.reading() as session:
        assert Member.known_as(session, fast).blocked_at is not None


def test_too_fast_commits_nobody_to_anything(world: World) -> None:
    """A yes in a flood is no yes."""
    door, fast = Door(world.app, world.clock), world.user(FAST)
    world.says(FAST, "ผักบุ้ง 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์")
    events = [_typed(door, fast, "สวัสดี") for _ in range(MOST_MESSAGES)]
    assert door.send(*events, _typed(door, fast, "ยืนยัน")) == 200
    world.settle()
    with world.house.reading() as session:
        assert session.scalars(select(Lot)).all() == []
    assert _said(_events(world, fast)[-1]) == texts.TOO_FAST


def test_a_hanging_redis_holds_the_counter_for_no_longer_than_the_bell(
    door: Door, redis_url: str
) -> None:
    with paused(redis_url):
        assert speed(door.house.pace, "U1", 1, START) == Speed.FINE


def _typed(door: Door, user: str, words: str = "สวัสดี") -> dict[str, Any]:
    event = door.event(user=user)
    event["message"]["text"] = words
    return event


def _events(world: World, user: str) -> list[InboxEvent]:
    with world.house.reading() as session:
        found = select(InboxEvent).where(InboxEvent.sender == user).order_by(InboxEvent.id)
        return list(session.scalars(found))


def _heard(world: World, user: str) -> bool:
    return all(event.heard_at for event in _events(world, user))


def _said(event: InboxEvent) -> str | None:
    """The bubble it was answered with; None for silence."""
    if event.reply_state == ReplyState.NONE:
        return None
    return str((event.replies or [{}])[-1].get("text"))
