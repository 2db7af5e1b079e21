"""The market for every test of the models, on both databases.

Each test works in one transaction that is rolled back, so that all share one database.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.database import open_database
from tests.databases import BOTH
from tests.models.market import Market, opened
from tests.postgres import PostgresServer


@pytest.fixture(scope="session", params=BOTH)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine = open_database(_copy(request, tmp_path_factory))
    yield engine
    engine.dispose()


def _copy(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_market")
        return f"sqlite:///{shutil.copy(template, folders.mktemp('models') / 'market.sqlite3')}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create_database(request.getfixturevalue("postgres_market"))


@pytest.fixture
def market(engine: Engine) -> Iterator[Market]:
    """An empty market with its people; what always holds must hold at the end too."""
    with opened(engine) as market:
        yield market
        assert market.broken() == []


@pytest.fixture
def broken_market(engine: Engine) -> Iterator[Market]:
    """The same for tests that break it on purpose."""
    with opened(engine) as market:
        yield market
