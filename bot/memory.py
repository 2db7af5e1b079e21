"""What a conversation remembers between two messages, kept in Redis for a day."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from redis import Redis
from redis.exceptions import LockError

MEMORY_LIFE = timedelta(hours=24)
# Longer than hearing one event and answering it takes; short, because a worker that is killed keeps
# its member waiting until the lock has run out and the sweep has come by.
LOCK_SECONDS = 20
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
        raw = self._redis.get(f"memory:{sender}")
        kept = json.loads(raw) if isinstance(raw, (bytes, str)) else None
        return Kept(kept["event_id"], kept["memory"]) if kept else None

    def keep(self, sender: str, event_id: int, memory: dict[str, Any]) -> None:
        raw = json.dumps({"event_id": event_id, "memory": memory}, ensure_ascii=False)
        self._redis.set(f"memory:{sender}", raw, ex=MEMORY_LIFE)

    @contextmanager
    def locked(self, sender: str) -> Iterator[bool]:
        """The member's lock; yields False when somebody else holds it.

        A holder that loses it by sleeping too long does no harm: the database lets each event take
        effect once.
        """
        lock = self._redis.lock(f"lock:{sender}", timeout=LOCK_SECONDS, blocking=False)
        got = lock.acquire()
        try:
            yield got
        finally:
            if got:
                _release(lock)

    def stay(self, sender: str) -> None:
        """The holder goes on; should another have taken over, theirs is that much longer."""
        self._redis.expire(f"lock:{sender}", LOCK_SECONDS)

    def knock(self, sender: str) -> None:
        """Ask the holder of the lock to look once more after letting go."""
        self._redis.set(f"knock:{sender}", 1, ex=LOCK_SECONDS)

    def knocked(self, sender: str) -> bool:
        return self._redis.getdel(f"knock:{sender}") is not None


def _release(lock: Any) -> None:
    try:
        lock.release()
    except LockError:
        return  # it ran out while we worked; there is nothing left to give back
