"""LINE slow or down: what is said is kept, and answers arrive by LINE's rules, each once."""

import socket
from collections.abc import Iterator

import pytest

from bot import line as client
from bot.fate import Fate
from bot.line import Line
from models.inbox import ReplyState
from models.outbox import LetterState
from tests.bot.door import Door, open_door
from tests.trouble.signs import FARMER, KITCHEN, calls, came, events, letters, minutes_pass, write
from tests.world import World

TOKEN_DEAD_AFTER = 21


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits eight seconds for a test."""
    monkeypatch.setattr(client, "TIMEOUT", (0.2, 0.2))


@pytest.fixture
def door(sqlite_url: str, redis_url: str) -> Iterator[Door]:
    with open_door(sqlite_url, redis_url) as opened:
        yield opened


def test_the_webhook_never_calls_line(door: Door) -> None:
    for kind in ("message", "follow", "postback", "unsend"):
        assert door.send(door.event(kind)) == 200
    assert "line" not in door.house.__dict__


def unreachable(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where LINE was: a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as freed:
        port = freed.getsockname()[1]
    gone = Line("token", f"http://127.0.0.1:{port}")
    monkeypatch.setattr(world.house.line, "_host", gone._host)


def reply_state(world: World) -> ReplyState:
    (event,) = events(world)
    return event.reply_state


def test_an_answer_to_a_line_that_cannot_be_reached_waits_and_is_given_with_its_token(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        unreachable(world, away)
        assert world.says(FARMER, "ของฉัน") == []
        assert reply_state(world) == ReplyState.OWED
    world.sweep()
    assert came(world, FARMER) == {"reply": 1}
    assert reply_state(world) == ReplyState.SENT


def test_an_answer_whose_token_died_while_line_could_not_be_reached_is_pushed_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No try has reached LINE, so the answer has certainly not arrived."""
    with monkeypatch.context() as away:
        unreachable(world, away)
        world.says(FARMER, "ของฉัน")
        minutes_pass(world, 3)
    minutes_pass(world, TOKEN_DEAD_AFTER)
    assert came(world, FARMER) == {"push": 1}
    assert reply_state(world) == ReplyState.PUSHED


def test_a_token_refused_at_the_first_try_is_made_good_by_one_push(world: World) -> None:
    world.line.faults(expire_reply_tokens=True)
    world.says(FARMER, "ของฉัน")
    world.line.faults(expire_reply_tokens=False)
    minutes_pass(world, 3)
    assert (reply_state(world), len(letters(world))) == (ReplyState.PUSHED, 1)
    assert len(calls(world, "/message/push")) == 1


@pytest.mark.parametrize("took_it", [True, False])
def test_an_answer_nobody_knows_of_is_repeated_with_its_token_and_never_pushed(
    world: World, took_it: bool
) -> None:
    fault = {"api_drop_after_accept_next": 1} if took_it else {"api_drop_before_accept_rate": 1.0}
    world.line.faults(**fault)
    world.says(FARMER, "ของฉัน")
    world.line.faults(api_drop_before_accept_rate=0.0)
    world.sweep()
    minutes_pass(world, 3)
    assert letters(world) == []
    assert reply_state(world) == (ReplyState.LOST if took_it else ReplyState.SENT)
    tries = calls(world, "/message/reply")
    assert len({call["request"]["replyToken"] for call in tries}) == 1
    assert len(world.line.phone(world.user(FARMER))["messages"]) == 2


def test_an_answer_that_stays_in_doubt_until_its_token_is_dead_is_given_up(world: World) -> None:
    """It may have arrived: a push might say it twice, and nobody can ask LINE."""
    world.line.faults(api_error_rate=1.0)
    world.says(FARMER, "ของฉัน")
    minutes_pass(world, TOKEN_DEAD_AFTER)
    world.line.faults(api_error_rate=0.0)
    minutes_pass(world, 2)
    assert (reply_state(world), letters(world)) == (ReplyState.LOST, [])


@pytest.mark.usefixtures("impatient")
def test_a_slow_line_is_not_waited_for_and_the_letter_arrives_once(world: World) -> None:
    write(world, FARMER, "ข่าว")
    world.line.faults(api_delay_ms=400)
    world.sweep()
    (letter,) = letters(world)
    assert (letter.state, letter.error) == (LetterState.OWED, "ReadTimeoutError")
    world.line.faults(api_delay_ms=0)
    minutes_pass(world, 2)
    assert letters(world)[0].state == LetterState.SENT
    assert came(world, FARMER) == {"push": 1}
    pushes = calls(world, "/message/push")
    assert len({call["headers"]["X-Line-Retry-Key"] for call in pushes}) == 1


def test_letters_written_through_an_outage_of_an_hour_arrive_once_each(world: World) -> None:
    world.line.faults(api_error_rate=1.0)
    for number in range(5):
        write(world, FARMER, f"ข่าว {number}", f"letter {number}")
    minutes_pass(world, 60)
    first, *others = letters(world)
    assert first.state == LetterState.OWED
    assert {letter.state for letter in others} == {LetterState.RIDING}
    world.line.faults(api_error_rate=0.0)
    minutes_pass(world, 11)
    assert {letter.state for letter in letters(world)} == {LetterState.SENT}
    assert came(world, FARMER) == {"push": 5}
    assert len({call["headers"]["X-Line-Retry-Key"] for call in calls(world, "/push")}) == 1


def test_a_wrong_channel_token_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It expires after thirty days; whoever forgot that finds everything still owed."""
    wrong = Line("an expired token", world.house.settings.line_api_base)
    write(world, KITCHEN, "ข่าว")
    with monkeypatch.context() as expired:
        expired.setattr(world.house.line, "_tokens", wrong._tokens)
        world.says(FARMER, "ของฉัน")
        minutes_pass(world)
    (letter,) = letters(world)
    assert (letter.state, str(letter.error)[:3]) == (LetterState.OWED, "401")
    assert reply_state(world) == ReplyState.OWED
    minutes_pass(world, 2)
    assert letters(world)[0].state == LetterState.SENT


def test_what_was_certainly_not_sent_is_not_in_doubt_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a day LINE forgets a retry key; who never reached LINE says nothing twice."""
    write(world, FARMER, "ข่าว")
    with monkeypatch.context() as away:
        unreachable(world, away)
        for _ in range(4):
            world.clock.forward(hours=8)
            world.sweep()
    assert letters(world)[0].first_tried_at is None
    minutes_pass(world, 11)
    assert came(world, FARMER) == {"push": 1}


@pytest.mark.parametrize(
    ("status", "body", "fate"),
    [
        (200, "", Fate.ARRIVED),
        (409, '{"message":"The retry key is already accepted"}', Fate.ARRIVED),
        (400, '{"message":"Invalid reply token"}', Fate.TOKEN_DEAD),
        (400, '{"message":"The request body has 1 error(s)"}', Fate.REFUSED),
        (401, '{"message":"Authentication failed"}', Fate.LATER),
        (403, '{"message":"Not available"}', Fate.REFUSED),
        (429, '{"message":"The API rate limit has been exceeded."}', Fate.LATER),
        (429, '{"message":"You have reached your monthly limit."}', Fate.QUOTA),
        (500, "", Fate.UNSURE),
        (503, "<html>", Fate.UNSURE),
    ],
)
def test_each_of_lines_answers_has_its_fate(status: int, body: str, fate: Fate) -> None:
    assert client._classify(status, body)[0] == fate
