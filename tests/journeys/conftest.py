"""Makes a test of every chat; see README.md for how to write one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.journeys.chat import read_chat
from tests.postgres import PostgresServer


class ChatFile(pytest.Module):
    """A chat as pytest sees it: one test named after what it proves, on one database or both."""

    def _getobj(self) -> ModuleType:
        return importlib.import_module("tests.journeys.stage")

    def collect(self) -> Iterator[pytest.Item]:
        chat = read_chat(self.path)
        yield self._test(chat.title, "on_sqlite")
        if chat.on_postgres:
            yield self._test(f"{chat.title} (PostgreSQL)", "on_postgres")

    def _test(self, name: str, stage: str) -> pytest.Item:
        return pytest.Function.from_parent(self, name=name, callobj=getattr(self.obj, stage))


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.suffix == ".chat":
        return ChatFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture
def filled_postgres_url(postgres_server: PostgresServer, filled_postgres: str) -> Iterator[str]:
    """A copy of it that this test has for itself."""
    url = postgres_server.create_database(filled_postgres)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def journey(request: pytest.FixtureRequest) -> Path:
    """The chat file this test plays."""
    return request.path
