"""Where events are posted, and the test of it.

Source: LINE Messaging API reference, 'Webhook settings'.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import g, request

from simulator.events import webhook_body
from simulator.line.body import Json, json_object, required_text
from simulator.line.errors import LineError, not_found, wrong
from simulator.line.gate import line_blueprint
from simulator.world import world

_LONGEST = 500
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NOT_SET = "The webhook endpoint isn't set"

webhook_settings = line_blueprint("webhook_settings")


@webhook_settings.put("/v2/bot/channel/webhook/endpoint")
def set_endpoint() -> Json:
    """https only; http to this machine where `Config.allow_loopback_http` says so."""
    endpoint = required_text(json_object(), "endpoint")
    _check(endpoint, "endpoint")
    world().store.state.put("webhook", endpoint)
    return {}


@webhook_settings.get("/v2/bot/channel/webhook/endpoint")
def get_endpoint() -> Json:
    """The URL, and that it is in use."""
    endpoint = world().store.state.get("webhook")
    if not endpoint:
        raise not_found(_NOT_SET)
    return {"endpoint": endpoint, "active": True}


@webhook_settings.post("/v2/bot/channel/webhook/test")
def test() -> Json:
    """Post a signed body without events and say what came of it."""
    here = world()
    endpoint = _asked_endpoint() or here.store.state.get("webhook")
    if not endpoint:
        raise not_found(_NOT_SET)
    body = webhook_body(here.config.bot_user_id, [])
    answer = here.postman.post(endpoint, body, here.settings["webhook_timeout_ms"])
    g.note = f"tested {endpoint}"
    return {
        "success": answer.ok,
        "timestamp": datetime.fromtimestamp(here.now() / 1000, UTC).isoformat(),
        "statusCode": answer.status,
        "reason": answer.reason,
        "detail": answer.detail,
    }


def _asked_endpoint() -> Any:
    if not request.get_data(cache=True):
        return None
    endpoint = json_object().get("endpoint")
    if endpoint is not None:
        _check(endpoint, "endpoint")
    return endpoint


def _check(endpoint: object, name: str) -> None:
    if not isinstance(endpoint, str):
        raise wrong(name, "Must be a string")
    if len(endpoint) > _LONGEST:
        raise wrong(name, f"Length must be between 0 and {_LONGEST}")
    if not _allowed(endpoint):
        raise LineError(400, "Invalid webhook endpoint URL")


def _allowed(endpoint: str) -> bool:
    try:
        url = urlsplit(endpoint)
        host = url.hostname
    except ValueError:
        return False
    if not host:
        return False
    loopback = world().config.allow_loopback_http and host in _LOOPBACK
    return url.scheme == "https" or (url.scheme == "http" and loopback)
