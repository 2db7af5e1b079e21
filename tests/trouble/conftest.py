"""A market in trouble, on SQLite and, where it matters, on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, open_world


@pytest.fixture
def sqlite_url(sqlite_market: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_market, tmp_path / 'market.sqlite3')}"


@pytest.fixture
def world(sqlite_url: str, redis_url: str) -> Iterator[World]:
    with open_world(sqlite_url, redis_url, filled=True) as opened:
        yield opened


@pytest.fixture
def both_worlds(market_url: str, redis_url: str) -> Iterator[World]:
    with open_world(market_url, redis_url, filled=True) as opened:
        yield opened
