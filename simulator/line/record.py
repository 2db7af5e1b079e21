"""Writing API calls into the journal."""

import time
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from simulator.json_text import read_json
from simulator.world import World

_REQUEST_HEADERS = ("X-Line-Retry-Key", "Content-Type", "User-Agent")
_RESPONSE_HEADERS = ("X-Line-Request-Id", "X-Line-Accepted-Request-Id")
# Five messages of LINE's largest carousels are shown in full.
_SHOWN = 300_000


def record_call(world: World, response: Response) -> None:
    """One log entry for the call that is being answered; tokens and secrets are left out."""
    took_ms = round((time.monotonic() - g.started) * 1000)
    world.journal.record(
        kind="api",
        at=world.now() - took_ms,
        method=request.method,
        path=request.path if g.secret else request.full_path.removesuffix("?"),
        status=response.status_code,
        ms=took_ms,
        request=_request_shown(),
        response=_shown(_response_data(response), response.mimetype),
        note=g.note,
        paid=g.paid,
        user_ids=g.user_ids,
        headers=_headers(response),
    )


def _request_shown() -> Any:
    """What was read of the body already is not read again."""
    data = _request_data()
    if g.body is not None and 0 < len(data) <= _SHOWN:
        return g.body
    return _shown(data, request.mimetype)


def _request_data() -> bytes:
    """The body, unless it is secret or larger than anyone may send."""
    if g.secret:
        return b""
    try:
        return request.get_data(cache=True)
    except RequestEntityTooLarge:
        return b""


def _response_data(response: Response) -> bytes:
    hidden = g.secret and response.status_code == 200
    return b"" if hidden or response.is_streamed else response.get_data()


def _shown(data: bytes, mimetype: str | None) -> Any:
    if not data:
        return None
    if not (mimetype or "").startswith(("application/json", "text/")):
        return f"<{mimetype}, {len(data)} bytes>"
    if len(data) > _SHOWN:
        return f"<{mimetype}, {len(data)} bytes>"
    try:
        return read_json(data)
    except ValueError:
        return data.decode(errors="replace")


def _headers(response: Response) -> dict[str, str]:
    asked = {name: request.headers[name] for name in _REQUEST_HEADERS if name in request.headers}
    told = {name: response.headers[name] for name in _RESPONSE_HEADERS if name in response.headers}
    return asked | told
