"""The process manager: starts every part and starts again whatever has died."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from torture.process import Process

BEAT_SECONDS = 0.1
PAUSE_SECONDS = 0.3


@dataclass
class Supervisor:
    """fell: how often each part ended without having been killed by us, with its last words."""

    parts: dict[str, Process] = field(default_factory=dict)
    fell: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    _expected: set[str] = field(default_factory=set)
    _due: dict[str, float] = field(default_factory=dict)
    _closed: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def add(self, part: Process) -> None:
        self.parts[part.name] = part
        part.start()

    def watch(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def expect(self, name: str) -> None:
        """Its next end is the saboteur's doing."""
        self._expected.add(name)

    def _watch(self) -> None:
        while not self._closed.wait(BEAT_SECONDS):
            for part in self.parts.values():
                self._look_after(part)

    def _look_after(self, part: Process) -> None:
        if part.status is None:
            return
        due = self._due.setdefault(part.name, self._mourn(part))
        if time.monotonic() >= due:
            part.kill()  # whoever of its group outlived it
            del self._due[part.name]
            part.start()

    def _mourn(self, part: Process) -> float:
        """Note an end nobody asked for; when to start it again."""
        if part.name in self._due:
            return 0.0
        if part.name not in self._expected:
            self.words.append(f"{part.name} ended ({part.status}):\n{part.last_words()}")
            self.fell[part.name] += 1
        self._expected.discard(part.name)
        return time.monotonic() + PAUSE_SECONDS

    def end(self, last: tuple[str, ...]) -> None:
        """End all, those of *last* after the others."""
        self._closed.set()
        if self._thread:
            self._thread.join()
        for late in (False, True):
            for part in self.parts.values():
                if (part.name in last) == late:
                    part.end()


def until(is_so: Callable[[], bool], seconds: float, beat: float = 0.1) -> bool:
    """Wait for it; False when it did not come about in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(beat)
    return True
