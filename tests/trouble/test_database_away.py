"""The database gone or locked: 503, so that LINE delivers again; recovery with no hand on it."""

import os
import pwd
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.lot import Lot
from models.outbox import LetterState
from tests.databases import clear_shelves, fill
from tests.postgres import PostgresServer
from tests.trouble.signs import FARMER, came, events, letters, minutes_pass, write
from tests.world import World, open_world

# Pauses before LINE delivers again, in milliseconds.
AGAIN = [200] * 50
SENTENCE = "ผักบุ้ง 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์"


class Stoppable:
    """A PostgreSQL of one's own, with a filled market."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        server.start()
        self.url = server.create_database()
        fill(self.url)
        clear_shelves(self.url)


@pytest.fixture(scope="module")
def stoppable() -> Iterator[Stoppable]:
    folder = Path(tempfile.mkdtemp(prefix="sanpalang-away-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    own = Stoppable(PostgresServer(folder))
    try:
        yield own
        own.server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.mark.postgres
def test_postgresql_stops_and_starts_and_nobody_notices_but_by_waiting(
    stoppable: Stoppable, redis_url: str
) -> None:
    with open_world(stoppable.url, redis_url, filled=True) as world:
        world.line.settings(redelivery_after_ms=AGAIN)
        world.says(FARMER, "สวัสดี")
        stoppable.server.stop("fast")
        world.line.say(world.user(FARMER), SENTENCE)
        world.house.bells.ring("jobs.work.sweep")
        world.work()
        refused(world)
        assert world.app.test_client().get("/readyz").status_code == 503
        stoppable.server.run()
        assert world.app.test_client().get("/readyz").status_code == 200
        world.line.settle()
        minutes_pass(world)
        assert came(world, FARMER).total() == 1
        world.says(FARMER, "ยืนยัน")
        with world.house.reading() as session:
            assert len(session.query(Lot).all()) == 1
        assert [(event.tries, event.error) for event in events(world)] == [(0, None)] * 3


@pytest.mark.postgres
def test_what_was_being_worked_on_when_postgresql_stopped_is_done_once_it_is_back(
    stoppable: Stoppable, redis_url: str
) -> None:
    with open_world(stoppable.url, redis_url, filled=True) as world:
        world.line.say(world.user(FARMER), "ของฉัน")
        world.line.settle()
        write(world, FARMER, "ข่าว")
        world.house.bells.ring("jobs.work.deliver")
        stoppable.server.stop("fast")
        world.work()
        stoppable.server.run()
        minutes_pass(world)
        assert came(world, FARMER).total() == 2
        assert {letter.state for letter in letters(world)} == {LetterState.SENT}
        assert events(world)[-1].error is None


def refused(world: World) -> None:
    """As soon as the webhook has answered LINE that it should come again."""
    while 503 not in (entry["status"] for entry in world.line.log("webhook")):
        """It is on its way."""


@pytest.fixture
def hasty_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits fifteen seconds for a test."""
    monkeypatch.setattr("models.database.SQLITE_WAIT_SECONDS", 0.2)


@pytest.mark.usefixtures("hasty_sqlite")
def test_sqlite_held_by_another_writer_is_answered_503_and_delivered_again(
    sqlite_url: str, redis_url: str
) -> None:
    with open_world(sqlite_url, redis_url, filled=True) as world:
        world.line.settings(redelivery_after_ms=AGAIN)
        other = sqlite3.connect(urlsplit(sqlite_url).path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        world.line.say(world.user(FARMER), "ของฉัน")
        refused(world)
        other.execute("ROLLBACK")
        world.settle()
        assert came(world, FARMER).total() == 1
        assert [(event.tries, event.error) for event in events(world)] == [(0, None)]


@pytest.mark.usefixtures("hasty_sqlite")
def test_a_worker_that_finds_sqlite_held_comes_back_to_it(sqlite_url: str, redis_url: str) -> None:
    with open_world(sqlite_url, redis_url, filled=True) as world:
        world.line.say(world.user(FARMER), "ของฉัน")
        world.line.settle()
        other = sqlite3.connect(urlsplit(sqlite_url).path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        world.work()
        assert came(world, FARMER) == {}
        other.execute("ROLLBACK")
        minutes_pass(world)
        assert came(world, FARMER).total() == 1
        assert [(event.tries, event.error) for event in events(world)] == [(0, None)]
