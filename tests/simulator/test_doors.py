"""What the phones' doors refuse: clearly, and without an event or a bubble."""

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
NOBODY = "U" + "f" * 32


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
