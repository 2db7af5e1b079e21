"""Tells how far pip is: on one line that changes on a terminal, on a few lines elsewhere."""

import re
import sys
import threading
from pathlib import Path

_BEAT = 0.3  # seconds between two looks at what is installed
_FOUND = re.compile(r"(Collecting|Processing|Requirement already satisfied:) ")


class Progress:
    """Hears pip's own lines; while pip installs in silence, counts what has arrived in `venv`."""

    def __init__(self, venv: Path, locked: int) -> None:
        self._venv = venv
        self._locked = locked
        self._found = 0
        self._shown = ""
        self._done = threading.Event()
        self._watch: threading.Thread | None = None

    def hear(self, line: str) -> None:
        if line.startswith("Ignoring "):
            self._locked -= 1
        elif _FOUND.match(line):
            self._found += 1
            self._show("fetched", min(self._found, self._locked), self._locked)
        elif line.startswith("Installing collected packages: "):
            self._watch = threading.Thread(target=self._count, args=[line.count(",") + 1])
            self._watch.start()

    def close(self) -> None:
        self._done.set()
        if self._watch:
            self._watch.join()
        if sys.stdout.isatty():
            print()

    def _count(self, coming: int) -> None:
        before = self._arrived()
        while not self._done.wait(_BEAT):
            self._show("installed", self._arrived() - before, coming)

    def _arrived(self) -> int:
        return sum(1 for _ in self._venv.glob("lib/python*/site-packages/*.dist-info"))

    def _show(self, what: str, count: int, total: int) -> None:
        if sys.stdout.isatty():
            bar = "#" * (20 * count // max(total, 1))
            print(f"\r  {what:9} [{bar:20}] {count:3} of {total} packages ", end="", flush=True)
            return
        quarter = f"  {what} {4 * count // max(total, 1) * 25:3} % of {total} packages"
        if quarter != self._shown:
            print(quarter, flush=True)
        self._shown = quarter
