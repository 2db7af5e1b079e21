"""What an operator's watch sees: is it alive, does it move, what is late."""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.inbox import InboxEvent
from models.outbox import Letter
from models.people import Member
from tests.bot.door import Door, open_door
from tests.valkey import paused

WELL: dict[str, Any] = {
    "database": "ok",
    "redis": "ok",
    "oldest_unheard": None,
    "oldest_unsent": None,
    "late": [],
    "waiting_for_quota": 0,
}


def readyz(door: Door) -> tuple[int, dict[str, Any]]:
    answer = door.app.test_client().get("/readyz")
    report: dict[str, Any] = answer.get_json()
    return answer.status_code, report


def owe(door: Door, number: int) -> None:
    """A letter to somebody."""
    with door.house.sessions.begin() as session:
        member = session.scalars(select(Member.id)).first()
        assert member is not None
        Letter.owe(session, member, "approved", {}, f"test:{number}", door.clock())


def test_a_market_at_rest_is_well(both_doors: Door) -> None:
    assert readyz(both_doors) == (200, WELL)


def test_healthz_answers_without_database_and_redis(redis_url: str) -> None:
    with open_door("sqlite:////nowhere/market.sqlite3", "redis://127.0.0.1:9/0") as door:
        answer = door.app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_without_a_database_it_is_not_ready(redis_url: str) -> None:
    with open_door("sqlite:////nowhere/market.sqlite3", redis_url) as door:
        assert readyz(door) == (503, {"database": "OperationalError", "redis": "ok"})


def test_without_redis_it_is_not_ready_but_looks_at_the_rows(sqlite_url: str) -> None:
    with open_door(sqlite_url, "redis://127.0.0.1:9/0") as door:
        assert readyz(door) == (503, WELL | {"redis": "ConnectionError"})


def test_a_redis_that_hangs_does_not_hold_the_answer(sqlite_url: str, redis_url: str) -> None:
    with open_door(sqlite_url, redis_url) as door, paused(redis_url):
        begun = time.monotonic()
        assert readyz(door) == (503, WELL | {"redis": "TimeoutError"})
        assert time.monotonic() - begun < 1


def test_ages_are_those_of_the_oldest_in_seconds(both_doors: Door) -> None:
    door = both_doors
    assert door.send(door.event()) == 200
    owe(door, 1)
    door.clock.forward(seconds=30)
    assert door.send(door.event()) == 200
    owe(door, 2)
    door.clock.forward(seconds=30)
    assert readyz(door) == (200, WELL | {"oldest_unheard": 60, "oldest_unsent": 60})


def test_what_waits_for_more_than_three_minutes_is_late(door: Door) -> None:
    assert door.send(door.event()) == 200
    door.clock.forward(seconds=180)
    assert readyz(door)[1]["late"] == []
    owe(door, 1)
    door.clock.forward(seconds=1)
    assert readyz(door)[1]["late"] == ["oldest_unheard"]
    door.clock.forward(seconds=180)
    status, report = readyz(door)
    assert (status, report["late"]) == (200, ["oldest_unheard", "oldest_unsent"])


def test_what_was_heard_is_no_longer_late(door: Door) -> None:
    assert door.send(door.event()) == 200
    with door.house.sessions.begin() as session:
        for event in session.scalars(select(InboxEvent)):
            event.heard_at = door.clock()
    door.clock.forward(hours=1)
    assert readyz(door) == (200, WELL)


def test_letters_that_wait_for_quota_are_counted_and_not_late(door: Door) -> None:
    owe(door, 1)
    with door.house.sessions.begin() as session:
        for letter in session.scalars(select(Letter)):
            letter.wait_for_quota("429", door.clock())
    door.clock.forward(hours=1)
    assert readyz(door) == (200, WELL | {"waiting_for_quota": 1})


def test_a_database_of_which_the_tables_are_gone_is_said_to_be_so(
    tmp_path: Path, redis_url: str
) -> None:
    """An operator who forgot to migrate."""
    with open_door(f"sqlite:///{tmp_path / 'new.sqlite3'}", redis_url) as door:
        assert readyz(door)[0] == 503
