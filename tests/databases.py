"""Databases for tests, the same test on SQLite and on PostgreSQL.

Tests take `empty_url` (nothing in it) or `market_url` (the catalogue and the demo's people, no
stock and no wishes); both run once for each database. Filling happens once a test process, tests
get copies.
"""

import shutil
from collections.abc import Iterator
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
    """The schema, the catalogue and the demo's people."""
    engine = open_database(url)
    upgrade(engine)
    with sessions(engine).begin() as session:
        seed_market(session, MORNING)
        seed_demo(session, MORNING)
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
def sqlite_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled file to copy; nobody has it open."""
    path = tmp_path_factory.mktemp("market") / "template.sqlite3"
    fill(_sqlite(path))
    return path


@pytest.fixture(scope="session")
def postgres_market(postgres_server: PostgresServer) -> str:
    """A filled database to make others from; nobody is connected to it."""
    url = postgres_server.create_database()
    fill(url)
    return url


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"
