"""What phones show: quick replies, loading dots, unread, waiting, live news, newcomers."""

import io
import json
import threading
from typing import IO, Any, cast

import pytest
import urllib3

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


class _News:
    """An open event stream. Its headers come with its first line: nothing after is missed."""

    def __init__(self, line: Line, **headers: str) -> None:
        http = urllib3.PoolManager(retries=False)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._opened = http.request(
            "GET", f"{line.url}/events", headers=named, preload_content=False, timeout=10
        )
        assert self._opened.headers["Content-Type"].startswith("text/event-stream")
        self._lines = io.TextIOWrapper(cast(IO[bytes], self._opened), encoding="utf-8")

    def next(self, kind: str) -> tuple[str, dict[str, Any]]:
        """The id and data of the next event of that type."""
        number = ""
        for read in self._lines:
            name, _, value = read.strip().partition(": ")
            number = value if name == "id" else number
            if name == "data" and json.loads(value)["type"] == kind:
                return number, json.loads(value)
        raise AssertionError(f"no {kind} came")


def test_news_arrive_live(line: Line) -> None:
    news = _News(line)
    line.push(UID, "สวัสดีค่ะ")
    _, event = news.next("message")
    assert event["user_id"] == UID
    assert event["message"] == line.phone(UID)["messages"][0]
    _, paid = news.next("paid")
    assert (paid["paid"], paid["quota"]["used"]) == (1, 1)
    _, logged = news.next("log")
    assert logged["entry"] == line.log("api")[0]


def test_news_missed_meanwhile_come_first(line: Line) -> None:
    news = _News(line)
    line.push(UID, "หนึ่ง")
    last, _ = news.next("message")
    line.push(UID, "สอง")
    _, event = _News(line, Last_Event_ID=last).next("message")
    assert event["message"]["message"]["text"] == "สอง"


def test_loading_and_its_end_are_news(line: Line) -> None:
    news = _News(line)
    line.api("POST", "/v2/bot/chat/loading/start", {"chatId": UID})
    assert news.next("loading")[1]["until"] > line.clock()
    line.push(UID, "เสร็จแล้วค่ะ")
    assert news.next("loading")[1] == {"type": "loading", "user_id": UID, "until": 0}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"/phones/{NOBODY}", None),
        ("GET", f"/phones/{NOBODY}/wait", None),
        ("POST", f"/phones/{NOBODY}/text", {"text": "x"}),
        ("POST", f"/phones/{NOBODY}/read", None),
        ("GET", f"/phones/{UID}/content/1", None),
        ("GET", "/phones/richmenu/none/image", None),
        ("GET", "/story", None),
        ("GET", "/nothing", None),
    ],
)
def test_what_is_not_there_is_404_and_says_so(
    line: Line, method: str, path: str, body: object
) -> None:
    assert line.door(method, path, body, status=404)["error"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("text", {}),
        ("text", {"text": ""}),
        ("text", {"text": "x" * 10_001}),
        ("text", {"text": 5}),
        ("text", {"text": "x", "quote_message_id": "1"}),
        ("sticker", {"packageId": "1"}),
        ("sticker", {"packageId": "1", "stickerId": "1", "keywords": "x"}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("location", {"latitude": 1}),
        ("image", {"data": "%%%"}),
        ("image", {"data": "AAAA", "content_type": "image/svg+xml"}),
        ("image", {"data": "AAAA", "image_set": 0}),
        ("postback", {}),
        ("postback", {"data": "x" * 301}),
        ("postback", {"data": "x", "params": {"when": "now"}}),
        ("postback", {"data": "x", "params": "now"}),
        ("follow", {}),
        ("unsend", {"message_id": "1"}),
    ],
)
def test_what_a_phone_could_not_do_is_400_and_no_event(
    line: Line, what: str, body: dict[str, object]
) -> None:
    assert line.door("POST", f"/phones/{UID}/{what}", body, status=400)["error"]
    line.settle()
    assert line.bot.events == []
    assert line.phone(UID)["messages"] == []


def test_a_door_takes_json_objects_only(line: Line) -> None:
    for data in (b"{", b"[]", b"\xff", b'{"text": "\\udfff"}', b'{"text": NaN}'):
        assert line.door("POST", f"/phones/{UID}/text", data, status=400)["error"]


def test_a_long_chat_shows_its_newest_bubbles(line: Line) -> None:
    line.settings(quota_limit=None)
    for number in range(102):
        line.push(UID, *(f"{number}-{place}" for place in range(5)))
    shown = line.phone(UID)["messages"]
    assert len(shown) == 500
    assert shown[-1]["message"]["text"] == "101-4"


def test_who_has_blocked_the_bot_can_send_nothing(line: Line) -> None:
    line.act(UID, "unfollow")
    for what, body in (("text", {"text": "x"}), ("postback", {"data": "x", "displayText": "x"})):
        refused = line.door("POST", f"/phones/{UID}/{what}", body, status=400)
        assert "blocked" in refused["error"]
    assert line.door("POST", f"/phones/{UID}/unfollow", {}, status=400)
    assert line.phone(UID)["messages"] == []


def test_only_own_bubbles_can_be_unsent_and_only_once(line: Line) -> None:
    theirs = line.push(UID, "ของบอท").json()["sentMessages"][0]["id"]
    line.door("POST", f"/phones/{UID}/unsend", {"message_id": theirs}, status=400)
    mine = line.say(UID, "ของฉัน")["message_id"]
    line.door("POST", f"/phones/{OTHER}/unsend", {"message_id": mine}, status=400)
    line.act(UID, "unsend", message_id=mine)
    line.door("POST", f"/phones/{UID}/unsend", {"message_id": mine}, status=400)


def test_a_newcomer_gets_a_phone(line: Line) -> None:
    body = {"name": "ลุงคำ", "role": "producer", "friend": True, "user_id": NOBODY}
    person = line.door("POST", "/phones", body, status=201)["person"]
    assert (person["user_id"], person["friend"]) == (NOBODY, True)
    assert "already" in line.door("POST", "/phones", body, status=400)["error"]
    assert line.door("POST", "/phones", {"name": "x", "user_id": "me"}, status=400)["error"]
    assert line.door("POST", "/phones", {}, status=400)["error"]
    assert line.push(NOBODY, "ยินดีต้อนรับค่ะ").status == 200
    assert len(line.wait(NOBODY)) == 1
