"""Each kind of webhook event has LINE's shape and parses with line-bot-sdk's own models."""

import base64
import re
from typing import Any

import pytest
from linebot.v3 import webhooks
from linebot.v3.webhook import WebhookParser

from tests.simulator.harness import BOONMEE, SECRET, SOMSRI, Line

UID = BOONMEE["user_id"]
PICTURE = base64.b64encode(b"\xff\xd8\xff\xe0 a picture").decode()
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def _happened(line: Line, what: str, **body: Any) -> dict[str, Any]:
    """The one event an act causes; its envelope is checked here."""
    before = len(line.bot.events)
    answer = line.act(UID, what, **body)
    event = line.bot.wait_for_events(before + 1)[before]
    assert event["webhookEventId"] == answer["event_id"]
    assert ULID.fullmatch(event["webhookEventId"])
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["source"] == {"type": "user", "userId": UID}
    assert event["mode"] == "active"
    assert 0 <= line.clock() - event["timestamp"] < 10_000
    return event


def _parsed(line: Line) -> Any:
    webhook = line.bot.webhooks[-1]
    assert webhook.is_signed_with(SECRET)
    return WebhookParser(SECRET).parse(webhook.body.decode(), webhook.signature)[0]


def test_text(line: Line) -> None:
    event = _happened(line, "text", text="กะหล่ำ 5 กก.")
    message = event["message"]
    assert message.pop("quoteToken") and message.pop("markAsReadToken")
    assert message.pop("id").isdecimal()
    assert message == {"type": "text", "text": "กะหล่ำ 5 กก."}
    assert re.fullmatch("[0-9a-f]{32}", event["replyToken"])
    assert isinstance(_parsed(line).message, webhooks.TextMessageContent)


def test_text_that_quotes(line: Line) -> None:
    quoted = line.push(UID, "พรุ่งนี้มีอะไรบ้างคะ").json()["sentMessages"][0]["id"]
    event = _happened(line, "text", text="อันนี้", quote_message_id=quoted)
    assert event["message"]["quotedMessageId"] == quoted
    assert _parsed(line).message.quoted_message_id == quoted


def test_sticker(line: Line) -> None:
    event = _happened(line, "sticker", packageId="446", stickerId="1988", keywords=["ok"])
    assert event["message"]["packageId"] == "446"
    assert event["message"]["stickerResourceType"] == "STATIC"
    assert event["message"]["keywords"] == ["ok"]
    assert isinstance(_parsed(line).message, webhooks.StickerMessageContent)


def test_image(line: Line) -> None:
    event = _happened(line, "image", data=PICTURE, content_type="image/jpeg")
    assert event["message"]["contentProvider"] == {"type": "line"}
    assert "imageSet" not in event["message"]
    assert isinstance(_parsed(line).message, webhooks.ImageMessageContent)


def test_images_sent_together_share_an_image_set(line: Line) -> None:
    answer = line.act(UID, "image", data=PICTURE, image_set=3)
    events = line.bot.wait_for_events(3)
    sets = [event["message"]["imageSet"] for event in events]
    assert len({each["id"] for each in sets}) == 1
    assert sorted(each["index"] for each in sets) == [1, 2, 3]
    assert {each["total"] for each in sets} == {3}
    assert answer["message_ids"] == [event["message"]["id"] for event in events]
    assert _parsed(line).message.image_set.total == 3


def test_location(line: Line) -> None:
    event = _happened(line, "location", title="แปลงผัก", latitude=14.97, longitude=102.1)
    assert event["message"]["title"] == "แปลงผัก"
    assert (event["message"]["latitude"], event["message"]["longitude"]) == (14.97, 102.1)
    assert "address" not in event["message"]
    assert isinstance(_parsed(line).message, webhooks.LocationMessageContent)


def test_postback(line: Line) -> None:
    event = _happened(line, "postback", data="s=1&a=ok")
    assert event["postback"] == {"data": "s=1&a=ok"}
    assert event["replyToken"]
    assert isinstance(_parsed(line), webhooks.PostbackEvent)
    assert line.phone(UID)["messages"] == []


@pytest.mark.parametrize(
    "params", [{"date": "2026-11-25"}, {"time": "05:30"}, {"datetime": "2026-11-25T05:30"}]
)
def test_postback_of_a_date_picker(line: Line, params: dict[str, str]) -> None:
    event = _happened(line, "postback", data="day", params=params)
    assert event["postback"] == {"data": "day", "params": params}
    assert _parsed(line).postback.params == params


def test_postback_with_display_text_shows_it_but_makes_no_message_event(line: Line) -> None:
    _happened(line, "postback", data="x", displayText="ยืนยัน")
    line.settle()
    assert [event["type"] for event in line.bot.events] == ["postback"]
    [bubble] = line.phone(UID)["messages"]
    assert (bubble["from"], bubble["message"]) == ("me", {"type": "text", "text": "ยืนยัน"})


def test_block_and_unblock(line: Line) -> None:
    event = _happened(line, "unfollow")
    assert event["type"] == "unfollow"
    assert "replyToken" not in event
    assert isinstance(_parsed(line), webhooks.UnfollowEvent)
    event = _happened(line, "follow")
    assert event["follow"] == {"isUnblocked": True}
    assert event["replyToken"]
    assert _parsed(line).follow.is_unblocked is True


def test_first_follow_of_a_newcomer(line: Line) -> None:
    newcomer = line.door("POST", "/phones", {"name": "น้องใหม่"}, status=201)["person"]
    assert newcomer["friend"] is False
    line.act(newcomer["user_id"], "follow")
    [event] = line.bot.wait_for_events(1)
    assert event["follow"] == {"isUnblocked": False}
    assert event["source"]["userId"] == newcomer["user_id"]
    assert line.phone(newcomer["user_id"])["person"]["friend"] is True


def test_unsend(line: Line) -> None:
    message_id = line.say(UID, "พิมพ์ผิด")["message_id"]
    line.settle()
    event = _happened(line, "unsend", message_id=message_id)
    assert event["unsend"] == {"messageId": message_id}
    assert "replyToken" not in event
    assert isinstance(_parsed(line), webhooks.UnsendEvent)
    assert line.phone(UID)["messages"][0]["unsent"] is True


def test_destination_is_the_bots_own_user_id(line: Line) -> None:
    line.say(SOMSRI["user_id"], "สวัสดี")
    line.settle()
    webhook = line.bot.webhooks[0]
    payload = WebhookParser(SECRET).parse(webhook.body.decode(), webhook.signature, as_payload=True)
    assert payload.destination == line.door("GET", "/phones")["bot"]["userId"]
