"""Who makes it hard: kills, pauses, sick LINE, empty Redis; every choice by the dice."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from torture.plan import Plan
from torture.platform import Platform
from torture.process import Process
from torture.supervisor import Supervisor

# Longer than a letter's lease (30 s) and a member's lock (60 s) where sleeping longer harms nobody;
# shorter for what everybody waits for.
PAUSES = {
    "worker": (31, 75),
    "clock": (31, 75),
    "web": (1, 6),
    "valkey": (1, 8),
    "postgresql": (1, 6),
}
FAULTS: tuple[dict[str, Any], ...] = (
    {"api_delay_ms": 700},
    {"api_delay_ms": 9000},
    {"api_error_rate": 0.5},
    {"api_drop_after_accept_rate": 0.5},
    {"api_drop_before_accept_rate": 0.5},
    {"expire_reply_tokens": True},
    {"quota_exhausted": True},
    {"rate_limited_next": 8},
    {"webhook_duplicate_rate": 0.7},
    {"webhook_reorder": True},
    {"webhook_delay_ms": 1500},
    {"webhook_duplicate_rate": 0.4, "webhook_reorder": True, "api_error_rate": 0.3},
)
FAULT_SECONDS = (4, 15)


@dataclass
class Saboteur:
    """Works through a timetable drawn before the start; done counts what it did, by kind."""

    plan: Plan
    supervisor: Supervisor
    platform: Platform
    valkey_port: int
    done: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _later: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._luck = self.plan.dice("children")

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def join(self) -> None:
        """When the timetable is done; then everything is set going again."""
        if self._thread:
            self._thread.join()
        for part in self.supervisor.parts.values():
            part.send(signal.SIGCONT)
        self.platform.mend()

    def _work(self) -> None:
        try:
            begun = time.monotonic()
            for at, act in timetable(self.plan, self):
                self._wait_until(begun + at)
                act()
            self._wait_until(begun + self.plan.seconds)
        except Exception:
            self.broken.append(traceback.format_exc())

    def _wait_until(self, moment: float) -> None:
        """Meanwhile wake whoever's pause is over, and clear faults whose time is up."""
        while (now := time.monotonic()) < moment:
            due = [act for at, act in self._later if at <= now]
            self._later = [(at, act) for at, act in self._later if at > now]
            for act in due:
                act()
            time.sleep(0.05)

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        self._later.append((time.monotonic() + seconds, act))

    def kill(self, name: str) -> None:
        """One part, as a power cut or the out-of-memory killer would."""
        part = self._part(name)
        self.supervisor.expect(part.name)
        part.kill()
        self.done[f"kill {name}"] += 1

    def kill_child(self, name: str) -> None:
        """One process of a part: a gunicorn worker, a PostgreSQL backend."""
        children = self._part(name).children()
        if not children:
            return self.kill(name)
        self.supervisor.expect(name=self._part(name).name)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._luck.choice(children), signal.SIGKILL)
        self.done[f"kill {name}'s child"] += 1
        return None

    def pause(self, name: str, seconds: float) -> None:
        part = self._part(name)
        pids = [part.pid, *part.children()]
        part.send(signal.SIGSTOP)
        self._after(seconds, lambda: self._wake(part, pids))
        self.done[f"pause {name}"] += 1

    def _wake(self, part: Process, pids: list[int]) -> None:
        if part.pid == pids[0]:
            part.send(signal.SIGCONT)

    def make_sick(self, fault: dict[str, Any], seconds: float) -> None:
        self.platform.mend()
        self.platform.set_faults(**fault)
        self._after(seconds, self.platform.mend)
        for name in fault:
            self.done[f"fault {name}"] += 1

    def wipe_redis(self) -> None:
        """FLUSHALL; nobody home is as good as wiped."""
        with contextlib.suppress(OSError):
            address = ("127.0.0.1", self.valkey_port)
            with socket.create_connection(address, 2) as connection:
                connection.sendall(b"FLUSHALL\r\n")
                connection.recv(16)
                self.done["wipe FLUSHALL"] += 1

    def _part(self, name: str) -> Process:
        """A part by its kind; of several workers the one that has run the longest."""
        same = [p for p in self.supervisor.parts.values() if p.name.split(".")[0] == name]
        return min(same, key=lambda part: part.starts)


Step = tuple[float, Callable[[], None]]


def timetable(plan: Plan, hand: Saboteur) -> list[Step]:
    """Seconds from the start and what to do then, in order; the dice alone decide."""
    dice = plan.dice("saboteur")
    kinds = ["web", "worker", "clock", "valkey"]
    if plan.database == "postgresql":
        kinds.append("postgresql")
    steps = [*_kills(plan, hand, dice, kinds), *_troubles(plan, hand, dice, kinds)]
    return sorted(steps, key=lambda step: step[0])


def _kills(plan: Plan, hand: Saboteur, dice: random.Random, kinds: list[str]) -> list[Step]:
    weights = [4.0 if kind == "worker" else 0.7 if kind == "clock" else 2.0 for kind in kinds]
    steps: list[Step] = []
    for _ in range(plan.kills):
        at = dice.uniform(2, plan.seconds - 1)
        (kind,) = dice.choices(kinds, weights)
        has_children = kind in ("web", "postgresql")
        act = hand.kill_child if has_children and dice.random() < 0.5 else hand.kill
        steps.append((at, lambda act=act, kind=kind: act(kind)))  # type: ignore[misc]
    return steps


def _troubles(plan: Plan, hand: Saboteur, dice: random.Random, kinds: list[str]) -> list[Step]:
    steps: list[Step] = []
    for at in _moments(plan, dice, every=12):
        fault, long = dice.choice(FAULTS), dice.uniform(*FAULT_SECONDS)
        steps.append((at, lambda f=fault, s=long: hand.make_sick(f, s)))  # type: ignore[misc]
    for at in _moments(plan, dice, every=20):
        kind = dice.choice(kinds)
        long = dice.uniform(*PAUSES[kind])
        steps.append((at, lambda k=kind, s=long: hand.pause(k, s)))  # type: ignore[misc]
    steps += [(at, hand.wipe_redis) for at in _moments(plan, dice, every=45)]
    return steps


def _moments(plan: Plan, dice: random.Random, every: float) -> list[float]:
    """About one moment in that many seconds, at least one, none before anybody has spoken."""
    count = max(1, round(plan.seconds / every))
    return sorted(dice.uniform(3, plan.seconds - 2) for _ in range(count))
