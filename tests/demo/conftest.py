"""A demo of stand-ins around a real Valkey, run as people run it: by its command."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STANDIN = f"exec {sys.executable} {Path(__file__).with_name('standin.py')}"
VALKEY = (
    'exec "$VALKEY_SERVER" --bind 127.0.0.1 --port $VALKEY_PORT '
    '--dir "$DEMO_HOME/valkey" --appendonly yes --save ""'
)
PROCFILE = f"""
release: echo migrated >> "$DEMO_HOME/released" && test ! -e "$DEMO_HOME/end-release"
valkey: {VALKEY}
simulator: {STANDIN} simulator $SIMULATOR_PORT
web: {STANDIN} web $PORT
worker: {STANDIN} worker 0
clock: {STANDIN} clock 0
menus: test ! -e "$DEMO_HOME/end-menus"
"""


class Demo:
    """Starts demos in `home` and reads what they print."""

    def __init__(self, home: Path, procfile: Path) -> None:
        self.home = home
        self._command = [sys.executable, "-m", "demo", "--var", str(home)]
        self._command += ["--procfile", str(procfile)]
        self._started: list[subprocess.Popen[str]] = []

    def start(self, *options: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [*self._command, *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._started.append(process)
        return process

    def open(self) -> "tuple[subprocess.Popen[str], str]":
        """Start one and read up to the address it prints."""
        process = self.start()
        for line in process.stdout or ():
            if line.startswith("Open "):
                return process, line.removeprefix("Open ").strip()
        raise AssertionError(f"no address; status {process.wait()}")

    def run(self, *options: str) -> tuple[int, str]:
        """Run one to its end: its status and all it printed."""
        process = self.start(*options)
        printed, _ = process.communicate(timeout=60)
        return process.returncode, printed

    def end(self, process: "subprocess.Popen[str]", number: int = signal.SIGINT) -> tuple[int, str]:
        process.send_signal(number)
        printed, _ = process.communicate(timeout=60)
        return process.returncode, printed

    def noted(self, count: int = 4) -> list[int]:
        """Every process of the stand-ins, children included, once `count` of them have noted it."""
        pids = self.home / "pids"
        deadline = time.monotonic() + 10
        while len(notes := list(pids.glob("*"))) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"only {[note.name for note in notes]} run")
            os.sched_yield()
        return [int(pid) for note in notes for pid in note.read_text().split()]

    def close(self) -> None:
        for process in self._started:
            if process.poll() is None:
                self.end(process, signal.SIGTERM)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not fetched by its parent does not."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    home = tmp_path / "var"
    home.mkdir()
    procfile = tmp_path / "Procfile"
    procfile.write_text(PROCFILE)
    demo = Demo(home, procfile)
    yield demo
    demo.close()
