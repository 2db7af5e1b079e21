"""A group's summary under trouble: once or not at all, and never at everybody's cost twice."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from bot import line as client
from jobs.failing import failures
from models.calendar import BANGKOK, DIGEST_AT, local_day
from models.database import in_transaction
from models.groupchat import GroupChat
from models.grouppost import GroupPost, PostState, owe_post
from models.people import Member
from tests.trouble.signs import FARMER, KITCHEN, calls, minutes_pass
from tests.world import World

PUSH, KALE = "/message/push", "คะน้า"
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT", (0.5, 0.5))


@pytest.fixture
def chat(world: World) -> str:
    """A linked chat of two that wants the summary; a promise for tomorrow; half past four."""
    members = [world.user(FARMER), world.user(KITCHEN)]
    body = {"name": "วังน้ำวน", "members": members}
    chat_id: str = world.line.door("POST", "/groups", body, status=201)["group"]["chat_id"]
    world.line.door("POST", f"/groups/{chat_id}/bot", status=202)
    for name, words in (
        (FARMER, f"ลงขาย{KALE} 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์"),
        (FARMER, "ยืนยัน"),
        (KITCHEN, f"สั่ง{KALE} 5 กก. พรุ่งนี้"),
        (KITCHEN, "ยืนยัน"),
        (FARMER, "รับ"),
    ):
        world.clock.forward(seconds=1)
        world.says(name, words)
    with world.house.sessions.begin() as session:
        found = GroupChat.known_as(session, chat_id)
        found.link(
            session.scalars(select(Member).where(Member.name == FARMER)).one(), world.clock()
        )
        found.wants_since = world.clock()
    _forward_to_digest(world)
    return chat_id


def _forward_to_digest(world: World) -> None:
    digest = datetime.combine(local_day(world.clock()), DIGEST_AT, BANGKOK)
    ahead = digest - world.clock()
    world.clock.forward(seconds=ahead.total_seconds())
    world.line.clock.ahead_ms += int(ahead / timedelta(milliseconds=1))


def shown(world: World, chat: str) -> list[Json]:
    messages = world.line.door("GET", f"/groups/{chat}")["messages"]
    return [each["message"] for each in messages if each["via"] == "push"]


def post(world: World) -> GroupPost:
    with world.house.reading() as session:
        return session.scalars(select(GroupPost)).one()


def posted(world: World, chat: str) -> list[Json]:
    return [call for call in calls(world, PUSH) if call["request"]["to"] == chat]


def test_it_is_posted_once_and_its_cost_is_known(world: World, chat: str) -> None:
    minutes_pass(world, 3)
    (message,) = shown(world, chat)
    assert KALE in str(message)
    assert (post(world).state, post(world).people) == (PostState.SENT, 2)
    assert posted(world, chat)[0]["paid"] == 2


def test_a_call_that_fails_or_hangs_up_after_acceptance_is_repeated_byte_for_byte(
    world: World, chat: str
) -> None:
    world.line.faults(api_path=PUSH, api_error_next=1, api_drop_after_accept_next=1)
    world.sweep()
    minutes_pass(world, 3)
    assert len(shown(world, chat)) == 1
    assert post(world).state == PostState.SENT
    tried = posted(world, chat)
    assert len(tried) == 3
    assert len({str(call["request"]) for call in tried}) == 1
    assert {call["headers"]["X-Line-Retry-Key"] for call in tried} == {post(world).retry_key}


def test_without_paid_messages_it_is_given_up_for_the_day_after_one_try(
    world: World, chat: str
) -> None:
    world.line.settings(quota_limit=1)
    minutes_pass(world, 3)
    assert (post(world).state, shown(world, chat)) == (PostState.QUOTA, [])
    assert len(posted(world, chat)) == 1


def test_a_chat_that_line_knows_nothing_of_is_given_up(world: World, chat: str) -> None:
    with world.house.sessions.begin() as session:
        GroupChat.known_as(session, chat).line_id = "C" + "0" * 32
    minutes_pass(world, 3)
    assert post(world).state == PostState.FAILED
    assert len(posted(world, "C" + "0" * 32)) == 1
    (line,) = failures(world.house)
    assert line.startswith("group summary 1  of 2026-11-24  failed  400 ")


def test_unlinked_while_line_is_away_it_is_not_posted_after_all(world: World, chat: str) -> None:
    world.line.faults(api_path=PUSH, rate_limited_next=100)
    minutes_pass(world, 1)
    with world.house.sessions.begin() as session:
        GroupChat.known_as(session, chat).unlink()
    world.line.faults(rate_limited_next=0)
    minutes_pass(world, 2)
    assert (post(world).state, shown(world, chat)) == (PostState.STOPPED, [])


def test_what_line_does_not_take_until_night_wakes_nobody(world: World, chat: str) -> None:
    world.line.faults(api_path=PUSH, rate_limited_next=100)
    minutes_pass(world, 1)
    world.line.faults(rate_limited_next=0)
    world.clock.forward(hours=4)
    minutes_pass(world, 1)
    assert (post(world).state, shown(world, chat)) == (PostState.STOPPED, [])


def test_a_market_that_was_away_at_half_past_four_posts_when_it_is_back(
    world: World, chat: str
) -> None:
    world.clock.forward(hours=2)
    minutes_pass(world, 1)
    assert len(shown(world, chat)) == 1


def test_two_sweeps_at_once_decide_once(both_worlds: World) -> None:
    """Two transactions that both see nothing decided: the chat's row keeps one behind the other."""
    world = both_worlds
    with world.house.sessions.begin() as session:
        found = GroupChat.known_as(session, "C" + "2" * 32)
        found.link(
            session.scalars(select(Member).where(Member.name == FARMER)).one(), world.clock()
        )
        found.wants_since, chat_id = world.clock(), found.id
    _forward_to_digest(world)
    barrier, errors = Barrier(4), list[Exception]()

    def decide() -> None:
        barrier.wait()
        try:
            in_transaction(
                world.house.sessions, lambda session: owe_post(session, chat_id, world.clock())
            )
        except Exception as error:
            errors.append(error)

    threads = [Thread(target=decide) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert post(world).state == PostState.NOTHING
