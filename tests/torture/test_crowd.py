"""The crowd: what it says is what the market understands, and it taps what a phone shows."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.language.reader import read
from bot.shelf import Shelf
from handlers.standing.ending import CONVERSATION as END
from handlers.standing.pausing import CONVERSATION as PAUSE
from handlers.standing.resuming import CONVERSATION as RESUME
from models.database import open_database, sessions
from tests.simulator.harness import running_simulator
from torture import words
from torture.deeds import Deeds
from torture.member import Member
from torture.people import cast, everybody
from torture.plan import Plan
from torture.platform import Platform
from torture.screen import Screen, buttons

CARD = {
    "type": "flex",
    "contents": {
        "type": "bubble",
        "footer": {
            "type": "box",
            "contents": [
                {"type": "button", "action": {"type": "postback", "data": "do=accept&a=1"}}
            ],
        },
    },
}
ASKING = {
    "type": "text",
    "text": "ผักบุ้ง มีเท่าไรคะ",
    "quickReply": {
        "items": [{"type": "action", "action": {"type": "postback", "data": "s=1&r=0"}}]
    },
}


def shown(*messages: dict[str, Any]) -> Screen:
    screen = Screen()
    screen.show({"seq": n, "message": message} for n, message in enumerate(messages, 1))
    return screen


@pytest.mark.parametrize(("role", "intent"), [("producer", "post_stock"), ("buyer", "order")])
def test_every_wish_is_understood(role: str, intent: str, sqlite_market: Path) -> None:
    engine = open_database(f"sqlite:///{sqlite_market}")
    with sessions(engine)() as session:
        catalogue = Shelf().catalogue(session)
    engine.dispose()
    today, dice = datetime.now(UTC).date(), Random(1)
    said = [words.sentence(role, dice) for _ in range(60)]
    readings = [read(each, role=role, catalogue=catalogue, today=today) for each in said]
    assert {reading.intent for reading in readings} == {intent}


def test_what_is_said_of_standing_orders_is_about_them(sqlite_market: Path) -> None:
    engine = open_database(f"sqlite:///{sqlite_market}")
    with sessions(engine)() as session:
        catalogue = Shelf().catalogue(session)
    engine.dispose()
    today, dice = datetime.now(UTC).date(), Random(1)
    fixed = {word for each in (PAUSE, RESUME, END) for word in each.words}
    for said in {words.standing(dice) for _ in range(60)} - fixed:
        reading = read(said, role="buyer", catalogue=catalogue, today=today)
        assert reading.standing or reading.recurrence or reading.action == "skip", said


def test_a_seed_makes_the_same_person() -> None:
    plan = Plan("sqlite", 5, 0, 1, Path("unused"))
    said = [[words.sentence("buyer", plan.dice("ครูวิภา")) for _ in range(5)] for _ in range(2)]
    assert said[0] == said[1]
    assert plan.dice("ครูวิภา").random() != plan.dice("เชฟต้น").random()


def test_buttons_are_found_however_deep() -> None:
    assert [button["data"] for button in buttons(CARD)] == ["do=accept&a=1"]


def test_quick_replies_are_gone_with_the_next_bubble() -> None:
    assert shown(CARD, ASKING).is_asking()
    assert not shown(ASKING, CARD).is_asking()
    assert [b["data"] for b in shown(CARD, ASKING).offers()] == ["do=accept&a=1"]


def test_a_question_is_answered_in_its_own_terms() -> None:
    assert "กก." in (words.answer("ผักบุ้ง มีเท่าไรคะ", Random(1)) or "")
    assert words.answer("เลือกได้เลยค่ะ", Random(1)) is None


def test_each_act_of_a_finger_is_kept_as_a_deed() -> None:
    with running_simulator(everybody()) as line:
        deeds = Deeds(Platform(int(line.url.rpartition(":")[2])))
        member = Member(cast()[0], deeds, Random(1))
        member.say("สวัสดี")
        member.press({"type": "postback", "data": "do=accept&a=1"})
        member.press(
            {"type": "datetimepicker", "data": "s=1", "min": "2026-11-25", "max": "2026-11-25"}
        )
        member.press({"type": "uri", "uri": "https://example.org"})
        assert [deed.verb for deed in deeds.done] == ["text", "postback", "postback"]
        assert deeds.done[2].what["params"] == {"date": "2026-11-25"}
        assert len({deed.event_id for deed in deeds.done}) == 3


def test_what_the_phone_refuses_is_no_deed() -> None:
    with running_simulator(everybody()) as line:
        deeds = Deeds(Platform(int(line.url.rpartition(":")[2])))
        member = Member(cast()[0], deeds, Random(1))
        member.change_heart()
        member.say("ได้ยินไหม")
        assert [deed.verb for deed in deeds.done] == ["unfollow"]
        assert deeds.refused == {"text": 1}
