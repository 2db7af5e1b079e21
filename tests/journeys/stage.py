"""Where chats are played: a filled market of one's own, on SQLite or PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.shelf import Shelf
from tests.journeys.chat import read_chat
from tests.journeys.player import Player
from tests.world import open_world

# All chats begin with the same catalogue; reading it takes as long as several messages.
SHELF = Shelf()


def on_sqlite(journey: Path, filled_sqlite: Path, tmp_path: Path, redis_url: str) -> None:
    __tracebackhide__ = True
    market = shutil.copy(filled_sqlite, tmp_path / "market.sqlite3")
    play(journey, f"sqlite:///{market}", redis_url)


def on_postgres(journey: Path, filled_postgres_url: str, redis_url: str) -> None:
    __tracebackhide__ = True
    play(journey, filled_postgres_url, redis_url)


def play(journey: Path, database_url: str, redis_url: str) -> None:
    __tracebackhide__ = True
    with open_world(database_url, redis_url, filled=True) as world:
        world.house.shelf = SHELF
        Player(world, read_chat(journey)).play()
