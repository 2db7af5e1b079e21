"""Databases for tests, the same test on SQLite and on PostgreSQL.

Tests take `empty_url` (nothing in it) or `market_url` (the catalogue and the demo's people, no
stock and no wishes); both run once for each database. What takes seconds, the migrations and the
catalogue, is done once: on SQLite once a test run, on PostgreSQL once a test process. Tests get
copies of it.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from models.database import open_database, sessions
from models.lot import Lot
from models.matchcall import MatchCall
from models.migrating import upgrade
from models.seeding import seed_demo, seed_market
from tests.postgres import PostgresServer

# A Tuesday morning in Roi Et: 24 November 2569, nine o'clock.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
BOTH = [pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres)]


def fill(url: str) -> None:
    """The schema, the catalogue, the demo's people and their opening stock."""
    engine = open_database(url)
    upgrade(engine)
    with sessions(engine).begin() as session:
        seed_market(session, MORNING)
        seed_demo(session, MORNING)
    engine.dispose()


def clear_shelves(url: str) -> None:
    """Take the opening stock away again."""
    engine = open_database(url)
    with sessions(engine).begin() as session:
        session.execute(delete(MatchCall))
        session.execute(delete(Lot))
    engine.dispose()


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield _sqlite(tmp_path / "empty.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database()
    yield url
    server.drop_database(url)


@pytest.fixture(params=BOTH)
def market_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_market")
        yield _sqlite(Path(shutil.copy(template, tmp_path / "market.sqlite3")))
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database(request.getfixturevalue("postgres_market"))
    yield url
    server.drop_database(url)


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo market, opening stock and all, to copy; nobody may open it."""
    return once_a_run(tmp_path_factory, "filled.sqlite3", lambda path: fill(_sqlite(path)))


@pytest.fixture(scope="session")
def sqlite_market(filled_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with empty shelves to copy; nobody has it open."""
    path = tmp_path_factory.mktemp("market") / "template.sqlite3"
    shutil.copy(filled_sqlite, path)
    clear_shelves(_sqlite(path))
    return path


@pytest.fixture(scope="session")
def filled_postgres(postgres_server: PostgresServer) -> str:
    """A database with the demo market to make others from; nobody is connected to it."""
    url = postgres_server.create_database()
    fill(url)
    return url


@pytest.fixture(scope="session")
def postgres_market(postgres_server: PostgresServer, filled_postgres: str) -> str:
    """The same with empty shelves."""
    url = postgres_server.create_database(filled_postgres)
    clear_shelves(url)
    return url


def once_a_run(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file *name* of this test run; of several test processes the first that needs it makes it.

    Source for the folder they share: pytest-xdist, "Making session-scoped fixtures execute only
    once".
    """
    folder = folders.getbasetemp()
    path = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            make(unfinished)
            unfinished.rename(path)
    return path


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"
