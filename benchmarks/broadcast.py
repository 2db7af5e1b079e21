"""An announcement to 20,000 friends: how long it takes, and that everyone hears it exactly once.

Three of them by the real processes: in peace; while LINE fails, hangs up after it has accepted, and
a worker and Valkey are killed with -9; and with a quota that runs out in the middle. Copies are
counted on the phones, in the simulator's own database.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from redis import Redis
from rq import Worker
from sqlalchemy import select

from benchmarks.crowd import enrol, write_people
from benchmarks.figures import Row
from benchmarks.stage import PATIENCE_SECONDS, PRODUCTION, Stage, open_stage
from bot.bells import Bells
from models.announcement import MOST_IN_A_PART, Announcement, AnnouncementState, PartState
from models.announcing import counts
from models.database import Sessions, open_database, sessions
from models.people import Member
from torture.platform import Platform

WORKERS = 2
# LINE Messaging API reference, "Rate limits": multicast, 200 calls a second.
LINE_CALLS_A_SECOND = 200
GROUP = [{"kind": "producers", "of": ""}]
ENDED = (AnnouncementState.DONE, AnnouncementState.PAUSED, AnnouncementState.STOPPED)
TROUBLE = {
    "api_path": "/multicast",
    "api_error_rate": 0.1,
    "api_drop_after_accept_rate": 0.1,
    "seed": 5,
}
PEACE = {"api_path": "", "api_error_rate": 0.0, "api_drop_after_accept_rate": 0.0}


@dataclass(frozen=True, slots=True)
class Sizes:
    people: int = 20_000
    kills: int = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """copies: how many phones show it so many times; counted: people by what the rows say."""

    seconds: float
    state: AnnouncementState
    copies: Counter[int]
    counted: Counter[PartState]


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    with open_stage() as stage, _market(stage, sizes.people) as hall:
        hall.line.call("PUT", "/settings", {"quota_limit": None})
        peace = hall.announce("peace", kills=0)
        hall.line.call("PUT", "/faults", TROUBLE)
        trouble = hall.announce("trouble", sizes.kills)
        hall.line.call("PUT", "/faults", PEACE)
        used = hall.line.call("GET", "/phones")["quota"]["used"]
        hall.line.call("PUT", "/settings", {"quota_limit": used + sizes.people // 2})
        poor = hall.announce("poor", kills=0)
    everyone = Counter({1: sizes.people})
    return [
        _time(sizes, peace),
        _row("in peace", peace, peace.copies == everyone),
        _row(f"LINE failing, {sizes.kills} kill -9", trouble, trouble.copies == everyone),
        _row("the quota ends in the middle", poor, _is_true(poor)),
    ]


def _time(sizes: Sizes, peace: Outcome) -> Row:
    calls = -(-sizes.people // MOST_IN_A_PART)
    limit = calls / LINE_CALLS_A_SECOND
    figure = (
        f"{peace.seconds:.1f} s: {calls} calls, {sizes.people / peace.seconds:,.0f} people a second"
        f" (LINE's own limit would let them out in {limit:.2f} s)"
    )
    return Row(f"an announcement to {sizes.people:,} friends", figure)


def _row(how: str, outcome: Outcome, holds: bool) -> Row:
    copies = ", ".join(f"{n:,} phones {times} times" for times, n in sorted(outcome.copies.items()))
    told = ", ".join(f"{state} {n:,}" for state, n in sorted(outcome.counted.items()))
    figure = f"{copies or 'nobody'}; reported: {told} ({outcome.seconds:.0f} s)"
    return Row(f"everyone once: {how}", figure, "exactly, and told truthfully", holds)


def _is_true(poor: Outcome) -> bool:
    """Nobody twice, and what is reported as sent is what the phones show."""
    heard = sum(poor.copies.values())
    once = set(poor.copies) <= {1} and poor.state == AnnouncementState.PAUSED
    return (
        once and 0 < heard == poor.counted[PartState.SENT] and bool(poor.counted[PartState.QUOTA])
    )


@dataclass
class Hall:
    stage: Stage
    line: Platform
    sessions: Sessions

    def announce(self, words: str, kills: int) -> Outcome:
        number = self._schedule(words)
        started = time.perf_counter()
        self._ring()
        for _ in range(kills):
            self._kill_one()
        announcement = self._until_ended(number)
        seconds = time.perf_counter() - started
        return Outcome(seconds, announcement.state, self._copies(words), counts(announcement))

    def _schedule(self, words: str) -> int:
        now = datetime.now(UTC)
        with self.sessions.begin() as session:
            author = session.scalars(select(Member.id).order_by(Member.id)).first() or 0
            content = {"words": words}
            made = Announcement.schedule(session, author, "news", content, GROUP, now, now)
            return made.id

    def _ring(self) -> None:
        Bells(Redis.from_url(self.stage.env["REDIS_URL"])).ring("jobs.work.announce")

    def _kill_one(self) -> None:
        """A worker in the middle of it, and the store; both come back at once, as in production."""
        time.sleep(0.3)
        self.stage.parts["worker1"].send(signal.SIGKILL)
        self.stage.parts["valkey"].send(signal.SIGKILL)
        self.stage.start_store()
        self.stage.start("worker1", PRODUCTION["worker"])

    def _until_ended(self, number: int) -> Announcement:
        deadline = time.monotonic() + 4 * PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with self.sessions() as session:
                found = session.get_one(Announcement, number)
                if found.state in ENDED:
                    _ = found.parts
                    return found
            time.sleep(0.02)
        raise TimeoutError("the announcement does not end")

    def _copies(self, words: str) -> Counter[int]:
        """How many phones show it how often."""
        path = self.stage.places.simulator
        with closing(sqlite3.connect(path)) as database:
            each = database.execute(
                "SELECT count(*) FROM messages WHERE via = 'multicast' AND body LIKE ?"
                " GROUP BY user_id",
                (f'%"{words}"%',),
            )
            return Counter(times for (times,) in each)


@contextmanager
def _market(stage: Stage, people: int) -> Iterator[Hall]:
    """Everybody is an approved producer; the demo's own producers are left out of the count."""
    stage.env["SWEEP_SECONDS"] = "1"
    stage.start_store()
    stage.prepare()
    engine = open_database(stage.env["DATABASE_URL"])
    with sessions(engine).begin() as session:
        for member in session.scalars(select(Member)):
            member.blocked_at = datetime.now(UTC)
    enrol(stage.env["DATABASE_URL"], people)
    stage.start_simulator(write_people(stage.places.home / "friends.json", people))
    stage.start_workers(WORKERS)
    stage.start_clock()
    redis = Redis.from_url(stage.env["REDIS_URL"])
    stage.until("worker1", lambda: Worker.count(connection=redis) == WORKERS)
    yield Hall(stage, Platform(stage.ports["SIMULATOR_PORT"]), sessions(engine))
    engine.dispose()
