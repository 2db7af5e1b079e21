"""The webhook endpoint: read, changed and tested through the API."""

import pytest

from tests.simulator.fake_bot import FakeBot
from tests.simulator.harness import BOONMEE, SECRET, Line, running_simulator

UID = BOONMEE["user_id"]
ENDPOINT = "/v2/bot/channel/webhook/endpoint"
TEST = "/v2/bot/channel/webhook/test"


def test_it_is_the_one_given_and_can_be_changed(line: Line) -> None:
    assert line.api("GET", ENDPOINT).json() == {"endpoint": line.bot.url, "active": True}
    with FakeBot.listening() as other:
        assert line.api("PUT", ENDPOINT, {"endpoint": other.url}).json() == {}
        line.say(UID, "ย้ายบ้าน")
        assert other.wait_for_events(1)[0]["message"]["text"] == "ย้ายบ้าน"
        line.settle()
    assert line.bot.events == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://example.com/webhook",
        "ftp://127.0.0.1/",
        "example.com",
        "",
        5,
        "https://",
        "http://[",
    ],
)
def test_only_https_is_taken_and_http_of_this_machine(line: Line, endpoint: object) -> None:
    assert line.api("PUT", ENDPOINT, {"endpoint": endpoint}).status == 400
    assert line.api("GET", ENDPOINT).json()["endpoint"] == line.bot.url


def test_length_ends_at_500(line: Line) -> None:
    https = "https://example.com/"
    assert line.api("PUT", ENDPOINT, {"endpoint": https + "x" * (500 - len(https))}).status == 200
    assert line.api("PUT", ENDPOINT, {"endpoint": https + "x" * (501 - len(https))}).status == 400


def test_plain_http_can_be_forbidden_altogether() -> None:
    with running_simulator(allow_loopback_http=False) as line:
        refused = line.api("PUT", ENDPOINT, {"endpoint": "http://127.0.0.1:9/"})
        assert (refused.status, refused.json()["message"]) == (400, "Invalid webhook endpoint URL")


def test_the_test_posts_a_signed_body_without_events(line: Line) -> None:
    result = line.api("POST", TEST, {}).json()
    timestamp = result.pop("timestamp")
    assert result == {"success": True, "statusCode": 200, "reason": "OK", "detail": "200"}
    assert timestamp.startswith("20")
    [webhook] = line.bot.webhooks
    assert webhook.events == []
    assert webhook.is_signed_with(SECRET)


def test_the_test_tells_what_went_wrong(line: Line) -> None:
    line.bot.answers.append(404)
    result = line.api("POST", TEST).json()
    assert (result["success"], result["statusCode"]) == (False, 404)
    assert (result["reason"], result["detail"]) == ("ERROR_STATUS_CODE", "404")
    result = line.api("POST", TEST, {"endpoint": "http://127.0.0.1:1/"}).json()
    assert (result["statusCode"], result["reason"]) == (0, "COULD_NOT_CONNECT")
    line.settings(webhook_timeout_ms=50)
    line.bot.let_answer.clear()
    assert line.api("POST", TEST).json()["reason"] == "REQUEST_TIMEOUT"
    line.bot.let_answer.set()
