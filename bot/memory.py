"""What a conversation remembers between two messages, kept in Redis for a day."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from redis import Redis

MEMORY_LIFE = timedelta(hours=24)
FINISHED_KEPT = 5
STEPS_KEPT = 20


@dataclass
class Thread:
    """One conversation in progress.

    session: what its buttons carry; revision: counts its changes, so that a button shown before one
    is known as old; past: the answers as they were before each step, for going back; about: what it
    was started with; editing: the edit menu is open; reopened: the slot chosen there.
    """

    name: str
    session: str = field(default_factory=lambda: secrets.token_urlsafe(4))
    revision: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    past: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    editing: bool = False
    reopened: str | None = None

    def step(self) -> None:
        """Remember what is known now, before it changes; buttons shown until now grow old."""
        self.past = [*self.past, dict(self.answers)][-STEPS_KEPT:]
        self.revision += 1

    def back(self) -> None:
        self.answers = self.past.pop()
        self.editing, self.reopened = False, None
        self.revision += 1

    def answer(self, answers: dict[str, Any]) -> None:
        self.step()
        self.answers |= answers
        self.editing, self.reopened = False, None


@dataclass
class Memory:
    """threads: the current conversation last, interrupted ones before it.

    misread: how many messages in a row could not be read; failed: the last of them.
    told_of_quota: the newest letter of which a member of staff knows that it waits for quota.
    """

    threads: list[Thread] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    misread: int = 0
    failed: str = ""
    kept_at: str = ""
    told_of_quota: int = 0

    @property
    def current(self) -> Thread | None:
        return self.threads[-1] if self.threads else None

    def begin(self, thread: Thread) -> None:
        self.threads = [t for t in self.threads if t.session != thread.session] + [thread]

    def finish(self, thread: Thread) -> None:
        self.threads.remove(thread)
        self.finished = [*self.finished, thread.session][-FINISHED_KEPT:]

    def is_stale(self, now: datetime) -> bool:
        return bool(self.kept_at) and now - datetime.fromisoformat(self.kept_at) > MEMORY_LIFE

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Memory:
        known = {each.name for each in fields(Thread)}
        threads = [
            Thread(**{key: value for key, value in thread.items() if key in known})
            for thread in kept.get("threads", [])
        ]
        return cls(**{**kept, "threads": threads})


@dataclass(frozen=True, slots=True)
class Kept:
    """A memory as Redis has it, and the event after which it was kept."""

    event_id: int
    memory: dict[str, Any]

    def after(self, event_id: int | None) -> Memory | None:
        """None when it is older or newer than that event; a new object each time."""
        return Memory.from_json(self.memory) if self.event_id == event_id else None


class MemoryStore:
    """Memory under the member's key, with the id of the event after which it was kept."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def recall(self, sender: str) -> Kept | None:
        return self.recall_all([sender])[sender]

    def recall_all(self, senders: Sequence[str]) -> dict[str, Kept | None]:
        found: Any = self._redis.mget([_key(sender) for sender in senders])
        return {sender: _read(raw) for sender, raw in zip(senders, found, strict=True)}

    def keep(self, memories: Mapping[str, Kept]) -> None:
        if not memories:
            return
        with self._redis.pipeline(transaction=False) as pipeline:
            for sender, kept in memories.items():
                raw = json.dumps(
                    {"event_id": kept.event_id, "memory": kept.memory}, ensure_ascii=False
                )
                pipeline.set(_key(sender), raw, ex=MEMORY_LIFE)
            pipeline.execute()


def _key(sender: str) -> str:
    return f"memory:{sender}"


def _read(raw: bytes | str | None) -> Kept | None:
    kept = json.loads(raw) if raw else None
    return Kept(kept["event_id"], kept["memory"]) if kept else None
