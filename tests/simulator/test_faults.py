"""Faults on demand: each does what it says, to the calls it is meant for, and stops when told."""

import time

import pytest
import urllib3

from tests.simulator.harness import BOONMEE, Line

UID = BOONMEE["user_id"]
KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_all_are_off_at_first_and_a_change_leaves_the_others(line: Line) -> None:
    faults = line.door("GET", "/faults")
    assert not any(faults.values())
    changed = line.door("PUT", "/faults", {"api_delay_ms": 5})
    assert changed == faults | {"api_delay_ms": 5}
    assert line.door("DELETE", "/faults") == faults


@pytest.mark.parametrize(
    "change",
    [
        {"no_such_fault": 1},
        {"api_error_rate": 1.5},
        {"api_delay_ms": -1},
        {"quota_exhausted": "yes"},
        {"api_error_next": True},
    ],
)
def test_a_wrong_change_is_refused_and_says_why(line: Line, change: dict[str, object]) -> None:
    refused = line.door("PUT", "/faults", {"api_delay_ms": 7, **change}, status=400)
    assert next(iter(change)) in refused["error"]
    assert line.door("GET", "/faults")["api_delay_ms"] == 0


def test_slow_calls_take_that_long(line: Line) -> None:
    line.faults(api_delay_ms=120)
    started = time.monotonic()
    assert line.push(UID, "ช้า").status == 200
    assert time.monotonic() - started >= 0.12


def test_the_next_calls_fail_without_being_accepted(line: Line) -> None:
    line.faults(api_error_next=2)
    statuses = [line.push(UID, "สวัสดี").status for _ in range(3)]
    assert statuses == [500, 500, 200]
    assert len(line.wait(UID)) == 1
    assert line.door("GET", "/faults")["api_error_next"] == 0


def test_a_rate_of_one_fails_every_call(line: Line) -> None:
    line.faults(api_error_rate=1)
    assert [line.push(UID, "สวัสดี").status for _ in range(3)] == [500] * 3


def test_the_same_seed_gives_the_same_failures(line: Line) -> None:
    def statuses() -> list[int]:
        line.faults(api_error_rate=0.5, seed=7)
        return [line.push(UID, "สวัสดี").status for _ in range(12)]

    first = statuses()
    assert first == statuses()
    assert set(first) == {200, 500}


def test_dropped_after_accepting_reaches_the_phone_but_gives_no_answer(line: Line) -> None:
    line.faults(api_drop_after_accept_next=1)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY)
    assert len(line.wait(UID)) == 1
    assert line.door("GET", "/phones")["paid"] == 1
    assert line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY).status == 409
    assert len(line.wait(UID)) == 1


def test_a_dropped_reply_has_arrived_and_spent_its_token(line: Line) -> None:
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    line.faults(api_drop_after_accept_next=1)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        line.reply(event["replyToken"], "สวัสดีค่ะ")
    assert len(line.wait(UID)) == 1
    assert line.reply(event["replyToken"], "สวัสดีค่ะ").json() == {"message": "Invalid reply token"}


def test_a_refused_call_does_not_use_up_the_drop(line: Line) -> None:
    line.faults(api_drop_after_accept_next=1)
    assert line.push(UID, "").status == 400
    assert line.api("GET", "/v2/bot/info").status == 200
    assert line.door("GET", "/faults")["api_drop_after_accept_next"] == 1


def test_dropped_before_accepting_reaches_nobody(line: Line) -> None:
    line.faults(api_drop_before_accept_rate=1)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY)
    line.door("DELETE", "/faults")
    assert line.phone(UID)["messages"] == []
    assert line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY).status == 200


def test_a_path_keeps_faults_away_from_other_calls(line: Line) -> None:
    line.faults(api_error_next=1, api_path="message/push")
    assert line.api("GET", "/v2/bot/info").status == 200
    assert line.push(UID, "สวัสดี").status == 500


def test_faults_are_told_in_the_log(line: Line) -> None:
    line.faults(api_drop_after_accept_next=1)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        line.push(UID, "สวัสดี")
    assert "accepted, then dropped" in line.log("api")[-1]["note"]


def test_doors_are_never_hit(line: Line) -> None:
    line.faults(api_error_rate=1, api_drop_before_accept_rate=1)
    assert line.phone(UID)["messages"] == []
