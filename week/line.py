"""LINE on the loopback, and everybody's phone: the simulator's doors over HTTP."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from typing import Any

import urllib3
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.app import create_app
from simulator.config import Config
from week.clock import Clock

Json = dict[str, Any]
# They open nothing but this process's own loopback.
SECRET, TOKEN, CHANNEL = "a-week-s-secret", "a-week-s-token", "2000000000"
# However slow the machine is: a webhook given up would change the week.
_PATIENCE_MS = 60_000


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """A week has no use for an access log."""


@contextlib.contextmanager
def served(app: Flask) -> Iterator[str]:
    """*app* on a free port of the loopback; its URL."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Line:
    """What can be done at the doors of the simulator at *url*."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = urllib3.PoolManager(retries=False)

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Raises RuntimeError with the simulator's words."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
        answer = self._http.request(method, self.url + path, body=data, headers=headers)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.data.decode()}")
        return answer.json()

    def act(self, user_id: str, verb: str, **what: object) -> None:
        self.call("POST", f"/phones/{user_id}/{verb}", what)

    def bubbles(self, user_id: str, after: int) -> list[Json]:
        """The bot's messages on a phone after number *after*; they are read with it."""
        path = f"/phones/{user_id}/wait?after={after}&timeout_ms=0"
        found: list[Json] = self.call("GET", path)["messages"]
        self.call("POST", f"/phones/{user_id}/read")
        return found

    def unread(self) -> list[str]:
        """Whose phone shows something new, in the order of the people file."""
        return [p["user_id"] for p in self.call("GET", "/phones")["people"] if p["unread"]]

    def paid(self) -> int:
        return int(self.call("GET", "/phones")["paid"])

    def settle(self) -> None:
        """Wait until no webhook is under way. Raises RuntimeError when one does not arrive."""
        if not self.call("GET", f"/idle?wait_ms={_PATIENCE_MS}")["idle"]:
            raise RuntimeError("a webhook did not arrive")


@contextlib.contextmanager
def open_line(clock: Clock, people: list[Json]) -> Iterator[Line]:
    """A simulator that lives by the week's clock, whose account has messages enough."""
    config = Config(
        secret=SECRET, token=TOKEN, channel_id=CHANNEL, people=people, now=clock.milliseconds
    )
    app = create_app(config)
    with served(app) as url:
        line = Line(url)
        line.call("PUT", "/settings", {"quota_limit": None, "webhook_timeout_ms": _PATIENCE_MS})
        try:
            yield line
        finally:
            app.extensions["simulator"].close()
