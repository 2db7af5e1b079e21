"""Writing API calls into the journal."""

import json
import time
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from simulator.world import World

_REQUEST_HEADERS = ("X-Line-Retry-Key", "Content-Type", "User-Agent")
_RESPONSE_HEADERS = ("X-Line-Request-Id", "X-Line-Accepted-Request-Id")
_SHOWN = 100_000


def record_call(world: World, response: Response) -> None:
    """One log entry for the call that is being answered. The access token is left out."""
    took_ms = round((time.monotonic() - g.started) * 1000)
    world.journal.record(
        kind="api",
        at=world.now() - took_ms,
        method=request.method,
        path=_path(),
        status=response.status_code,
        ms=took_ms,
        request=_shown(_request_data(), request.mimetype),
        response=_shown(_response_data(response), response.mimetype),
        note=g.note,
        paid=g.paid,
        user_ids=g.user_ids,
        headers=_headers(response),
    )


def _path() -> str:
    secret = "access_token" in request.args or "client_assertion" in request.args
    return request.path if secret else request.full_path.removesuffix("?")


def _request_data() -> bytes:
    """The body, unless it is a form (those carry secrets) or larger than anyone may send."""
    if request.mimetype == "application/x-www-form-urlencoded":
        return b""
    try:
        return request.get_data(cache=True)
    except RequestEntityTooLarge:
        return b""


def _response_data(response: Response) -> bytes:
    return b"" if response.is_streamed else response.get_data()


def _shown(data: bytes, mimetype: str | None) -> Any:
    if not data:
        return None
    if not (mimetype or "").startswith(("application/json", "text/")):
        return f"<{mimetype}, {len(data)} bytes>"
    if len(data) > _SHOWN:
        return f"<{mimetype}, {len(data)} bytes>"
    text = data.decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _headers(response: Response) -> dict[str, str]:
    asked = {name: request.headers[name] for name in _REQUEST_HEADERS if name in request.headers}
    told = {name: response.headers[name] for name in _RESPONSE_HEADERS if name in response.headers}
    return asked | told
