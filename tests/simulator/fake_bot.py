"""A bot that only listens: it keeps every webhook and answers as it is told."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Webhook:
    """One POST as it came."""

    body: bytes
    signature: str

    @property
    def events(self) -> list[Json]:
        """The events in it."""
        events: list[Json] = json.loads(self.body)["events"]
        return events

    def is_signed_with(self, secret: str) -> bool:
        """Whether the signature is that of the body, by LINE's rule."""
        digest = hmac.new(secret.encode(), self.body, hashlib.sha256).digest()
        return self.signature == base64.b64encode(digest).decode()


class FakeBot:
    """Receives webhooks at `url`; `answers` holds the next statuses, then 200 for ever."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.webhooks: list[Webhook] = []
        self.answers: deque[int] = deque()
        self.let_answer = threading.Event()
        self.let_answer.set()
        self._changed = threading.Condition()

    @property
    def events(self) -> list[Json]:
        """All events so far, in the order they came."""
        with self._changed:
            return [event for webhook in self.webhooks for event in webhook.events]

    def wait_for_events(self, count: int) -> list[Json]:
        """All events, as soon as there are `count`; fails after ten seconds."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.events) >= count, 10)
            return self.events

    def receive(self, body: bytes, signature: str) -> int:
        """Keep a webhook; answers the status to give."""
        with self._changed:
            self.webhooks.append(Webhook(body, signature))
            status = self.answers.popleft() if self.answers else 200
            self._changed.notify_all()
        self.let_answer.wait(10)
        return status

    @classmethod
    @contextlib.contextmanager
    def listening(cls) -> Iterator["FakeBot"]:
        """A bot on a free port of this machine."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        server.daemon_threads = True
        bot = cls(f"http://127.0.0.1:{server.server_port}/webhook")
        server.bot = bot  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield bot
        finally:
            bot.let_answer.set()
            server.shutdown()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        signature = self.headers.get("x-line-signature", "")
        status = self.server.bot.receive(body, signature)  # type: ignore[attr-defined]
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests have no use for an access log."""
