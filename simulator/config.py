"""What a simulator is started with, and the clock it lives by."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Clock = Callable[[], int]


def now_ms() -> int:
    """Unix time in milliseconds, the unit of every time in LINE's webhooks."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Config:
    """`people` are dicts with user_id, name, caption, role, color and optionally friend.

    `data` is the path of an SQLite file or ":memory:". `webhook` is where events are posted.
    `allow_loopback_http` accepts http:// webhook endpoints on this machine; LINE itself takes
    https only, but a bot under development listens on plain loopback.
    """

    secret: str
    token: str
    channel_id: str
    people: Sequence[Mapping[str, Any]] = ()
    data: str = ":memory:"
    webhook: str | None = None
    story: Path | None = None
    bot_name: str = "สานพลัง"
    basic_id: str = "@sanpalang"
    allow_loopback_http: bool = True
    now: Clock = now_ms

    @property
    def bot_user_id(self) -> str:
        """The bot's own user ID, the `destination` of every webhook: U and 32 hex digits."""
        return "U" + hashlib.sha256(self.channel_id.encode()).hexdigest()[:32]


def read_people(path: Path) -> list[dict[str, Any]]:
    """The people file: a JSON list; raises ValueError when it is anything else."""
    people = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise ValueError(f"{path}: expected a JSON list of people")
    return people
