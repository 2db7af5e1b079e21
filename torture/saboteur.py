"""Who makes it hard: kills, pauses, sick LINE, empty Redis; every choice by the dice."""

from __future__ import annotations

import contextlib
import os
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
from torture.timetable import timetable


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
