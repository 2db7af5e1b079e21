"""Writes down what the simulator logs: it keeps only the newest, the books need all of it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torture.evidence import Call
from torture.platform import Platform

BEAT_SECONDS = 0.5
SLOW_MS = 2000
SENDING = {f"/v2/bot/message/{way}": way for way in ("reply", "push", "multicast", "broadcast")}


@dataclass
class Recorder:
    """calls: every sending call; webhooks: tries by what came of them."""

    platform: Platform
    path: Path
    calls: list[Call] = field(default_factory=list)
    webhooks: Counter[str] = field(default_factory=Counter)
    _seq: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            self.catch_up()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()
        self.catch_up()

    def catch_up(self) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            while entries := self.platform.log(self._seq):
                for entry in entries:
                    file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                    self._note(entry)
                self._seq = entries[-1]["seq"]

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["kind"] == "webhook":
            taken = "taken" if 200 <= entry["status"] < 300 else f"not taken ({entry['status']})"
            self.webhooks[taken] += 1
            if entry["ms"] > SLOW_MS / 2:
                self.webhooks["slower than 1 s"] += 1
        elif entry["path"] in SENDING:
            self.calls.append(call_of(entry))


def call_of(entry: dict[str, Any]) -> Call:
    """A log entry of a sending call as the books take it."""
    asked = entry["request"] if isinstance(entry["request"], dict) else {}
    answer = entry["response"] if isinstance(entry["response"], dict) else {}
    return Call(
        seq=entry["seq"],
        way=SENDING[entry["path"]],
        status=entry["status"],
        note=entry["note"],
        to=str(asked.get("to") or (entry["user_ids"] or [""])[0]),
        token=str(asked.get("replyToken", "")),
        retry_key=entry["headers"].get("X-Line-Retry-Key", ""),
        messages=asked.get("messages", []),
        sent=tuple(m["id"] for m in answer.get("sentMessages", []) if entry["status"] == 200),
    )
