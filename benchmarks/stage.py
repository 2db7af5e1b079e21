"""The market's real processes on a scratch folder, started from the Procfiles as they stand."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import meters
from demo.environment import environment
from demo.keys import Keys, kept_keys
from demo.part import Part
from demo.places import ROOT, Places
from demo.ports import Ports
from demo.probes import answers_http, answers_ping
from demo.procfile import read_procfile

PATIENCE_SECONDS = 60.0
# In production a manager adds nothing to these commands; here `exec` spares each a shell.
PRODUCTION = {n: f"exec {c}" for n, c in read_procfile(ROOT / "Procfile").items()}
DEMO = read_procfile(ROOT / "Procfile.demo")
_WANTED = {"PORT": 18000, "SIMULATOR_PORT": 18010, "VALKEY_PORT": 18020, "OTHER_PORT": 18030}


class NotStarted(Exception):
    """What did not answer, with its last words."""


class Stage:
    """A folder, its environment and the parts that run in it.

    database_url: an empty database of somebody's; an SQLite file in the folder when None.
    """

    def __init__(self, database_url: str | None = None) -> None:
        self.places = Places(Path(tempfile.mkdtemp(prefix="bench-")))
        self.places.make()
        self._reserved = Ports(_WANTED)
        self.ports = self._reserved.numbers
        self.keys: Keys = kept_keys(self.places.keys)
        self.env = environment(self.places, self.ports, self.keys) | {"LOG_LEVEL": "WARNING"}
        if database_url:
            self.env["DATABASE_URL"] = database_url
        self.parts: dict[str, Part] = {}

    def start(self, name: str, command: str, extra: Mapping[str, str] | None = None) -> Part:
        part = Part(name, command, {**self.env, **(extra or {})}, self.places.logs)
        self.parts[name] = part
        return part

    def start_store(self) -> None:
        self.start("valkey", DEMO["valkey"])
        self.until("valkey", lambda: answers_ping(self.ports["VALKEY_PORT"]))

    def prepare(self) -> None:
        """The schema, the catalogue and the demo's people."""
        part = self.start("release", DEMO["release"])
        self.until("release", lambda: part.returncode is not None)
        if self.parts.pop("release").returncode:
            raise NotStarted(part.last_words())

    def start_web(self, name: str = "web", port: str = "PORT", command: str | None = None) -> None:
        """The Procfile's web process, or *command* in its place."""
        self.start(name, command or PRODUCTION["web"], {"PORT": str(self.ports[port])})
        listens = self._is_ready if command is None else self._listens
        self.until(name, lambda: listens(self.ports[port]))

    def start_simulator(self, people: Path) -> None:
        command = DEMO["simulator"].replace("models/seed/people.json", str(people))
        self.start("simulator", command)
        port = self.ports["SIMULATOR_PORT"]
        self.until("simulator", lambda: answers_http(port, "/phones"))

    def start_workers(self, number: int) -> None:
        for index in range(number):
            self.start(f"worker{index + 1}", PRODUCTION["worker"])

    def start_clock(self) -> None:
        self.start("clock", PRODUCTION["clock"])

    def processor_seconds(self) -> dict[str, float]:
        """What each part has spent so far."""
        return {
            name: meters.processor_seconds(meters.group(part.pid))
            for name, part in self.parts.items()
        }

    def until(self, name: str, is_so: Callable[[], bool]) -> None:
        """Raises NotStarted when it takes too long or the part has ended."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            ended = self.parts[name].returncode
            if time.monotonic() > deadline or ended:
                raise NotStarted(f"{name}:\n{self.parts[name].last_words()}")
            time.sleep(0.005)

    def end(self) -> None:
        """Valkey last; then the folder is forgotten."""
        for part in reversed(self.parts.values()):
            part.send(15)
        deadline = time.monotonic() + 8
        for part in reversed(self.parts.values()):
            while part.is_alive() and time.monotonic() < deadline:
                time.sleep(0.02)
            part.send(9)
        shutil.rmtree(self.places.home, ignore_errors=True)

    def _is_ready(self, port: int) -> bool:
        return answers_http(port, "/readyz")

    def _listens(self, port: int) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        return False


@contextlib.contextmanager
def open_stage(database_url: str | None = None) -> Iterator[Stage]:
    stage = Stage(database_url)
    try:
        yield stage
    finally:
        stage.end()
