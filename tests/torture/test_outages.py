"""What the torture taught: outages are nobody's fault, and whoever slept undoes nothing."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway
from rq.timeouts import JobTimeoutException
from sqlalchemy import select, update
from sqlalchemy.exc import InterfaceError

from bot.bells import PATIENCE, Bells, hasty
from bot.draining import NotYet
from bot.fate import Fate
from bot.post import deliver
from handlers.taking_turns import listen
from jobs.processes import BellWorker, schedule
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot
from models.outbox import Letter, LetterState
from tests.world import World, open_world

OUTAGES = (
    RedisAway("gone"),
    InterfaceError("select", {}, Exception("the connection is closed")),
    JobTimeoutException("out of time"),
)
LINE_WAITS_SECONDS = 2.0


@pytest.fixture
def world(empty_sqlite: str, redis_url: str) -> Iterator[World]:
    with open_world(empty_sqlite, redis_url) as world:
        yield world


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'market.sqlite3'}"


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: type(outage).__name__)
def test_no_outage_counts_against_an_event(
    world: World, monkeypatch: pytest.MonkeyPatch, outage: Exception
) -> None:
    sender = world.user("แม่บุญมี")
    world.line.say(sender, "ของฉัน")
    world.line.settle()

    def is_away(*_: Any) -> None:
        raise outage

    with monkeypatch.context() as away:
        away.setattr("handlers.listening.recall", is_away)
        for _ in range(4):
            with pytest.raises(type(outage)):
                listen(world.house, sender)
    world.settle()
    with world.house.reading() as session:
        event = session.scalars(select(InboxEvent)).one()
    assert (event.tries, event.error) == (0, None)
    assert world.news("แม่บุญมี")


@pytest.mark.parametrize("fault", [{"api_error_next": 1}, {"rate_limited_next": 1}], ids=str)
def test_an_answer_line_did_not_take_is_tried_again_while_its_token_lives(
    world: World, fault: dict[str, int]
) -> None:
    sender = world.user("แม่บุญมี")
    world.line.faults(**fault)
    world.line.say(sender, "ของฉัน")
    world.line.settle()
    with pytest.raises(NotYet):
        listen(world.house, sender)
    listen(world.house, sender)
    with world.house.reading() as session:
        event = session.scalars(select(InboxEvent)).one()
    assert event.reply_state == ReplyState.SENT
    assert {message["via"] for message in world.news("แม่บุญมี")} == {"reply"}


def test_a_sick_line_costs_one_try_for_each_thing_said(world: World) -> None:
    """Trying all again after each would take longer and longer, and keep others waiting."""
    sender = world.user("แม่บุญมี")
    world.line.faults(api_error_rate=1.0)
    for _ in range(4):
        world.line.say(sender, "ของฉัน")
    world.line.settle()
    with pytest.raises(NotYet):
        listen(world.house, sender)
    tries = [e for e in world.line.door("GET", "/log")["entries"] if e["path"].endswith("reply")]
    assert len(tries) == 4


@pytest.mark.parametrize("fate", [Fate.QUOTA, Fate.REFUSED, Fate.UNSURE])
def test_a_sender_that_slept_past_its_lease_undoes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, fate: Fate
) -> None:
    """While it waits for LINE, another sends the letter; then it hears a worse answer."""
    owed = _owe(world)

    def sleeps(*_: Any) -> tuple[Fate, str]:
        _arrives(world, owed)
        return fate, "late"

    monkeypatch.setattr(world.house.line, "push", sleeps)
    deliver(world.house)
    with world.house.reading() as session:
        letter = session.get_one(Letter, owed)
    assert (letter.state, letter.error) == (LetterState.SENT, None)


def _owe(world: World) -> int:
    with world.house.sessions.begin() as session:
        lot = session.scalars(select(Lot)).first()
        assert lot is not None
        facts = {"messages": [{"type": "text", "text": "ค่ะ"}]}
        letter = Letter.owe(session, lot.member_id, "reply", facts, "key", world.clock())
        assert letter is not None
        return letter.id


def _arrives(world: World, letter_id: int) -> None:
    with world.house.sessions.begin() as session:
        session.get_one(Letter, letter_id).arrived(world.clock())


def test_a_paused_redis_does_not_keep_line_waiting() -> None:
    """A stopped server still has its connections accepted by the system, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        bells = Bells(hasty(Redis(port=deaf.getsockname()[1])))
        begun = time.monotonic()
        bells.ring("jobs.work.sweep")
    assert PATIENCE <= time.monotonic() - begun < LINE_WAITS_SECONDS


def test_a_bell_survives_a_redis_that_was_started_anew(redis_url: str) -> None:
    house, other = hasty(Redis.from_url(redis_url)), Redis.from_url(redis_url)
    house.ping()
    assert other.client_kill_filter(_type="normal", skipme=True)
    assert house.ping()


def test_a_worker_is_soon_back_when_redis_is() -> None:
    assert BellWorker.max_connection_wait_time <= 5


def test_the_sweep_keeps_the_pace_of_the_settings(world: World) -> None:
    settings = world.house.settings.model_copy(update={"sweep_seconds": 7})
    assert schedule(settings) == [("jobs.work.sweep", 7)]


def test_the_audit_command_names_what_is_broken_and_the_rows(world: World) -> None:
    assert _audit(world) == (0, "Every invariant holds.\n")
    with world.house.sessions.begin() as session:
        session.execute(update(Lot).where(Lot.id == 1).values(reserved=1))
    exit_code, output = _audit(world)
    assert exit_code == 1
    assert "reserved_is_what_is_allocated: lot 1" in output
    assert "    Lot 1: id=1" in output


def _audit(world: World) -> tuple[int, str]:
    with world.app.app_context():
        done = world.app.test_cli_runner().invoke(args=["audit"])
    return done.exit_code, done.output
