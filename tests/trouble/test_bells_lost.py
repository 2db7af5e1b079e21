"""Bells lost: queues emptied, workers gone with a job in hand, Redis wiped. The rows know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.bells import RINGING_SECONDS, queue
from bot.locks import LOCK_SECONDS
from models.lot import Lot
from models.matchcall import MatchCall
from models.outbox import LetterState
from models.photo import Photo
from models.tries import LEASE
from tests.trouble.signs import FARMER, KITCHEN, came, events, letters, minutes_pass, write
from tests.world import World

SWEEP_SECONDS, SOON = 60, 90


def empty_the_queue(world: World) -> None:
    """Jobs are gone, and nobody told those who wait."""
    queue(world.house.redis).empty()  # type: ignore[no-untyped-call]
    for key in world.house.redis.scan_iter("bell:*"):
        world.house.redis.delete(key)  # its life is over before the second sweep at the latest


def wipe(world: World) -> None:
    world.house.redis.flushall()


def take_and_die(world: World) -> None:
    """Workers take every job and end: the jobs are neither queued nor done."""
    redis = world.house.redis
    while redis.lpop("rq:queue:market"):
        """The next."""
    for key in redis.scan_iter("bell:*"):
        redis.delete(key)  # as each job does when it begins


LOSSES = pytest.mark.parametrize("lose", [empty_the_queue, wipe, take_and_die])
Loss = Callable[[World], None]


@LOSSES
def test_everything_said_is_heard_by_the_next_sweep(both_worlds: World, lose: Loss) -> None:
    world = both_worlds
    for name in (FARMER, KITCHEN):
        world.line.say(world.user(name), "สวัสดี")
    world.line.settle()
    lose(world)
    assert queue(world.house.redis).count == 0
    minutes_pass(world)
    assert all(event.heard_at for event in events(world))
    assert came(world, FARMER).total() == came(world, KITCHEN).total() == 1


@LOSSES
def test_every_letter_is_sent_by_the_next_sweep(both_worlds: World, lose: Loss) -> None:
    world = both_worlds
    for number in range(30):
        write(world, FARMER, f"ข่าว {number}", str(number))
    world.house.bells.ring("jobs.work.deliver")
    lose(world)
    minutes_pass(world)
    assert {letter.state for letter in letters(world)} == {LetterState.SENT}
    assert came(world, FARMER) == {"push": 30}


@LOSSES
def test_stock_and_wishes_meet_and_pictures_are_fetched(world: World, lose: Loss) -> None:
    world.says(KITCHEN, "สั่ง ผักบุ้ง 5 กก. พรุ่งนี้")
    world.says(KITCHEN, "รับเท่าที่มี")
    world.says(KITCHEN, "ยืนยัน")
    world.says(FARMER, "ผักบุ้ง 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์")
    world.line.say(world.user(FARMER), "ยืนยัน")
    world.line.settle()
    world.work_once()
    with world.house.sessions.begin() as session:
        Photo.ask(session, "1", world.clock())
        assert session.scalars(select(Lot)).one()
    lose(world)
    minutes_pass(world, 2)
    with world.house.reading() as session:
        assert session.scalars(MatchCall.open_calls()).all() == []
        assert session.scalars(select(Photo)).one().tries > 0
    assert "offer" in [letter.kind for letter in letters(world)]
    assert {letter.state for letter in letters(world)} == {LetterState.SENT}


def test_a_lost_bell_of_the_sweep_itself_is_rung_by_the_clock(world: World) -> None:
    world.line.say(world.user(FARMER), "สวัสดี")
    world.line.settle()
    world.house.bells.ring("jobs.work.sweep")
    wipe(world)
    minutes_pass(world)
    assert came(world, FARMER).total() == 1


@pytest.mark.parametrize(
    "held_for",
    [
        timedelta(seconds=RINGING_SECONDS),  # a bell that is thought to be ringing
        timedelta(seconds=LOCK_SECONDS),  # the lock of a worker that died
        LEASE,  # a letter in the hands of a sender that died
    ],
    ids=["bell", "lock", "lease"],
)
def test_nothing_lent_to_the_dead_keeps_anybody_waiting_for_long(held_for: timedelta) -> None:
    """At worst the sweep comes just before it is given back, and the next one a minute later."""
    assert held_for.total_seconds() + SWEEP_SECONDS <= SOON
