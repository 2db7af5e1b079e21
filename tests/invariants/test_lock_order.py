"""Who takes several orders at once locks all of them before what is in them, as a match does."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.database import open_database, sessions
from models.locking import lock_rows
from models.lot import Lot
from models.order import Order, OrderState
from models.standing.changing import pause_standing
from models.standing.order import StandingOrder
from tests.databases import MORNING
from tests.models.market import TOMORROW, Market
from tests.models.standing import begin
from tests.postgres import PostgresServer


@pytest.fixture
def engine(postgres_server: PostgresServer, postgres_market: str) -> Iterator[Engine]:
    """Two made orders of one standing order, each with an offer of the same lot."""
    url = postgres_server.create_database(postgres_market)
    made = open_database(url)
    with sessions(made).begin() as session:
        market = Market(session)
        market.post("แม่บุญมี", 40)
        begin(market)
        market.match()
    yield made
    made.dispose()
    postgres_server.drop_database(url)


def pause(engine: Engine, errors: list[Exception]) -> None:
    """The whole of tomorrow and the day after is left out."""
    try:
        with sessions(engine).begin() as session:
            (standing,) = session.scalars(select(StandingOrder))
            days = (TOMORROW, None)
            pause_standing(session, [standing.id], standing.member, days, MORNING)
    except Exception as error:
        errors.append(error)


def until_somebody_waits(engine: Engine) -> None:
    waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with engine.connect() as watching:
        while not watching.scalar(waits):
            watching.rollback()


def take_like_a_match(
    session: Session, order: Order, engine: Engine, other: threading.Thread
) -> None:
    """The second order first, and its lot only when the pause stands before that order."""
    lock_rows(session, Order, [order.id])
    other.start()
    until_somebody_waits(engine)
    lock_rows(session, Lot, session.scalars(select(Lot.id)))


def test_a_pause_of_two_orders_and_a_match_do_not_wait_in_a_circle(engine: Engine) -> None:
    errors: list[Exception] = []
    pausing = threading.Thread(target=pause, args=(engine, errors))
    with sessions(engine).begin() as session:
        assert len(session.scalars(select(Allocation)).all()) == 2
        second = session.scalars(select(Order).order_by(Order.id)).all()[-1]
        take_like_a_match(session, second, engine, pausing)
    pausing.join()
    assert errors == []
    with sessions(engine)() as session:
        states = {order.state for order in session.scalars(select(Order))}
    assert states == {OrderState.CANCELLED}
