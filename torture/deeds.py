"""What phones did, one entry for each webhook event they caused."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from torture.platform import Platform, Refused


@dataclass(frozen=True, slots=True)
class Deed:
    """at: Unix seconds; what: the body the phone posted."""

    event_id: str
    user_id: str
    at: float
    verb: str
    what: dict[str, Any]


@dataclass
class Deeds:
    """Everybody's deeds; refused: acts the simulator did not let happen."""

    platform: Platform
    done: list[Deed] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def act(self, user_id: str, verb: str, **what: Any) -> str | None:
        """The id of the message it made, if any."""
        try:
            answer = self.platform.act(user_id, verb, **what)
        except Refused:
            self.refused[verb] += 1
            return None
        with self._lock:
            self.done.append(Deed(answer["event_id"], user_id, time.time(), verb, what))
        return answer.get("message_id")

    def count(self) -> Counter[str]:
        return Counter(deed.verb for deed in self.done)
