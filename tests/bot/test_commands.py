"""What operators type: each command says what it did, and may be repeated."""

import json
from typing import Any

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import Result
from sqlalchemy import func, inspect, select

from bot.bells import queue
from handlers.book import BOOK
from models.base import Base
from models.catalogue import Product
from models.inbox import MOST_TRIES
from models.migrating import configuration
from models.outbox import Letter, LetterState
from models.people import Buyer, Member, ProducerGroup
from tests.bot.door import Door, open_door
from tests.world import World

FARMER = "แม่บุญมี"
QUOTA = '429 {"message":"You have reached your monthly limit."}'


def run(door: Door | World, *words: str, said: str = "") -> Result:
    with door.app.app_context():
        return door.app.test_cli_runner().invoke(args=words, input=said)


def rows(door: Door) -> dict[str, int]:
    with door.house.reading() as session:
        tables = Base.metadata.sorted_tables
        counts = [session.scalar(select(func.count()).select_from(table)) for table in tables]
        return {table.name: count or 0 for table, count in zip(tables, counts, strict=True)}


def owe(world: World, key: str, **state: Any) -> int:
    """A letter to the farmer, in whatever state."""
    with world.house.sessions.begin() as session:
        member = session.scalars(select(Member.id).where(Member.name == FARMER)).one()
        facts = {"messages": [{"type": "text", "text": "ค่ะ"}]}
        letter = Letter.owe(session, member, "reply", facts, key, world.clock())
        assert letter is not None
        for name, value in state.items():
            setattr(letter, name, value)
        session.flush()
        return letter.id


def letter(world: World, number: int) -> Letter:
    with world.house.reading() as session:
        return session.get_one(Letter, number)


def test_migrate_may_be_run_twice(empty_url: str, redis_url: str) -> None:
    with open_door(empty_url, redis_url) as door:
        assert run(door, "migrate").exit_code == 0
        assert run(door, "migrate").exit_code == 0
        assert set(Base.metadata.tables) <= set(inspect(door.house.engine).get_table_names())


def test_seed_may_be_run_twice_and_brings_nobody_invented(empty_url: str, redis_url: str) -> None:
    with open_door(empty_url, redis_url) as door:
        run(door, "migrate")
        assert run(door, "seed").exit_code == 0
        once = rows(door)
        assert once["products"] >= 60
        assert once["producer_groups"] == 4
        assert {once[name] for name in ("members", "buyers", "lots", "certificates")} == {0}
        assert run(door, "seed").exit_code == 0
        assert rows(door) == once


def test_the_demo_seed_may_be_run_twice(empty_url: str, redis_url: str) -> None:
    with open_door(empty_url, redis_url) as door:
        run(door, "migrate")
        assert run(door, "seed", "--demo").exit_code == 0
        once = rows(door)
        assert all(once[name] for name in ("members", "buyers", "lots", "certificates"))
        assert run(door, "seed", "--demo").exit_code == 0
        assert run(door, "seed").exit_code == 0
        assert rows(door) == once


def test_seed_puts_back_nothing_that_was_changed(door: Door) -> None:
    with door.house.sessions.begin() as session:
        product = session.scalars(select(Product).limit(1)).one()
        buyer = session.scalars(select(Buyer).limit(1)).one()
        group = session.scalars(select(ProducerGroup).limit(1)).one()
        product.default_unit, buyer.place = "ถุง", "ที่ใหม่"
        ids = product.id, buyer.id, group.id
    assert run(door, "seed", "--demo").exit_code == 0
    with door.house.reading() as session:
        assert session.get_one(Product, ids[0]).default_unit == "ถุง"
        assert session.get_one(Buyer, ids[1]).place == "ที่ใหม่"


def test_letters_says_that_none_is_stuck(world: World) -> None:
    owe(world, "just now")
    assert run(world, "letters").output == "No letter is stuck.\n"


def test_letters_shows_what_is_stuck_and_why(world: World) -> None:
    owe(world, "a", state=LetterState.QUOTA, error=QUOTA, tries=1)
    owe(world, "b", state=LetterState.FAILED, error="400 bad", tries=1)
    owe(world, "c")
    world.clock.forward(minutes=6)
    done = run(world, "letters")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        f"1  reply  quota  tries 1  owed 2026-11-24 02:00 UTC  {QUOTA}",
        "2  reply  failed  tries 1  owed 2026-11-24 02:00 UTC  400 bad",
        "3  reply  owed  tries 0  owed 2026-11-24 02:00 UTC  waiting",
    ]


def test_letters_again_sends_the_named_ones(world: World) -> None:
    first = owe(world, "a", state=LetterState.FAILED, error="400 bad")
    second = owe(world, "b", state=LetterState.FAILED, error="400 bad")
    done = run(world, "letters", "--again", str(second))
    assert done.exit_code == 0
    world.settle()
    assert (letter(world, first).state, letter(world, second).state) == ("failed", "sent")
    assert len(world.news(FARMER)) == 1


def test_letters_quota_sends_all_that_waited_for_messages(world: World) -> None:
    waited = [owe(world, key, state=LetterState.QUOTA, error=QUOTA) for key in "abc"]
    failed = owe(world, "d", state=LetterState.FAILED, error="400 bad")
    assert run(world, "letters", "--quota").exit_code == 0
    world.settle()
    assert {letter(world, number).state for number in waited} == {LetterState.SENT}
    assert letter(world, failed).state == LetterState.FAILED


def test_letters_again_sends_nothing_twice(world: World) -> None:
    number = owe(world, "a")
    world.house.bells.ring("jobs.work.deliver")
    world.settle()
    run(world, "letters", "--again", str(number))
    world.settle()
    assert len(world.news(FARMER)) == 1


def test_a_letter_that_does_not_exist_is_said_to(world: World) -> None:
    done = run(world, "letters", "--again", "7")
    assert done.exit_code == 2
    assert "there is no letter 7" in done.output


def test_failures_says_that_nothing_was_set_aside(world: World) -> None:
    world.says(FARMER, "ของฉัน")
    assert run(world, "failures").output == "Nothing was set aside.\n"


def test_failures_shows_events_and_jobs_with_their_errors(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> Any:
        raise KeyError("ความลับ")

    monkeypatch.setitem(BOOK.__dict__, "help", fails)
    monkeypatch.setattr("jobs.work.match_all", fails)
    world.line.say(world.user(FARMER), "ช่วยเหลือ")
    for _ in range(MOST_TRIES):
        world.settle()
        world.sweep()
    queue(world.house.redis).enqueue_call("jobs.work.match")
    world.work()
    done = run(world, "failures")
    assert done.exit_code == 0
    event, job = done.output.splitlines()
    assert event.startswith("event 1  message  received 2026-11-24 02:00 UTC  tries 3  KeyError at")
    assert job.startswith("job ")
    assert "jobs.work.match  failed " in job
    assert "KeyError at " in job
    assert "ความลับ" not in done.output
    assert world.user(FARMER) not in done.output


def test_understand_reads_sentences_line_by_line(door: Door) -> None:
    sentences = [
        {"text": "ผักบุ้ง 20 โล โลละ 30 พรุ่งนี้", "role": "producer", "today": "2026-11-24"},
        {"text": "สวัสดี", "role": "buyer", "today": "2026-11-24"},
    ]
    lines = "\n\n".join(json.dumps(each, ensure_ascii=False) for each in sentences)
    done = run(door, "understand", said=lines)
    assert done.exit_code == 0, done.output
    first, second = map(json.loads, done.output.splitlines())
    assert (first["intent"], second["intent"]) == ("post_stock", "greeting")


def test_migrate_goes_back_for_an_older_version_and_forth_again(door: Door) -> None:
    before = rows(door)
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    assert newest is not None
    last = ScriptDirectory.from_config(configuration()).get_revision(newest).down_revision
    assert run(door, "migrate", "--back-to", str(last)).exit_code == 0
    assert revision(door) == last
    assert run(door, "migrate").exit_code == 0
    assert (revision(door), rows(door)) == (newest, before)


def revision(door: Door) -> str | None:
    with door.house.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
