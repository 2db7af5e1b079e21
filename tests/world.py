"""The whole market in one process for tests: real sockets, real Redis, real database, no sleeps.

The web process and the simulator answer on loopback from threads; the worker is RQ's own, run in
bursts by the test until nothing is left to do.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from rq.serializers import JSONSerializer
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from bot.bells import queue
from bot.house import House
from bot.settings import Settings
from jobs.bell_worker import BellWorker
from models.migrating import upgrade
from models.seeding import demo_people, seed_demo, seed_market
from tests.simulator.harness import SECRET, TOKEN, Line, running_simulator

# A Tuesday morning in Roi Et: 24 November 2569, nine o'clock.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
# How far a burst may go before it is called endless.
MOST_ROUNDS = 200


@dataclass
class Clock:
    """The market's time; a test moves it."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class BurstWorker(BellWorker):
    """The market's worker without its ear for commands, whose thread takes a second to end."""

    def subscribe(self) -> None:
        """Nobody commands a burst."""

    def unsubscribe(self) -> None:
        """There is nothing to end."""


@dataclass
class World:
    """A running market. people: LINE user ids by name, those of the demo data to begin with;
    groups: the ids of group chats by name."""

    app: Flask
    line: Line
    clock: Clock
    seen: dict[str, int] = field(default_factory=dict)
    people: dict[str, str] = field(
        default_factory=lambda: {p["name"]: p["user_id"] for p in demo_people()}
    )

    groups: dict[str, str] = field(default_factory=dict)

    @property
    def house(self) -> House:
        house: House = self.app.extensions["house"]
        return house

    def user(self, name: str) -> str:
        return self.groups.get(name) or self.people[name]

    def settle(self) -> None:
        """Let webhooks arrive and jobs run until nothing is left."""
        for _ in range(MOST_ROUNDS):
            self.line.settle()
            if not queue(self.house.redis).count:
                return
            self.work()
        raise AssertionError("the market does not come to rest")

    def worker(self) -> BurstWorker:
        return BurstWorker(
            [queue(self.house.redis)],
            connection=self.house.redis,
            serializer=JSONSerializer,
            log_job_description=False,
        )

    def work(self) -> None:
        """Run RQ's worker over what is queued now."""
        with self.app.app_context():
            self.worker().work(burst=True, logging_level="WARNING")

    def work_once(self) -> None:
        """Run the oldest job, and no other."""
        with self.app.app_context():
            self.worker().work(burst=True, max_jobs=1, logging_level="WARNING")

    def sweep(self) -> None:
        """What the clock rings every minute."""
        self.house.bells.ring("jobs.work.sweep")
        self.settle()

    def says(self, name: str, text: str) -> list[dict[str, Any]]:
        """*name* types *text*; the messages that come of it, on that phone."""
        self.line.say(self.user(name), text)
        self.settle()
        return self.news(name)

    def news(self, name: str) -> list[dict[str, Any]]:
        """The bot's messages on a phone since it was last looked at."""
        after = self.seen.get(name, 0)
        shown = self.line.phone(self.user(name))["messages"]
        fresh = [m for m in shown if m["from"] == "bot" and m["seq"] > after]
        self.seen[name] = max((m["seq"] for m in shown), default=after)
        return fresh


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Tests have no use for an access log."""


@contextlib.contextmanager
def served(app: Flask) -> Iterator[str]:
    """*app* on a free port of the loopback address; its URL."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def open_world(
    database_url: str,
    redis_url: str,
    *,
    filled: bool = False,
    public_url: str | None = None,
    **simulator: Any,
) -> Iterator[World]:
    """The demo market at *database_url*, with everybody's phone.

    filled: the market is in the database already, as tests.databases.fill puts it there.
    """
    clock = Clock()
    with running_simulator(demo_people(), **simulator) as line:
        settings = Settings(
            database_url=database_url,
            redis_url=redis_url,
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_base=line.url,
            public_url=public_url,
            log_level="WARNING",
        )
        app = create_app(settings, clock)
        house: House = app.extensions["house"]
        if not filled:
            upgrade(house.engine)
            with house.sessions.begin() as session:
                seed_market(session, clock())
                seed_demo(session, clock())
        with served(app) as url:
            endpoint = {"endpoint": f"{url}/webhook"}
            assert line.api("PUT", "/v2/bot/channel/webhook/endpoint", endpoint).status == 200
            yield World(app, line, clock)
        house.engine.dispose()
