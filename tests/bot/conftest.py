"""The web process alone, and the whole market, for tests of the bot's own rooms."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.door import Door, open_door
from tests.world import World, open_world


@pytest.fixture
def sqlite_url(sqlite_market: Path, tmp_path: Path) -> str:
    """A market of one's own for what does not depend on the database."""
    return f"sqlite:///{shutil.copy(sqlite_market, tmp_path / 'market.sqlite3')}"


@pytest.fixture
def door(sqlite_url: str, redis_url: str) -> Iterator[Door]:
    with open_door(sqlite_url, redis_url) as opened:
        yield opened


@pytest.fixture
def both_doors(market_url: str, redis_url: str) -> Iterator[Door]:
    """The same on SQLite and on PostgreSQL: for what is stored."""
    with open_door(market_url, redis_url) as opened:
        yield opened


@pytest.fixture
def world(sqlite_url: str, redis_url: str) -> Iterator[World]:
    """The catalogue, the demo's people and their phones; no stock and no wishes."""
    with open_world(sqlite_url, redis_url, filled=True) as opened:
        yield opened
