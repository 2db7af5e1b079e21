"""Webhooks: order, redelivery, duplicates, reordering, and nothing lost on a restart."""

from pathlib import Path

from tests.simulator.harness import BOONMEE, SOMSRI, Line, running_simulator

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]


def _texts(line: Line) -> list[str]:
    return [event["message"]["text"] for event in line.bot.events]


def test_one_persons_events_arrive_one_after_the_other_in_order(line: Line) -> None:
    for number in range(30):
        line.say(UID, str(number))
    line.bot.wait_for_events(30)
    assert _texts(line) == [str(number) for number in range(30)]


def test_the_next_event_of_a_person_waits_for_the_answer_but_others_do_not(line: Line) -> None:
    line.bot.let_answer.clear()
    line.say(UID, "แรก")
    line.say(UID, "หลัง")
    line.say(OTHER, "คนอื่น")
    line.bot.wait_for_events(2)
    assert sorted(_texts(line)) == sorted(["แรก", "คนอื่น"])
    line.bot.let_answer.set()
    assert line.bot.wait_for_events(3)[2]["message"]["text"] == "หลัง"


def test_a_failed_answer_is_redelivered_with_the_same_id_until_it_is_taken(line: Line) -> None:
    line.settings(redelivery_after_ms=[10, 20, 40])
    line.bot.answers.extend([500, 302])
    line.say(UID, "สวัสดี")
    events = line.bot.wait_for_events(3)
    line.settle()
    assert len(line.bot.events) == 3
    assert len({event["webhookEventId"] for event in events}) == 1
    assert len({event["replyToken"] for event in events}) == 1
    assert [event["deliveryContext"]["isRedelivery"] for event in events] == [False, True, True]
    assert [entry["status"] for entry in line.log("webhook")] == [500, 302, 200]


def test_no_answer_in_time_is_a_failure(line: Line) -> None:
    line.settings(redelivery_after_ms=[10], webhook_timeout_ms=100)
    line.bot.let_answer.clear()
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(2)
    line.bot.let_answer.set()
    line.settle()
    assert line.log("webhook")[0]["status"] == 0
    assert "REQUEST_TIMEOUT" in line.log("webhook")[0]["note"]


def test_pauses_between_redeliveries_are_the_ones_set(line: Line) -> None:
    line.settings(redelivery_after_ms=[50, 150])
    line.bot.answers.extend([500, 500])
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(3)
    line.settle()
    first, second, third = (entry["at"] for entry in line.log("webhook"))
    assert second - first >= 50
    assert third - second >= 150


def test_it_gives_up_after_the_last_pause(line: Line) -> None:
    line.settings(redelivery_after_ms=[5])
    line.bot.answers.extend([500] * 10)
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(2)
    line.settle()
    assert len(line.bot.events) == 2


def test_without_redelivery_a_failed_event_is_lost(line: Line) -> None:
    line.settings(redelivery=False)
    line.bot.answers.append(503)
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(1)
    line.settle()
    assert len(line.bot.events) == 1


def test_a_redelivery_does_not_hold_up_later_events(line: Line) -> None:
    line.settings(redelivery_after_ms=[60_000])
    line.bot.answers.append(500)
    line.say(UID, "แรก")
    line.say(UID, "หลัง")
    line.bot.wait_for_events(2)
    line.clock.ahead_ms += 61_000
    line.say(OTHER, "ผ่านไปหนึ่งนาที")
    line.bot.wait_for_events(4)
    assert [text for text in _texts(line) if len(text) < 9] == ["แรก", "หลัง", "แรก"]


def test_duplicates_come_with_the_same_id_and_are_marked(line: Line) -> None:
    line.faults(webhook_duplicate_rate=1.0)
    line.say(UID, "สวัสดี")
    events = line.bot.wait_for_events(2)
    line.settle()
    assert len(line.bot.events) == 2
    assert len({event["webhookEventId"] for event in events}) == 1
    assert {event["deliveryContext"]["isRedelivery"] for event in events} == {False, True}


def test_reordered_events_arrive_swapped(line: Line) -> None:
    line.faults(webhook_reorder=True)
    line.say(UID, "หนึ่ง")
    line.say(UID, "สอง")
    line.bot.wait_for_events(2)
    assert _texts(line) == ["สอง", "หนึ่ง"]
    first, second = line.bot.events
    assert first["timestamp"] >= second["timestamp"]


def test_an_event_nobody_overtakes_arrives_after_a_while(line: Line) -> None:
    line.faults(webhook_reorder=True)
    line.say(UID, "คนเดียว")
    line.say(OTHER, "คนละคน")
    line.clock.ahead_ms += 2000
    line.door("DELETE", "/faults")
    line.say(UID, "ปลุก")
    line.bot.wait_for_events(3)
    assert [text for text in _texts(line) if text != "คนละคน"] == ["คนเดียว", "ปลุก"]


def test_delayed_webhooks_arrive_late_and_in_order(line: Line) -> None:
    line.faults(webhook_delay_ms=100)
    line.say(UID, "หนึ่ง")
    line.say(UID, "สอง")
    events = line.bot.wait_for_events(2)
    assert _texts(line) == ["หนึ่ง", "สอง"]
    assert line.log("webhook")[0]["at"] - events[0]["timestamp"] >= 100


def test_events_that_were_not_taken_are_delivered_after_a_restart(tmp_path: Path) -> None:
    data = str(tmp_path / "world.sqlite3")
    with running_simulator(data=data, webhook="http://127.0.0.1:1/nobody") as line:
        line.settings(redelivery_after_ms=[20, 20, 50, 60_000])
        answer = line.say(UID, "ยังอยู่ไหม")
        line.say(OTHER, "ฉันด้วย")
    with running_simulator(data=data) as line:
        line.clock.ahead_ms = 120_000
        line.say(UID, "กลับมาแล้ว")
        events = line.bot.wait_for_events(3)
        texts = {event["message"]["text"] for event in events}
        assert texts == {"ยังอยู่ไหม", "ฉันด้วย", "กลับมาแล้ว"}
        old = next(event for event in events if event["message"]["text"] == "ยังอยู่ไหม")
        assert old["webhookEventId"] == answer["event_id"]
        assert old["deliveryContext"]["isRedelivery"] is True


def test_a_restart_continues_the_chats_and_what_was_spent(tmp_path: Path) -> None:
    data = str(tmp_path / "world.sqlite3")
    with running_simulator(data=data) as line:
        line.push(UID, "ข่าวดีค่ะ")
        line.say(UID, "ขอบคุณ")
        line.settle()
    with running_simulator(data=data) as line:
        texts = [bubble["message"]["text"] for bubble in line.phone(UID)["messages"]]
        assert texts == ["ข่าวดีค่ะ", "ขอบคุณ"]
        assert line.door("GET", "/phones")["paid"] == 1
        assert len(line.log("api")) == 1
        assert line.bot.events == []
