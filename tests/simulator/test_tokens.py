"""Channel access tokens: issued, used, verified, revoked, expired."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
import urllib3
from linebot.v3.oauth import ApiClient, ApiException, ChannelAccessToken, Configuration

from tests.simulator.harness import CHANNEL_ID, SECRET, TOKEN, Line

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GRANT = "client_credentials"


@pytest.fixture
def oauth(line: Line) -> Iterator[ChannelAccessToken]:
    """line-bot-sdk's own client of the token endpoints."""
    with ApiClient(Configuration(host=line.url)) as opened:
        yield ChannelAccessToken(opened)


def _assertion(line: Line, **changes: Any) -> str:
    now = line.clock() // 1000
    claims = {
        "iss": CHANNEL_ID,
        "sub": CHANNEL_ID,
        "aud": "https://api.line.me/",
        "exp": now + 1800,
        "token_exp": 3600,
    }
    header = {"alg": "RS256", "typ": "JWT", "kid": "key-1"}
    parts = [json.dumps(part).encode() for part in (header, claims | changes)] + [b"signature"]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def _works(line: Line, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    return line.request("GET", "/v2/bot/info", headers=headers).status == 200


def test_short_lived(line: Line, oauth: ChannelAccessToken) -> None:
    issued = oauth.issue_channel_token(GRANT, CHANNEL_ID, SECRET)
    assert (issued.token_type, issued.expires_in) == ("Bearer", 30 * 24 * 3600)
    assert _works(line, issued.access_token)
    assert oauth.verify_channel_token(issued.access_token).client_id == CHANNEL_ID
    oauth.revoke_channel_token(issued.access_token)
    assert not _works(line, issued.access_token)


def test_v21(line: Line, oauth: ChannelAccessToken) -> None:
    issued = oauth.issue_channel_token_by_jwt(GRANT, JWT_BEARER, _assertion(line))
    assert (issued.key_id, issued.expires_in) == ("key-1", 3600)
    assert _works(line, issued.access_token)
    verified = oauth.verify_channel_token_by_jwt(issued.access_token)
    assert 3590 <= verified.expires_in <= 3600
    kids = oauth.gets_all_valid_channel_access_token_key_ids(JWT_BEARER, _assertion(line)).kids
    assert kids == ["key-1"]
    oauth.revoke_channel_token_by_jwt(CHANNEL_ID, SECRET, issued.access_token)
    assert not _works(line, issued.access_token)


def test_a_token_ends_when_its_time_is_over(line: Line, oauth: ChannelAccessToken) -> None:
    token = oauth.issue_channel_token_by_jwt(GRANT, JWT_BEARER, _assertion(line)).access_token
    line.clock.ahead_ms += 3_601_000
    assert not _works(line, token)
    with pytest.raises(ApiException) as raised:
        oauth.verify_channel_token_by_jwt(token)
    assert raised.value.status == 400
    assert json.loads(raised.value.body)["error_description"] == "access token expired"


def test_stateless_by_secret_and_by_assertion(line: Line, oauth: ChannelAccessToken) -> None:
    issued = oauth.issue_stateless_channel_token(
        grant_type=GRANT, client_id=CHANNEL_ID, client_secret=SECRET
    )
    assert issued.expires_in == 900
    assert _works(line, issued.access_token)
    body = {
        "grant_type": GRANT,
        "client_assertion_type": JWT_BEARER,
        "client_assertion": _assertion(line),
    }
    issued = _form(line, "/oauth2/v3/token", body).json()
    assert _works(line, issued["access_token"])


def _form(line: Line, path: str, body: dict[str, str]) -> urllib3.BaseHTTPResponse:
    http = urllib3.PoolManager(retries=False)
    return http.request("POST", line.url + path, fields=body, encode_multipart=False)


def test_the_wrong_secret_gets_nothing(line: Line, oauth: ChannelAccessToken) -> None:
    with pytest.raises(ApiException) as raised:
        oauth.issue_channel_token(GRANT, CHANNEL_ID, "wrong")
    assert raised.value.status == 400
    assert json.loads(raised.value.body)["error"] == "invalid_client"


def test_another_grant_gets_nothing(line: Line) -> None:
    body = {"grant_type": "password", "client_id": CHANNEL_ID, "client_secret": SECRET}
    for path in ("/v2/oauth/accessToken", "/oauth2/v2.1/token", "/oauth2/v3/token"):
        response = _form(line, path, body)
        assert (response.status, response.json()["error"]) == (400, "unsupported_grant_type")


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "someone"},
        {"sub": "someone"},
        {"aud": "https://example.com/"},
        {"exp": 0},
        {"exp": 10**11},
        {"token_exp": 30 * 24 * 3600 + 1},
        {"token_exp": "1"},
    ],
)
def test_a_wrong_claim_gets_nothing(line: Line, changes: dict[str, Any]) -> None:
    body = {
        "grant_type": GRANT,
        "client_assertion_type": JWT_BEARER,
        "client_assertion": _assertion(line, **changes),
    }
    assert _form(line, "/oauth2/v2.1/token", body).status == 400


@pytest.mark.parametrize("assertion", ["", "a.b", "a.b.c", "e30.e30.x", "WzFd.WzFd.x"])
def test_what_is_no_assertion_gets_nothing(line: Line, assertion: str) -> None:
    body = {
        "grant_type": GRANT,
        "client_assertion_type": JWT_BEARER,
        "client_assertion": assertion,
    }
    assert _form(line, "/oauth2/v2.1/token", body).status == 400


def test_no_secret_or_token_is_written_into_the_log(line: Line) -> None:
    body = {"grant_type": GRANT, "client_id": CHANNEL_ID, "client_secret": SECRET}
    issued = _form(line, "/v2/oauth/accessToken", body).json()["access_token"]
    line.request("GET", f"/oauth2/v2.1/verify?access_token={issued}")
    assert _works(line, TOKEN)
    log = json.dumps(line.log("api"))
    assert len(line.log("api")) == 3
    assert SECRET not in log
    assert issued not in log
    assert TOKEN not in log
