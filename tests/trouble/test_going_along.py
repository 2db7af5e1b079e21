"""Letters that go along with an answer: free, once each, and never at the answer's cost."""

import threading
from typing import Any

import pytest

from bot import texts
from bot.letters import render as written
from handlers import matching_at_once
from models.inbox import ReplyState
from models.outbox import LetterState
from tests.journeys.screen import words
from tests.trouble.signs import FARMER, KITCHEN, calls, came, events, letters, minutes_pass, write
from tests.world import World

TOKEN_DEAD_AFTER = 21
BAD = [{"type": "text", "text": ""}]
ORDER = ("ผักบุ้ง 10 กก. พรุ่งนี้", "ยืนยัน")


def said(world: World, name: str, words_said: str) -> list[str]:
    return [words(message["message"]) for message in world.says(name, words_said)]


def states(world: World) -> list[LetterState]:
    return [letter.state for letter in letters(world)]


def orders(world: World) -> list[dict[str, Any]]:
    """The kitchen orders; what comes of the last word, on that phone."""
    for what in ORDER[:-1]:
        world.says(KITCHEN, what)
    return world.says(KITCHEN, ORDER[-1])


def auto_accepting(world: World) -> None:
    world.says(FARMER, "ผักบุ้ง 20 กก. กก.ละ 30 พรุ่งนี้ถึงศุกร์")
    world.says(FARMER, "ยืนยัน")
    world.says(FARMER, "รับอัตโนมัติ")
    world.says(FARMER, "เปิดเลย")


@pytest.fixture
def waiting(both_worlds: World) -> World:
    """A letter to the farmer that nobody has rung for."""
    write(both_worlds, FARMER, "ข่าว")
    return both_worlds


def test_what_is_owed_comes_first_in_the_next_answer_and_is_free(waiting: World) -> None:
    shown = said(waiting, FARMER, "ของฉัน")
    assert shown[0] == "ข่าว"
    assert len(shown) > 1
    minutes_pass(waiting)
    assert (states(waiting), calls(waiting, "/push")) == ([LetterState.SENT], [])


def test_nothing_comes_between_a_question_and_its_answer(waiting: World) -> None:
    assert "ข่าว" not in said(waiting, FARMER, "ลงขาย")
    waiting.sweep()
    assert len(calls(waiting, "/push")) == 1


def test_what_does_not_fit_beside_the_answer_is_pushed(world: World) -> None:
    for number in range(6):
        write(world, FARMER, f"ข่าว {number}", f"letter {number}")
    shown = said(world, FARMER, "ของฉัน")
    assert len(shown) == 5
    world.sweep()
    assert set(states(world)) == {LetterState.SENT}
    (push,) = calls(world, "/push")
    assert [words(m) for m in push["request"]["messages"]] == ["ข่าว 4", "ข่าว 5"]


def test_a_used_up_quota_keeps_no_news_from_who_writes(waiting: World) -> None:
    waiting.line.faults(quota_exhausted=True)
    waiting.sweep()
    assert states(waiting) == [LetterState.QUOTA]
    assert said(waiting, FARMER, "ของฉัน")[0] == "ข่าว"
    assert states(waiting) == [LetterState.SENT]


def test_a_dead_token_makes_one_push_of_answer_and_letter(waiting: World) -> None:
    waiting.line.faults(expire_reply_tokens=True)
    waiting.says(FARMER, "ของฉัน")
    waiting.line.faults(expire_reply_tokens=False)
    minutes_pass(waiting, 3)
    assert states(waiting) == [LetterState.SENT, LetterState.SENT]
    (push,) = calls(waiting, "/push")
    assert words(push["request"]["messages"][0]) == "ข่าว"


def test_a_lost_answers_letter_is_pushed_and_says_it_may_have_come(waiting: World) -> None:
    waiting.line.faults(api_drop_after_accept_next=1)
    waiting.says(FARMER, "ของฉัน")
    waiting.sweep()
    minutes_pass(waiting, TOKEN_DEAD_AFTER)
    assert events(waiting)[0].reply_state == ReplyState.LOST
    assert states(waiting) == [LetterState.SENT]
    (push,) = calls(waiting, "/push")
    assert [words(m) for m in push["request"]["messages"]] == [texts.MAY_BE_REPEATED, "ข่าว"]
    again = said(waiting, FARMER, "ของฉัน")[-1]
    assert again.startswith(texts.MAY_BE_LOST.split("\n")[0])
    assert "ข่าว" not in again


def test_an_answer_tried_again_arrives_with_its_letter_once(waiting: World) -> None:
    waiting.line.faults(api_error_next=1)
    waiting.says(FARMER, "ของฉัน")
    waiting.sweep()
    shown = [words(message["message"]) for message in waiting.line.phone(waiting.user(FARMER))
             ["messages"]]  # fmt: skip
    assert shown.count("ข่าว") == 1
    assert (states(waiting), calls(waiting, "/push")) == ([LetterState.SENT], [])


def test_a_letter_line_does_not_like_takes_no_answer_down(
    waiting: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as bad:
        bad.setattr("bot.boarding.render", lambda *_: BAD)
        waiting.says(FARMER, "ของฉัน")
        minutes_pass(waiting)
        assert states(waiting) == [LetterState.FAILED]
    assert [event.reply_state for event in events(waiting)] == [ReplyState.SENT]
    assert came(waiting, FARMER)["push"] == 0


def test_a_bad_letter_takes_no_other_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(kind: str, facts: Any, today: Any) -> Any:
        rendered = written(kind, facts, today)
        return BAD if rendered[0]["text"] == "ข่าว 1" else rendered

    monkeypatch.setattr("bot.boarding.render", render)
    for number in range(3):
        write(world, FARMER, f"ข่าว {number}", f"letter {number}")
    world.sweep()
    assert states(world) == [LetterState.SENT, LetterState.FAILED, LetterState.SENT]
    assert came(world, FARMER) == {"push": 2}


def test_who_has_blocked_the_account_gets_none_of_them(waiting: World) -> None:
    write(waiting, FARMER, "อีกข่าว", "second")
    waiting.line.act(waiting.user(FARMER), "unfollow")
    waiting.settle()
    waiting.sweep()
    assert set(states(waiting)) == {LetterState.FAILED}


def test_what_an_order_comes_to_at_once_is_told_in_its_answer(both_worlds: World) -> None:
    auto_accepting(both_worlds)
    shown = orders(both_worlds)
    assert {message["via"] for message in shown} == {"reply"}
    assert any(texts.RESULT_FULL in words(message["message"]) for message in shown)
    assert calls(both_worlds, "/loading/start") == []


def test_the_evenings_digest_is_one_push_for_all_that_waited(both_worlds: World) -> None:
    auto_accepting(both_worlds)
    for day in ("มะรืน", "ศุกร์นี้"):
        both_worlds.says(KITCHEN, f"ผักบุ้ง 2 กก. {day}")
        both_worlds.says(KITCHEN, "ยืนยัน")
    assert calls(both_worlds, "/push") == []
    both_worlds.clock.forward(hours=7.5)
    both_worlds.sweep()
    (push,) = calls(both_worlds, "/push")
    assert len(push["request"]["messages"]) == 2
    assert set(states(both_worlds)) == {LetterState.SENT}


def test_who_waits_sees_dots_while_a_match_takes_long(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    match, dots = matching_at_once.match, threading.Event()
    monkeypatch.setattr(matching_at_once, "NOTICED_SECONDS", 0.0)
    show = world.house.line.show_loading

    def shows(*asked: Any) -> Any:
        shown = show(*asked)
        dots.set()
        return shown

    def slow(*asked: Any) -> int:
        assert dots.wait(10)
        return match(*asked)

    monkeypatch.setattr(world.house.line, "show_loading", shows)
    monkeypatch.setattr(matching_at_once, "match", slow)
    orders(world)
    (call,) = calls(world, "/loading/start")
    assert call["status"] == 202
    assert call["request"]["chatId"] == world.user(KITCHEN)


def test_talk_that_asks_for_no_match_shows_no_dots(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching_at_once, "NOTICED_SECONDS", 0.0)
    world.says(KITCHEN, "ออเดอร์ของฉัน")
    assert calls(world, "/loading/start") == []


def test_a_match_that_fails_is_made_up_for_and_keeps_nobody_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    auto_accepting(world)

    def fails(*_: Any) -> int:
        raise RuntimeError("a bug")

    monkeypatch.setattr(matching_at_once, "match", fails)
    shown = orders(world)
    assert [message["via"] for message in shown] == ["reply", "push"]
    assert texts.RESULT_FULL in words(shown[1]["message"])
