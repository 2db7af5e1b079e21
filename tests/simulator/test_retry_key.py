"""X-Line-Retry-Key: accepted once in 24 hours, 409 after that, 400 where it has no business."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID = BOONMEE["user_id"]
KEY = "123e4567-e89b-12d3-a456-426614174000"
HELLO = [{"type": "text", "text": "สวัสดีค่ะ"}]


def test_a_repeat_gets_409_with_the_accepted_request_and_its_messages(line: Line) -> None:
    first = line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY)
    again = line.push(UID, "ข่าวดีค่ะ", X_Line_Retry_Key=KEY.upper())
    assert again.status == 409
    assert again.json()["message"] == "The retry key is already accepted"
    assert again.json()["sentMessages"] == first.json()["sentMessages"]
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert len(line.wait(UID)) == 1
    assert line.door("GET", "/phones")["paid"] == 1


@pytest.mark.parametrize("way", ["multicast", "broadcast"])
def test_the_other_ways_answer_409_without_messages(line: Line, way: str) -> None:
    body = {"to": [UID], "messages": HELLO} if way == "multicast" else {"messages": HELLO}
    path = f"/v2/bot/message/{way}"
    assert line.api("POST", path, body, X_Line_Retry_Key=KEY).status == 200
    again = line.api("POST", path, body, X_Line_Retry_Key=KEY)
    assert (again.status, again.json()) == (409, {"message": "The retry key is already accepted"})


def test_another_body_under_the_same_key_is_dropped_and_the_log_says_so(line: Line) -> None:
    line.push(UID, "หนึ่ง", X_Line_Retry_Key=KEY)
    assert line.push(UID, "สอง", X_Line_Retry_Key=KEY).status == 409
    assert "different request" in line.log("api")[-1]["note"]
    assert len(line.wait(UID)) == 1


def test_the_same_key_sends_again_after_24_hours(line: Line) -> None:
    line.push(UID, "เมื่อวาน", X_Line_Retry_Key=KEY)
    line.clock.ahead_ms += 24 * 3600 * 1000 + 1000
    assert line.push(UID, "วันนี้", X_Line_Retry_Key=KEY).status == 200
    assert len(line.wait(UID, count=2)) == 2


def test_a_refused_request_does_not_use_up_its_key(line: Line) -> None:
    line.faults(api_error_next=1)
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=KEY).status == 500
    assert line.push(UID, "", X_Line_Retry_Key=KEY).status == 400
    line.settings(quota_limit=0)
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=KEY).status == 429
    line.settings(quota_limit=10)
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=KEY).status == 200


def test_a_key_is_remembered_even_when_nobody_was_reached(line: Line) -> None:
    line.act(UID, "unfollow")
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=KEY).status == 200
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=KEY).status == 409


@pytest.mark.parametrize("key", ["", "1", "x" * 36, KEY.replace("-", ""), KEY + "0"])
def test_a_key_must_be_a_uuid(line: Line, key: str) -> None:
    assert line.push(UID, "สวัสดี", X_Line_Retry_Key=key).status == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v2/bot/message/reply"),
        ("POST", "/v2/bot/message/validate/push"),
        ("POST", "/v2/bot/chat/loading/start"),
        ("GET", "/v2/bot/message/quota"),
        ("GET", f"/v2/bot/profile/{SOMSRI['user_id']}"),
    ],
)
def test_a_key_is_refused_elsewhere(line: Line, method: str, path: str) -> None:
    body = {"messages": HELLO} if method == "POST" else None
    response = line.api(method, path, body, X_Line_Retry_Key=KEY)
    assert response.status == 400
    assert "X-Line-Retry-Key" in response.json()["message"]


def test_of_many_at_once_one_is_accepted(line: Line) -> None:
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(8) as pool:
        send = pool.map(lambda _: line.push(UID, "ครั้งเดียว", X_Line_Retry_Key=key).status, range(16))
        statuses = sorted(send)
    assert statuses == [200] + [409] * 15
    assert len(line.wait(UID)) == 1
