"""A group chat in trouble is left in peace: nothing is pushed or kept, and nobody is called."""

import pytest
from sqlalchemy import select

from bot import line as client
from handlers.groups import hearing
from models.inbox import InboxEvent, ReplyState
from models.people import Member
from tests.trouble.signs import FARMER, STAFF, calls, events, minutes_pass
from tests.world import World

WORDS = "สานพลัง ช่วยเหลือ"


@pytest.fixture
def chat(world: World) -> str:
    body = {"name": "วังน้ำวน", "members": [world.user(FARMER)]}
    chat_id: str = world.line.door("POST", "/groups", body, status=201)["group"]["chat_id"]
    world.line.door("POST", f"/groups/{chat_id}/bot", status=202)
    world.settle()
    return chat_id


def say(world: World, chat: str, words: str = WORDS) -> InboxEvent:
    """Somebody types there; the event as it is once everything has come of it."""
    body = {"user_id": world.user(FARMER), "text": words}
    world.line.door("POST", f"/groups/{chat}/text", body, status=202)
    world.settle()
    return events(world)[-1]


def shown(world: World, chat: str) -> int:
    messages = world.line.door("GET", f"/groups/{chat}")["messages"]
    return sum(each["from"] == "bot" for each in messages)


def test_a_bug_is_counted_and_set_aside_without_a_word(
    world: World, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(hearing, "answer_to", breaks)
    say(world, chat)
    minutes_pass(world, 3)
    (event,) = [each for each in events(world) if each.kind == "message"]
    assert (event.tries, event.reply_state) == (3, ReplyState.NONE)
    assert "message" not in event.payload
    assert shown(world, chat) == 1
    assert "ทำไม่สำเร็จ" not in str(world.says(STAFF, "สวัสดี"))


def test_an_answer_line_was_silent_about_is_tried_with_its_token_and_never_pushed(
    world: World, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TIMEOUT", (0.5, 0.5))
    world.line.faults(api_path="/reply", api_drop_after_accept_next=1)
    say(world, chat)
    minutes_pass(world, 2)
    (event,) = [each for each in events(world) if each.kind == "message"]
    assert (event.reply_state, event.replies) == (ReplyState.NONE, None)
    assert shown(world, chat) == 2
    assert calls(world, "/push") == []
    assert say(world, chat).reply_state == ReplyState.SENT


def test_who_speaks_is_kept_no_longer_than_it_takes_to_answer(world: World, chat: str) -> None:
    event = say(world, chat)
    assert event.reply_state == ReplyState.SENT
    assert event.payload["source"] == {"type": "group", "groupId": chat}
    assert "message" not in event.payload
    assert event.memory is None


def test_the_price_is_told_even_when_line_will_not_say_how_many_there_are(
    world: World, chat: str
) -> None:
    say(world, chat, "สานพลัง ผูกกลุ่ม")
    world.says(STAFF, f"ตั้งหัวหน้ากลุ่ม {FARMER}")
    world.says(STAFF, "ยืนยัน")
    world.line.faults(api_path="/members/count", api_error_next=1)
    event = say(world, chat, "สานพลัง ส่งสรุปทุกวัน")
    assert "เท่ากับจำนวนคนในแชทนี้" in str(event.replies)


def test_a_crowd_that_talks_faster_than_anybody_types_is_not_answered(
    world: World, chat: str
) -> None:
    body = {"user_id": world.user(FARMER), "text": "คุยกัน"}
    for _ in range(61):
        world.line.door("POST", f"/groups/{chat}/text", body, status=202)
    say(world, chat)
    assert shown(world, chat) == 1


def test_a_stranger_who_speaks_there_is_not_made_a_guest(world: World, chat: str) -> None:
    stranger = "U" + "e" * 32
    world.line.door("POST", "/phones", {"name": "คนแปลกหน้า", "user_id": stranger}, status=201)
    world.line.door("POST", f"/groups/{chat}/members", {"user_id": stranger}, status=202)
    body = {"user_id": stranger, "text": WORDS}
    world.line.door("POST", f"/groups/{chat}/text", body, status=202)
    world.settle()
    assert shown(world, chat) == 2
    with world.house.reading() as session:
        known = session.scalars(select(Member.line_user_id)).all()
    assert stranger not in known
    assert not [each for each in known if each.startswith("C")]
