"""One process of the market: a shell command in a group of its own, to be killed and stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.places import ROOT


@dataclass
class Process:
    """credentials: user and group as Popen takes them, when it may not be ours; may_rest: it is
    not to be started again when it ends."""

    name: str
    command: str
    env: Mapping[str, str]
    log: Path
    credentials: Mapping[str, Any] = field(default_factory=dict)
    starts: int = 0
    _running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.starts += 1
        with self.log.open("ab") as log:
            log.write(f"--- start {self.starts}\n".encode())
            log.flush()
            # A Procfile's commands are the shell's.
            self._running = subprocess.Popen(  # noqa: S602
                self.command,
                shell=True,
                cwd=ROOT,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.credentials,
            )

    @property
    def status(self) -> int | None:
        """None while it runs, 0 or more as it ended itself, negative for the signal it died of."""
        return self._running.poll() if self._running else -1

    @property
    def pid(self) -> int:
        return self._running.pid if self._running else 0

    def send(self, number: int) -> None:
        """Signal the whole group, as a process manager does; nobody may be left in it."""
        with contextlib.suppress(ProcessLookupError):
            if self._running:
                os.killpg(self._running.pid, number)

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    def children(self) -> list[int]:
        """Ids of all processes below the command: a gunicorn and its workers, server backends."""
        parents = _parents()
        found = [self.pid]
        for pid in found:
            found += sorted(child for child, parent in parents.items() if parent == pid)
        return found[1:]

    def end(self, seconds: float = 8.0) -> None:
        """Kindly, then by force."""
        for number in (signal.SIGCONT, signal.SIGTERM):
            self.send(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._running:
                self._running.wait(seconds)
        self.kill()
        if self._running:
            self._running.wait()

    def last_words(self, lines: int = 12) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def _parents() -> dict[int, int]:
    """Each process's parent (proc(5), the fourth field of stat)."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    return found
