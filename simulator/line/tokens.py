"""Channel access tokens: short-lived, v2.1 and stateless.

Source: LINE Messaging API reference, 'Channel access token'. These calls carry no token and
forms, not JSON, and their errors have a shape of their own.
"""

import hmac
import secrets
from typing import Any

from flask import Blueprint, Response, g, jsonify, request

from simulator.line.errors import RATE_LIMITED, LineError
from simulator.line.gate import begin, leave
from simulator.line.jwt import Assertion, BadAssertion, read_assertion
from simulator.world import world

Json = dict[str, Any]
_MONTH_S = 30 * 24 * 3600
_STATELESS_S = 15 * 60
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

tokens = Blueprint("line_tokens", __name__)
tokens.after_request(leave)


class Refusal(Exception):
    """400 in OAuth's shape."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


@tokens.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[Response, int]:
    """`{"error", "error_description"}`."""
    body = {"error": refusal.error, "error_description": refusal.description}
    return jsonify(body), 400


@tokens.before_request
def enter() -> None:
    """Number the call and keep to its rate limit; what is secret in it is not logged."""
    begin()
    g.secret = True
    if not world().limiter.allows(request.method, str(request.url_rule)):
        raise LineError(429, RATE_LIMITED)


@tokens.post("/v2/oauth/accessToken")
def issue_short_lived() -> Json:
    """30 days, by channel ID and secret."""
    _check_grant()
    _check_client()
    return _issued(None, _MONTH_S)


@tokens.post("/v2/oauth/verify")
def verify_short_lived() -> Json:
    """What is left of a token."""
    return _verified(request.form.get("access_token", ""))


@tokens.post("/v2/oauth/revoke")
def revoke_short_lived() -> Response:
    """The token is worth nothing any more; unknown ones too are answered 200."""
    world().store.access_tokens.revoke(request.form.get("access_token", ""))
    return Response()


@tokens.post("/oauth2/v2.1/token")
def issue_v21() -> Json:
    """Up to 30 days, by an assertion signed with the channel's key."""
    _check_grant()
    assertion = _assertion(request.form)
    return _issued(assertion.key_id, assertion.seconds) | {"key_id": assertion.key_id}


@tokens.get("/oauth2/v2.1/verify")
def verify_v21() -> Json:
    """What is left of a token."""
    return _verified(request.args.get("access_token", ""))


@tokens.post("/oauth2/v2.1/revoke")
def revoke_v21() -> Response:
    """Needs the channel's ID and secret beside the token."""
    _check_client()
    world().store.access_tokens.revoke(request.form.get("access_token", ""))
    return Response()


@tokens.get("/oauth2/v2.1/tokens/kid")
def key_ids() -> Json:
    """Key IDs of all living tokens v2.1."""
    _assertion(request.args)
    return {"kids": world().store.access_tokens.key_ids(world().now())}


@tokens.post("/oauth2/v3/token")
def issue_stateless() -> Json:
    """15 minutes, by assertion or by ID and secret; it can't be revoked."""
    _check_grant()
    if "client_assertion" in request.form:
        _assertion(request.form)
    else:
        _check_client()
    return _issued(None, _STATELESS_S)


def _check_grant() -> None:
    if request.form.get("grant_type") != "client_credentials":
        raise Refusal("unsupported_grant_type", "grant_type must be client_credentials")


def _check_client() -> None:
    config = world().config
    known = request.form.get("client_id") == config.channel_id
    if not known or not _same(request.form.get("client_secret", ""), config.secret):
        raise Refusal("invalid_client", "invalid client_id or client_secret")


def _same(given: str, real: str) -> bool:
    return hmac.compare_digest(given.encode(), real.encode())


def _assertion(values: Any) -> Assertion:
    if values.get("client_assertion_type") != _ASSERTION_TYPE:
        raise Refusal("invalid_request", f"client_assertion_type must be {_ASSERTION_TYPE}")
    try:
        text = values.get("client_assertion", "")
        return read_assertion(text, world().config.channel_id, world().now() // 1000)
    except BadAssertion as error:
        raise Refusal("invalid_client", str(error)) from error


def _issued(key_id: str | None, seconds: int) -> Json:
    token = secrets.token_urlsafe(96)
    world().store.access_tokens.keep(token, key_id, world().now() + seconds * 1000)
    return {"access_token": token, "token_type": "Bearer", "expires_in": seconds}


def _verified(token: str) -> Json:
    here = world()
    if token and token == here.config.token:
        return {"client_id": here.config.channel_id, "expires_in": _MONTH_S, "scope": "P CM"}
    row = here.store.access_tokens.get(token, here.now())
    if row is None:
        raise Refusal("invalid_request", "access token expired")
    left = (row["expires"] - here.now()) // 1000
    return {"client_id": here.config.channel_id, "expires_in": left, "scope": "P CM"}
