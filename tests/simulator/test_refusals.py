"""LINE's error statuses and bodies, as bytes and through line-bot-sdk's own client."""

import json
from collections.abc import Callable, Iterator

import pytest
import urllib3
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuBulkLinkRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)

from tests.simulator.harness import BOONMEE, TOKEN, Line

UID = BOONMEE["user_id"]
PUSH = "/v2/bot/message/push"
KEY = "123e4567-e89b-12d3-a456-426614174000"


def _error(response: urllib3.BaseHTTPResponse) -> tuple[int, str]:
    return response.status, response.json()["message"]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_a_missing_or_wrong_token_is_401(line: Line, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = line.request("GET", "/v2/bot/info", headers=headers)
    assert response.status == 401
    assert response.json()["message"].startswith("Authentication failed.")
    assert response.headers["x-line-request-id"]


def test_a_body_that_is_no_json_is_400_and_says_where(line: Line) -> None:
    text = "The request body could not be parsed as JSON (line: 1, column: 2)"
    assert _error(line.api("POST", PUSH, b"{nonsense")) == (400, text)
    assert line.api("POST", PUSH, b"[]").status == 400
    for data in (b"\xff", b"", b"[" * 100_000, b'{"to": NaN}', b'{"to": "\\ud800"}'):
        assert _error(line.api("POST", PUSH, data))[1].startswith("The request body could not")


def test_another_content_type_is_415(line: Line) -> None:
    response = line.api("POST", PUSH, b"{}", Content_Type="text/plain")
    assert _error(response) == (415, "The content type, text/plain, is not supported")


def test_a_body_of_two_megabytes_is_read_and_one_byte_more_is_413(line: Line) -> None:
    most = 2 * 1024 * 1024
    assert line.api("POST", PUSH, b" " * (most - 2) + b"{}").status == 400
    assert line.api("POST", PUSH, b" " * (most - 1) + b"{}").status == 413


def test_each_missing_field_has_its_detail(line: Line) -> None:
    response = line.api("POST", PUSH, {"messages": [{"type": "text", "text": "x"}]})
    assert _error(response) == (400, "The request body has 1 error(s)")
    assert response.json()["details"] == [{"message": "May not be empty", "property": "to"}]


def test_broadcasts_are_limited_to_60_an_hour(line: Line) -> None:
    body = {"messages": [{"type": "text", "text": "ข่าว"}]}
    line.settings(quota_limit=None)
    answers = [line.api("POST", "/v2/bot/message/broadcast", body) for _ in range(61)]
    assert [answer.status for answer in answers] == [200] * 60 + [429]
    text = "The API rate limit has been exceeded. Try again later."
    assert answers[-1].json() == {"message": text}
    line.clock.ahead_ms += 3_600_001
    assert line.api("POST", "/v2/bot/message/broadcast", body).status == 200


def test_unknown_paths_are_404_and_logged(line: Line) -> None:
    assert line.api("GET", "/v2/bot/nothing/here").status == 404
    assert line.log("api")[-1]["path"] == "/v2/bot/nothing/here"


def test_a_wrong_method_is_405(line: Line) -> None:
    assert line.api("PUT", PUSH, {}).status == 405


@pytest.fixture
def client(line: Line) -> Iterator[ApiClient]:
    """line-bot-sdk's own client, pointed at the simulator."""
    with ApiClient(Configuration(host=line.url, access_token=TOKEN)) as opened:
        yield opened


def _push(api: MessagingApi, to: str = UID, text: str = "สวัสดี") -> None:
    request = PushMessageRequest(to=to, messages=[TextMessage(text=text)])
    api.push_message(request, x_line_retry_key=KEY)


def _twice(line: Line, api: MessagingApi) -> None:
    _push(api)
    _push(api)


def _over_quota(line: Line, api: MessagingApi) -> None:
    line.settings(quota_limit=0)
    _push(api)


def _rate_limited(line: Line, api: MessagingApi) -> None:
    line.faults(rate_limited_next=1)
    _push(api)


def _broken(line: Line, api: MessagingApi) -> None:
    line.faults(api_error_next=1)
    _push(api)


def _stale_reply(line: Line, api: MessagingApi) -> None:
    api.reply_message(
        ReplyMessageRequest(reply_token="0" * 32, messages=[TextMessage(text="สวัสดี")])
    )


def _stranger(line: Line, api: MessagingApi) -> None:
    api.get_profile("U" + "f" * 32)


def _unknown_menu(line: Line, api: MessagingApi) -> None:
    request = RichMenuBulkLinkRequest(rich_menu_id="richmenu-none", user_ids=[UID])
    api.link_rich_menu_id_to_users(request)


def _wrong_seconds(line: Line, api: MessagingApi) -> None:
    api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=UID, loading_seconds=7))


@pytest.mark.parametrize(
    ("call", "status", "text"),
    [
        (_twice, 409, "The retry key is already accepted"),
        (_over_quota, 429, "You have reached your monthly limit."),
        (_rate_limited, 429, "The API rate limit has been exceeded. Try again later."),
        (_broken, 500, "Internal server error"),
        (_stale_reply, 400, "Invalid reply token"),
        (_stranger, 404, "Not found"),
        (_unknown_menu, 404, "richmenu not found"),
        (_wrong_seconds, 400, "The request body has 1 error(s)"),
    ],
)
def test_the_sdk_raises_its_own_exception_with_the_status_and_text(
    line: Line,
    client: ApiClient,
    call: Callable[[Line, MessagingApi], None],
    status: int,
    text: str,
) -> None:
    with pytest.raises(ApiException) as raised:
        call(line, MessagingApi(client))
    assert raised.value.status == status
    assert json.loads(raised.value.body)["message"] == text
    assert raised.value.headers["x-line-request-id"]


def test_the_sdk_raises_410_for_a_picture_that_was_unsent(line: Line, client: ApiClient) -> None:
    message_id = line.act(UID, "image", data="AAAA")["message_id"]
    assert MessagingApiBlob(client).get_message_content(message_id) == b"\0\0\0"
    line.act(UID, "unsend", message_id=message_id)
    with pytest.raises(ApiException) as raised:
        MessagingApiBlob(client).get_message_content(message_id)
    assert raised.value.status == 410


def test_the_sdk_raises_401_for_a_wrong_token(line: Line) -> None:
    with ApiClient(Configuration(host=line.url, access_token="wrong")) as opened:
        with pytest.raises(ApiException) as raised:
            MessagingApi(opened).get_bot_info()
        assert raised.value.status == 401
