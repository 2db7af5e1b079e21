"""A running simulator and a tiny bot to receive its webhooks, for any test that needs LINE.

with running_simulator(people=[BOONMEE]) as line:
    line.say(BOONMEE["user_id"], "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    line.api("POST", "/v2/bot/message/reply", {"replyToken": event["replyToken"], ...})
"""

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import urllib3
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.app import create_app
from simulator.config import Config, now_ms
from tests.simulator.fake_bot import FakeBot

Json = dict[str, Any]

SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "test-channel-access-token"
CHANNEL_ID = "1234567890"
BOONMEE: Json = {
    "user_id": "U" + "a" * 32,
    "name": "แม่บุญมี",
    "caption": "บ้านวังน้ำวน · ผัก",
    "role": "producer",
    "color": "#2e7d32",
}
SOMSRI: Json = {
    "user_id": "U" + "b" * 32,
    "name": "คุณสมศรี",
    "caption": "โรงพยาบาล",
    "role": "buyer",
    "color": "#1565c0",
}


@dataclass
class Clock:
    """The real time, moved forward by as much as a test likes."""

    ahead_ms: int = 0

    def __call__(self) -> int:
        return now_ms() + self.ahead_ms


@dataclass
class Line:
    """A simulator at `url`. `bot` is the fake bot, or None when a real one is connected."""

    url: str
    bot: FakeBot
    clock: Clock
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False))

    def door(self, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
        """Call a door of the simulator; the status must be as said. Answers its JSON."""
        response = self.request(method, path, body)
        assert response.status == status, (path, response.status, response.data.decode())
        return response.json()

    def act(self, user_id: str, what: str, **body: object) -> Json:
        """Something a person does on the phone; answers event_id and message_id."""
        answer: Json = self.door("POST", f"/phones/{user_id}/{what}", body, status=202)
        return answer

    def say(self, user_id: str, text: str) -> Json:
        """The person types a text."""
        return self.act(user_id, "text", text=text)

    def phone(self, user_id: str) -> Json:
        """What the phone shows now."""
        shown: Json = self.door("GET", f"/phones/{user_id}")
        return shown

    def wait(self, user_id: str, *, after: int = 0, count: int = 1) -> list[Json]:
        """The bot's bubbles after number `after`, as soon as there are `count`; fails without."""
        path = f"/phones/{user_id}/wait?after={after}&count={count}&timeout_ms=10000"
        messages: list[Json] = self.door("GET", path)["messages"]
        assert len(messages) >= count, f"{len(messages)} of {count} messages came"
        return messages

    def settle(self) -> None:
        """Wait until no webhook is under way; fails after ten seconds."""
        assert self.door("GET", "/idle?wait_ms=10000")["idle"]

    def api(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """Call LINE's API with the channel's token; header names use _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request(method, path, body, {"Authorization": f"Bearer {TOKEN}"} | named)

    def push(self, user_id: str, *texts: str, **headers: str) -> urllib3.BaseHTTPResponse:
        """Push texts to a person."""
        messages = [{"type": "text", "text": text} for text in texts]
        body = {"to": user_id, "messages": messages}
        return self.api("POST", "/v2/bot/message/push", body, **headers)

    def reply(self, token: str, *texts: str, **headers: str) -> urllib3.BaseHTTPResponse:
        """Reply texts to a token."""
        messages = [{"type": "text", "text": text} for text in texts]
        body = {"replyToken": token, "messages": messages}
        return self.api("POST", "/v2/bot/message/reply", body, **headers)

    def faults(self, **changes: object) -> None:
        """Turn faults on or off."""
        self.door("PUT", "/faults", changes)

    def settings(self, **changes: object) -> None:
        """Change settings."""
        self.door("PUT", "/settings", changes)

    def log(self, kind: str) -> list[Json]:
        """All log entries of a kind, "webhook" or "api"."""
        entries = self.door("GET", "/log?limit=1000")["entries"]
        return [entry for entry in entries if entry["kind"] == kind]

    def request(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        """Any call; bytes go as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} | dict(headers or {})
        return self._http.request(method, self.url + path, body=data, headers=sent)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Tests have no use for an access log."""


@contextlib.contextmanager
def running_simulator(
    people: Sequence[Mapping[str, Any]] = (BOONMEE, SOMSRI),
    *,
    webhook: str | None = None,
    data: str = ":memory:",
    **config: Any,
) -> Iterator[Line]:
    """A simulator on a free port; webhooks go to `webhook`, or to a fake bot of its own."""
    clock = Clock()
    with FakeBot.listening() as bot:
        settings = {"secret": SECRET, "token": TOKEN, "channel_id": CHANNEL_ID} | config
        app = create_app(
            Config(people=people, data=data, webhook=webhook or bot.url, now=clock, **settings)
        )
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield Line(f"http://127.0.0.1:{server.server_port}", bot, clock)
        finally:
            server.shutdown()
            app.extensions["simulator"].close()
            server.server_close()
