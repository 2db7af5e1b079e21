"""What phones show: quick replies, loading dots, unread, waiting, newcomers."""

import threading
from typing import Any

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
NOBODY = "U" + "f" * 32
QUICK = {"items": [{"type": "action", "action": {"type": "message", "label": "ใช่", "text": "ใช่"}}]}


def _push_quick(line: Line) -> None:
    message = {"type": "text", "text": "ใช่ไหมคะ", "quickReply": QUICK}
    body = {"to": UID, "messages": [message]}
    assert line.api("POST", "/v2/bot/message/push", body).status == 200


def test_everyone_is_listed_with_bot_and_counter(line: Line) -> None:
    shown = line.door("GET", "/phones")
    assert [person["name"] for person in shown["people"]] == ["แม่บุญมี", "คุณสมศรี"]
    assert shown["people"][0] == BOONMEE | {"friend": True, "blocked": False, "unread": 0}
    assert shown["bot"]["basicId"] == "@sanpalang"
    assert shown["story"] is False


def test_quick_replies_show_on_the_newest_bubble_only(line: Line) -> None:
    _push_quick(line)
    assert line.phone(UID)["quick_reply"] == QUICK
    line.push(UID, "ข้อความใหม่")
    assert line.phone(UID)["quick_reply"] is None


@pytest.mark.parametrize(
    ("what", "body"), [("text", {"text": "ใช่"}), ("postback", {"data": "yes"})]
)
def test_typing_or_tapping_removes_quick_replies(
    line: Line, what: str, body: dict[str, str]
) -> None:
    _push_quick(line)
    line.act(UID, what, **body)
    assert line.phone(UID)["quick_reply"] is None
    _push_quick(line)
    assert line.phone(UID)["quick_reply"] == QUICK


def test_loading_dots_last_until_the_bots_next_message(line: Line) -> None:
    path = "/v2/bot/chat/loading/start"
    response = line.api("POST", path, {"chatId": UID, "loadingSeconds": 5})
    assert (response.status, response.json()) == (202, {})
    until = line.phone(UID)["loading_until"]
    assert 0 < until - line.clock() <= 5000
    line.push(UID, "เสร็จแล้วค่ะ")
    assert line.phone(UID)["loading_until"] is None


def test_loading_dots_end_by_themselves(line: Line) -> None:
    line.api("POST", "/v2/bot/chat/loading/start", {"chatId": UID})
    assert line.phone(UID)["loading_until"] is not None
    line.clock.ahead_ms += 20_001
    assert line.phone(UID)["loading_until"] is None


@pytest.mark.parametrize("seconds", [0, 4, 6, 65, "5", 5.0, True, None])
def test_loading_seconds_go_in_steps_of_five(line: Line, seconds: object) -> None:
    body = {"chatId": UID, "loadingSeconds": seconds}
    assert line.api("POST", "/v2/bot/chat/loading/start", body).status == 400


def test_unread_bubbles_are_counted_until_they_are_read(line: Line) -> None:
    line.push(UID, "หนึ่ง", "สอง")
    assert line.phone(UID)["person"]["unread"] == 2
    assert [bubble["read"] for bubble in line.phone(UID)["messages"]] == [False, False]
    line.door("POST", f"/phones/{UID}/read")
    assert line.phone(UID)["person"]["unread"] == 0
    assert [bubble["read"] for bubble in line.phone(UID)["messages"]] == [True, True]
    assert line.phone(OTHER)["person"]["unread"] == 0


def test_the_bot_marks_messages_as_read(line: Line) -> None:
    line.settings(mark_as_read="manual")
    line.say(UID, "หนึ่ง")
    line.say(UID, "สอง")
    token = line.bot.wait_for_events(2)[0]["message"]["markAsReadToken"]
    assert [bubble["read"] for bubble in line.phone(UID)["messages"]] == [False, False]
    response = line.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": token})
    assert response.status == 200
    assert [bubble["read"] for bubble in line.phone(UID)["messages"]] == [True, False]
    line.api("POST", "/v2/bot/message/markAsRead", {"chat": {"userId": UID}})
    assert [bubble["read"] for bubble in line.phone(UID)["messages"]] == [True, True]
    wrong = line.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "x"})
    assert wrong.status == 400


def test_waiting_ends_with_the_message(line: Line) -> None:
    line.push(UID, "ก่อนหน้า")
    seen = line.wait(UID)[0]["seq"]
    found: list[Any] = []
    waiting = threading.Thread(target=lambda: found.extend(line.wait(UID, after=seen)))
    waiting.start()
    line.push(UID, "มาแล้วค่ะ")
    waiting.join(10)
    assert [bubble["message"]["text"] for bubble in found] == ["มาแล้วค่ะ"]


def test_waiting_in_vain_answers_what_there_is(line: Line) -> None:
    assert line.door("GET", f"/phones/{UID}/wait?timeout_ms=10") == {"messages": []}


def test_a_long_chat_shows_its_newest_bubbles(line: Line) -> None:
    line.settings(quota_limit=None)
    for number in range(102):
        line.push(UID, *(f"{number}-{place}" for place in range(5)))
    shown = line.phone(UID)["messages"]
    assert len(shown) == 500
    assert shown[-1]["message"]["text"] == "101-4"


def test_a_newcomer_gets_a_phone(line: Line) -> None:
    body = {"name": "ลุงคำ", "role": "producer", "friend": True, "user_id": NOBODY}
    person = line.door("POST", "/phones", body, status=201)["person"]
    assert (person["user_id"], person["friend"]) == (NOBODY, True)
    assert "already" in line.door("POST", "/phones", body, status=400)["error"]
    assert line.door("POST", "/phones", {"name": "x", "user_id": "me"}, status=400)["error"]
    assert line.door("POST", "/phones", {}, status=400)["error"]
    assert line.push(NOBODY, "ยินดีต้อนรับค่ะ").status == 200
    assert len(line.wait(NOBODY)) == 1
