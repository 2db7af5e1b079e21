"""A filled market for the books, on SQLite: the rules look at rows, whatever keeps them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.database import open_database
from tests.models.market import opened
from tests.torture.honest import Honest


@pytest.fixture
def honest(sqlite_market: Path, tmp_path: Path) -> Iterator[Honest]:
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_market, tmp_path / 'm.sqlite3')}")
    with opened(engine) as market:
        yield Honest(market)
    engine.dispose()
