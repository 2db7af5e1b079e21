"""The market of a week, all of it in this process: web, worker, database, Valkey, LINE."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from rq import Queue
from rq.serializers import JSONSerializer

from app import create_app
from bot.bells import queue
from bot.house import House
from bot.settings import Settings
from jobs.bell_worker import BellWorker
from models.migrating import upgrade
from models.seeding import seed_market
from week.clock import Clock
from week.line import SECRET, TOKEN, Line, open_line, served
from week.valkey import open_valkey

# How many jobs may follow from one thing before it is called endless.
MOST_JOBS = 5000


@dataclass
class Market:
    """seen: the number of the newest bubble each person has looked at."""

    app: Flask
    line: Line
    clock: Clock
    worker: BellWorker
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def house(self) -> House:
        house: House = self.app.extensions["house"]
        return house

    def settle(self) -> None:
        """Let webhooks arrive and jobs run until nothing is left."""
        self.line.settle()
        for _ in range(MOST_JOBS):
            found = Queue.dequeue_any(
                [self.worker.queues[0]], None, self.house.redis, serializer=JSONSerializer
            )
            if found is None:
                return
            self.worker.execute_job(*found)
        raise RuntimeError("the market does not come to rest")

    def sweep(self) -> None:
        """What the clock process rings every minute."""
        self.house.bells.ring("jobs.work.sweep")
        self.settle()

    def sweep_at(self, later: datetime) -> None:
        self.clock.move_to(later)
        self.sweep()

    def does(self, user_id: str, verb: str, **what: object) -> list[dict[str, Any]]:
        """A person does one thing on the phone; the bot's messages they see afterwards."""
        self.clock.pause()
        self.line.act(user_id, verb, **what)
        self.settle()
        return self.look(user_id)

    def look(self, user_id: str) -> list[dict[str, Any]]:
        """The messages that are new on a phone."""
        found = self.line.bubbles(user_id, self.seen.get(user_id, 0))
        self.seen[user_id] = max(
            [bubble["seq"] for bubble in found], default=self.seen.get(user_id, 0)
        )
        return [bubble["message"] for bubble in found]


@contextlib.contextmanager
def open_market(start: datetime, people: list[dict[str, Any]]) -> Iterator[Market]:
    """An empty market with its catalogue and its groups, in a folder of its own."""
    clock = Clock(start)
    with (
        tempfile.TemporaryDirectory(prefix="week-") as folder,
        open_valkey(Path(folder)) as redis_url,
        open_line(clock, people) as line,
    ):
        app = create_app(_settings(Path(folder), redis_url, line.url), clock)
        house: House = app.extensions["house"]
        house.hasty_redis = house.redis  # a bell that a slow machine loses would change the week
        upgrade(house.engine)
        with house.sessions.begin() as session:
            seed_market(session, clock())
        with served(app) as url, app.app_context():
            line.call("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": f"{url}/webhook"})
            yield Market(app, line, clock, _worker(house))
        house.engine.dispose()


def _settings(folder: Path, redis_url: str, line: str) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'week.sqlite3'}",
        redis_url=redis_url,
        line_channel_secret=SECRET,
        line_channel_access_token=TOKEN,
        line_api_base=line,
        public_url=None,
        log_level="WARNING",
    )


def _worker(house: House) -> BellWorker:
    return BellWorker(
        [queue(house.redis)],
        connection=house.redis,
        serializer=JSONSerializer,
        log_job_description=False,
    )
