"""One part of the demo: a command in a process group of its own, writing to a log of its own."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from demo.places import ROOT

_PR_SET_PDEATHSIG = 1  # prctl(2)


class Part:
    """Started at once; its whole group is what signals go to."""

    def __init__(self, name: str, command: str, env: Mapping[str, str], logs: Path) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        with self.log.open("wb") as log:
            # A Procfile's commands are the shell's; preexec_fn is safe as we have no threads.
            self._process = subprocess.Popen(  # noqa: S602
                command,
                shell=True,
                cwd=ROOT,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent(),
            )

    @property
    def pid(self) -> int:
        """Of its first process, which is its group's number, too."""
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """None while its first process runs."""
        return self._process.poll()

    def is_alive(self) -> bool:
        """Whether any process of its group is left."""
        return self._process.poll() is None or self.send(0)

    def send(self, number: int) -> bool:
        """Signal the whole group; False when nobody is left in it."""
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return False
        return True

    def last_words(self, lines: int = 15) -> str:
        text = ""
        with contextlib.suppress(FileNotFoundError):
            text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


def _end_with_parent() -> Callable[[], object] | None:
    """On Linux, what makes a child end even when we are killed with -9."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
