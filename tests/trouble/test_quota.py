"""The month's paid messages are used up: letters wait, staff hear of it once, members in chat."""

from datetime import UTC, datetime

import pytest

from bot import texts
from jobs.warning import KEY
from models.calendar import next_quota
from models.outbox import LetterState
from tests.journeys.screen import words
from tests.trouble.signs import FARMER, KITCHEN, STAFF, came, letters, minutes_pass, write
from tests.world import World

SENTENCE = texts.QUOTA_USED_UP.split("{")[0]


@pytest.fixture
def used_up(world: World) -> World:
    """Two letters that LINE refused for want of messages."""
    world.line.faults(quota_exhausted=True)
    write(world, FARMER, "ข่าว", "first")
    write(world, KITCHEN, "ข่าว", "second")
    world.sweep()
    return world


def heard(world: World, name: str, said: str = "สวัสดี") -> int:
    """How often an answer tells of the quota."""
    return sum(SENTENCE in words(message["message"]) for message in world.says(name, said))


def states(world: World) -> set[LetterState]:
    return {letter.state for letter in letters(world)}


def test_letters_wait_and_are_not_tried_again(used_up: World) -> None:
    assert states(used_up) == {LetterState.QUOTA}
    minutes_pass(used_up, 10)
    assert [letter.tries for letter in letters(used_up)] == [1, 1]


def test_staff_hear_of_it_once_in_the_answer_to_what_they_say_next(used_up: World) -> None:
    (first, *_) = used_up.says(STAFF, "รออนุมัติ")
    said = words(first["message"])
    assert first["via"] == "reply"
    assert "2 ฉบับ" in said
    assert f"• {FARMER} 0" in said
    assert heard(used_up, STAFF) == 0


def test_once_is_once_however_long_it_lasts(used_up: World) -> None:
    assert heard(used_up, STAFF) == 1
    write(used_up, FARMER, "อีกข่าว", "third")
    used_up.clock.forward(hours=30)
    used_up.sweep()
    assert [letter.state for letter in letters(used_up)] == [LetterState.QUOTA] * 3
    assert heard(used_up, STAFF) == 0


def test_a_lost_memory_in_redis_does_not_tell_it_twice(used_up: World) -> None:
    assert heard(used_up, STAFF) == 1
    used_up.house.redis.flushall()
    assert heard(used_up, STAFF) == 0


def test_the_next_time_it_is_used_up_they_hear_of_it_again(used_up: World) -> None:
    assert heard(used_up, STAFF) == 1
    used_up.line.faults(quota_exhausted=False)
    with used_up.app.app_context():
        assert used_up.app.test_cli_runner().invoke(args=["letters", "--quota"]).exit_code == 0
    used_up.settle()
    assert states(used_up) == {LetterState.SENT}
    used_up.line.faults(quota_exhausted=True)
    write(used_up, FARMER, "อีกข่าว", "third")
    used_up.sweep()
    assert heard(used_up, STAFF) == 1


def test_members_do_not_hear_of_it_and_are_answered_as_ever(used_up: World) -> None:
    assert heard(used_up, FARMER) == 0
    assert heard(used_up, KITCHEN) == 0


def test_no_push_is_spent_on_saying_that_no_push_is_left(used_up: World) -> None:
    used_up.says(STAFF, "สวัสดี")
    minutes_pass(used_up, 3)
    assert len(letters(used_up)) == 2


def test_health_counts_them(used_up: World) -> None:
    report = used_up.app.test_client().get("/readyz").get_json()
    assert report["waiting_for_quota"] == 2
    assert report["late"] == []


def test_they_go_out_when_the_new_month_begins(used_up: World) -> None:
    used_up.clock.now = datetime(2026, 12, 1, 0, 59, tzinfo=UTC)
    used_up.sweep()
    assert states(used_up) == {LetterState.QUOTA}
    used_up.line.faults(quota_exhausted=False)
    used_up.clock.now = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    used_up.sweep()
    assert states(used_up) == {LetterState.SENT}
    assert came(used_up, FARMER) == {"push": 1}


def test_if_the_new_month_brings_none_they_wait_for_the_next(used_up: World) -> None:
    used_up.clock.now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    used_up.sweep()
    minutes_pass(used_up, 3)
    assert [letter.tries for letter in letters(used_up)] == [2, 2]
    assert states(used_up) == {LetterState.QUOTA}
    assert {letter.try_at for letter in letters(used_up)} == {
        datetime(2027, 1, 1, 1, 0, tzinfo=UTC)
    }


def test_what_is_about_a_day_that_is_over_costs_no_message(used_up: World) -> None:
    with used_up.house.sessions.begin() as session:
        for letter in letters(used_up):
            session.merge(letter).facts = {**letter.facts, "day": "2026-11-25"}
    used_up.line.faults(quota_exhausted=False)
    used_up.clock.now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    used_up.sweep()
    assert states(used_up) == {LetterState.FAILED}
    assert came(used_up, FARMER) == {}


def test_what_was_once_in_doubt_is_not_sent_by_itself_a_month_later(world: World) -> None:
    """LINE may have taken the first try, and has forgotten its retry key."""
    write(world, FARMER, "ข่าว")
    world.line.faults(api_drop_after_accept_next=1)
    world.sweep()
    world.line.faults(quota_exhausted=True)
    with world.house.sessions.begin() as session:
        letter = session.merge(letters(world)[0])
        letter.wait_for_quota("429", world.clock())
    world.line.faults(quota_exhausted=False)
    world.clock.now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    world.sweep()
    assert states(world) == {LetterState.FAILED}
    assert came(world, FARMER) == {"push": 1}


@pytest.mark.parametrize(
    ("now", "back"),
    [
        (datetime(2026, 11, 24, 2, tzinfo=UTC), datetime(2026, 12, 1, 1, tzinfo=UTC)),
        (datetime(2026, 11, 30, 16, 59, tzinfo=UTC), datetime(2026, 12, 1, 1, tzinfo=UTC)),
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), datetime(2026, 12, 1, 1, tzinfo=UTC)),
        (datetime(2026, 12, 1, 1, 0, tzinfo=UTC), datetime(2027, 1, 1, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 1, tzinfo=UTC)),
        (datetime(2027, 1, 31, 12, tzinfo=UTC), datetime(2027, 2, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_next_messages_come_on_the_first_at_eight(now: datetime, back: datetime) -> None:
    assert next_quota(now) == back


def test_the_log_says_so_at_most_once_an_hour_while_it_lasts(
    used_up: World, capsys: pytest.CaptureFixture[str]
) -> None:
    def warned() -> int:
        return capsys.readouterr().out.count("the month's paid messages are used up")

    used_up.house.redis.delete(KEY)
    minutes_pass(used_up, 3)
    assert warned() == 1
    used_up.house.redis.delete(KEY)  # as when the hour is over
    used_up.sweep()
    assert warned() == 1
    assert 0 < used_up.house.redis.ttl(KEY) <= 3600
