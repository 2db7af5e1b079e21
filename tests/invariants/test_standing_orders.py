"""However many processes make standing orders, and wherever they are killed: once for each day."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from models.audit import audit
from models.calendar import local_day
from models.database import open_database, sessions
from models.order import Order
from models.standing.days import StandingDay
from models.standing.making import kitchens_to_make_for
from models.standing.order import StandingOrder, StandingState
from tests.databases import MORNING
from tests.invariants.crashes import SOLD, Shop
from tests.invariants.dying import Place, die_after, die_at
from tests.invariants.processes import barrier, run_together
from tests.invariants.standing import every_day, make_together

PROCESSES = 4
KILLED = -9
PLACES = [
    Place("models.standing.making:_make"),
    Place("models.standing.making:_make", after=True),
    # before the commit, and after it before the bells
    Place("jobs.work:make_due", after=True),
    Place("jobs.work:_make_standing_orders", after=True),
]


def test_processes_that_make_at_once_make_each_day_once(market_url: str) -> None:
    engine = open_database(market_url)
    with sessions(engine).begin() as session:
        standing = len(every_day(session, MORNING, "ผักบุ้ง"))
    start = barrier(PROCESSES)
    run_together(make_together, [(market_url, MORNING, start)] * PROCESSES)
    with sessions(engine)() as session:
        made = session.execute(select(StandingDay.standing_id, StandingDay.delivery_day)).all()
        assert len(made) == len(set(made)) == 2 * standing
        assert session.scalar(select(func.count()).select_from(Order)) == 2 * standing
        assert session.scalars(kitchens_to_make_for(MORNING)).all() == []
        assert audit(session, MORNING) == []
    engine.dispose()


@pytest.fixture
def waiting(shop: Shop) -> Iterator[int]:
    """Standing orders of every kitchen that nobody has made yet; how many there are."""
    with shop.world.house.sessions.begin() as session:
        found = [s.id for s in every_day(session, shop.world.clock(), SOLD)]
    yield len(found)
    with shop.world.house.sessions.begin() as session:
        ended = {"state": StandingState.ENDED, "ended_at": shop.world.clock()}
        session.execute(update(StandingOrder).where(StandingOrder.id.in_(found)).values(ended))


def check_made(shop: Shop, waiting: int, before: int) -> None:
    tomorrow = local_day(shop.world.clock()) + timedelta(days=1)
    days = Counter((day.standing_id, day.delivery_day) for day in shop.rows(StandingDay))
    assert set(days.values()) == {1}
    assert shop.count(Order) == before + 2 * waiting
    assert {day for _, day in days} == {tomorrow, tomorrow + timedelta(days=1)}
    shop.check()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_killed_while_making(shop: Shop, waiting: int, place: Place) -> None:
    before = shop.count(Order)
    assert shop.life(die_at, place) == KILLED
    shop.recover()
    check_made(shop, waiting, before)


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_making_again_and_again(shop: Shop, waiting: int, seed: int) -> None:
    chance, before, ends = random.Random(seed), shop.count(Order), []
    for _ in range(4):
        ends.append(shop.life(die_after, chance.randint(5, 90)))
        shop.a_minute_passes()
    assert KILLED in ends
    shop.recover()
    check_made(shop, waiting, before)
