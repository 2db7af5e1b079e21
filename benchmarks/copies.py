"""Filled databases, copied for each round so that every round starts the same."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.postgres import PostgresServer


class Shelves(Protocol):
    def empty(self) -> str:
        """The URL of a new, empty database."""

    def copy(self, template: str) -> contextlib.AbstractContextManager[str]:
        """A copy for a while; nobody may have the template open."""


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._names = (folder / f"market_{number}.sqlite3" for number in count(1))

    def empty(self) -> str:
        return f"sqlite:///{next(self._names)}"

    @contextlib.contextmanager
    def copy(self, template: str) -> Iterator[str]:
        yield f"sqlite:///{shutil.copy(template.removeprefix('sqlite:///'), next(self._names))}"


class Databases:
    """Of one PostgreSQL server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def empty(self) -> str:
        return self._server.create_database()

    @contextlib.contextmanager
    def copy(self, template: str) -> Iterator[str]:
        url = self._server.create_database(template)
        yield url
        self._server.drop_database(url)
