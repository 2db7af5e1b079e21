"""Server-sent events: what happens, as it happens."""

import queue
from collections.abc import Iterator

from flask import Blueprint, Response, request

from simulator.hub import Ear, Hub
from simulator.world import world

HEARTBEAT_S = 15

news = Blueprint("news", __name__)


@news.get("/events")
def events() -> Response:
    """An endless text/event-stream; `Last-Event-ID` brings what was missed, as far as kept."""
    last = request.headers.get("Last-Event-ID", "")
    stream = _stream(world().hub, int(last) if last.isdecimal() else None)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return Response(stream, mimetype="text/event-stream", headers=headers)


def _stream(hub: Hub, last_seen: int | None) -> Iterator[str]:
    with hub.listener(last_seen) as ear:
        yield "retry: 1000\n\n"
        while (line := _next(ear)) is not None:
            yield line


def _next(ear: Ear) -> str | None:
    try:
        heard = ear.get(timeout=HEARTBEAT_S)
    except queue.Empty:
        return ": still here\n\n"
    return None if heard is None else f"id: {heard[0]}\ndata: {heard[1]}\n\n"
