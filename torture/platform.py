"""LINE as the torture sees it: the simulator's doors over HTTP."""

from __future__ import annotations

import json
from typing import Any

import urllib3

Json = dict[str, Any]
PATIENCE_SECONDS = 70.0
# A server may close a kept connection at the very moment it is used again. What only reads is asked
# again; what acts must not happen twice, so it never goes over a kept connection.
READS = urllib3.Retry(total=3, backoff_factor=0.1)


class Refused(Exception):
    """The simulator would not do it (a blocked account, a bubble that is gone)."""


class Platform:
    """One simulator; safe to share between threads."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._reads = urllib3.PoolManager(maxsize=40, timeout=PATIENCE_SECONDS)
        self._acts = urllib3.PoolManager(maxsize=1, timeout=PATIENCE_SECONDS)

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        """Raises Refused for anything but 2xx."""
        data = None if body is None else json.dumps(body).encode()
        pool, kept = (self._reads, "keep-alive") if method == "GET" else (self._acts, "close")
        answer = pool.request(
            method,
            self.url + path,
            body=data,
            headers={"Content-Type": "application/json", "Connection": kept},
            retries=READS if method == "GET" else False,
        )
        if not 200 <= answer.status < 300:
            raise Refused(f"{method} {path}: {answer.status} {answer.data[:200]!r}")
        content: Json = json.loads(answer.data)
        return content

    def act(self, user_id: str, verb: str, **what: Any) -> Json:
        """What a finger does; answers event_id, and message_id where there is one."""
        return self.call("POST", f"/phones/{user_id}/{verb}", what)

    def bubbles(self, user_id: str, after: int = 0, wait_ms: int = 0) -> list[Json]:
        """The bot's bubbles on that phone after number *after*, oldest first."""
        query = f"after={after}&count=1&timeout_ms={wait_ms}"
        found: list[Json] = self.call("GET", f"/phones/{user_id}/wait?{query}")["messages"]
        return found

    def quick_replies(self, user_id: str) -> list[Json]:
        """The actions over the keyboard; LINE takes them away once one was tapped."""
        shown = self.call("GET", f"/phones/{user_id}")["quick_reply"] or {}
        return [item["action"] for item in shown.get("items", [])]

    def log(self, after: int) -> list[Json]:
        entries: list[Json] = self.call("GET", f"/log?after={after}&limit=1000")["entries"]
        return entries

    def set_faults(self, **faults: Any) -> None:
        self.call("PUT", "/faults", faults)

    def mend(self) -> None:
        self.call("DELETE", "/faults")

    def is_idle(self) -> bool:
        return bool(self.call("GET", "/idle")["idle"])
