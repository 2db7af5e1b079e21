"""The way there and back: a text becomes a signed webhook, an answer reaches the phone."""

from linebot.v3.webhook import WebhookParser

from tests.simulator.harness import BOONMEE, SECRET, SOMSRI, Line

UID = BOONMEE["user_id"]


def test_a_typed_text_reaches_the_bot_as_a_signed_message_event(line: Line) -> None:
    answer = line.say(UID, "ผักบุ้ง 20 กก.")
    [event] = line.bot.wait_for_events(1)
    [webhook] = line.bot.webhooks
    assert webhook.is_signed_with(SECRET)
    assert event["message"]["text"] == "ผักบุ้ง 20 กก."
    assert event["message"]["id"] == answer["message_id"]
    assert event["webhookEventId"] == answer["event_id"]
    assert event["source"] == {"type": "user", "userId": UID}


def test_a_reply_reaches_the_phone_and_is_free(line: Line) -> None:
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    response = line.reply(event["replyToken"], "สวัสดีค่ะ", "มีอะไรให้ช่วยคะ")
    assert response.status == 200
    shown = line.wait(UID, count=2)
    assert [bubble["message"]["text"] for bubble in shown] == ["สวัสดีค่ะ", "มีอะไรให้ช่วยคะ"]
    assert [bubble["id"] for bubble in shown] == [m["id"] for m in response.json()["sentMessages"]]
    assert line.door("GET", "/phones")["paid"] == 0


def test_a_push_of_five_bubbles_costs_one_message(line: Line) -> None:
    assert line.push(UID, "1", "2", "3", "4", "5").status == 200
    assert len(line.wait(UID, count=5)) == 5
    everyone = line.door("GET", "/phones")
    assert everyone["paid"] == 1
    assert everyone["quota"] == {"limit": 300, "used": 1}
    assert [person["unread"] for person in everyone["people"]] == [5, 0]


def test_every_webhook_parses_with_line_bot_sdk(line: Line) -> None:
    line.say(SOMSRI["user_id"], "มีอะไรบ้าง")
    line.settle()
    [webhook] = line.bot.webhooks
    [event] = WebhookParser(SECRET).parse(webhook.body.decode(), webhook.signature)
    assert event.message.text == "มีอะไรบ้าง"


def test_idle_says_whether_a_webhook_is_under_way(line: Line) -> None:
    line.bot.let_answer.clear()
    line.say(UID, "รอก่อน")
    line.bot.wait_for_events(1)
    assert line.door("GET", "/idle") == {"idle": False, "pending_webhooks": 1}
    line.bot.let_answer.set()
    line.settle()
