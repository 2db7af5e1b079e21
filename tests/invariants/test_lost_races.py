"""PostgreSQL ends one of two transactions that wait for each other: the event is heard again."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import OperationalError

from handlers.taking_turns import listen
from models.allocation import Allocation, AllocationState
from models.base import Base
from models.database import MOST_RUNS, in_transaction, open_database, sessions
from models.inbox import InboxEvent, ReplyState
from models.locking import lock_rows
from models.lot import Lot
from models.matchcall import MatchCall
from models.order import Order
from models.order_line import OrderLine
from tests.invariants.crashes import FARMER, KITCHEN, Shop, open_shop
from tests.postgres import PostgresServer

# The bot's side looks for a circle at once, so that it is always the one PostgreSQL ends.
IMPATIENT = "&options=-c%20deadlock_timeout=1ms"
PATIENT = "SET LOCAL deadlock_timeout = '1h'"


@pytest.fixture
def impatient(
    postgres_server: PostgresServer, postgres_market: str, redis_url: str
) -> Iterator[Shop]:
    url = postgres_server.create_database(postgres_market)
    with open_shop(url + IMPATIENT, redis_url) as shop:
        yield shop
    postgres_server.drop_database(url)


class Rival:
    """Another transaction that has a lot and, when told, waits for an order."""

    def __init__(self, engine: Engine, offer: Allocation) -> None:
        self._offer = offer
        self._engine = engine
        self._connection: Connection = engine.connect()
        self._connection.execute(text(PATIENT))
        self._lock(Lot, offer.lot_id)
        self._thread = threading.Thread(target=self._take_order)

    def wait_for_the_order(self) -> None:
        self._thread.start()
        waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        with self._engine.connect() as watching:
            while not watching.scalar(waits):
                watching.rollback()

    def _take_order(self) -> None:
        order = select(OrderLine.order_id).where(OrderLine.id == self._offer.line_id)
        self._lock(Order, self._connection.scalar(order))
        self._connection.rollback()

    def _lock(self, table: type[Base], key: int | None) -> None:
        column = table.__table__.c.id
        self._connection.execute(select(column).where(column == key).with_for_update())

    def close(self) -> None:
        self._thread.join()
        self._connection.close()


def test_an_event_that_lost_a_deadlock_is_heard_again_at_once(
    impatient: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = impatient.rows(Allocation)[0]
    rival = Rival(open_database(impatient.world.house.settings.database_url), offer)
    runs: list[Any] = []

    def meet(session: Any, table: Any, ids: Any) -> Any:
        """Between its order and its lot the bot meets the rival."""
        if table is Lot:
            runs.append(table)
            if len(runs) == 1:
                rival.wait_for_the_order()
        return lock_rows(session, table, ids)

    monkeypatch.setattr("models.allocation.lock_rows", meet)
    event_id = impatient.type(FARMER, "รับ")
    impatient.world.work()
    rival.close()
    assert len(runs) == 2
    event = impatient.event(event_id)
    assert (event.reply_state, event.tries, event.error) == (ReplyState.SENT, 0, None)
    assert impatient.rows(Allocation)[0].state == AllocationState.ACCEPTED
    impatient.world.settle()
    impatient.check()


def test_an_answer_does_not_wait_long_for_rows_its_match_needs(
    impatient: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.matching_at_once.PATIENCE_SECONDS", 1)
    impatient.ask_for(2)
    event_id, house = impatient.type(KITCHEN, "ยืนยัน"), impatient.world.house
    with open_database(house.settings.database_url).connect() as rival:
        rival.execute(select(Lot.id).with_for_update())
        listen(house, impatient.world.user(KITCHEN))
        assert impatient.event(event_id).reply_state == ReplyState.SENT
        assert [call for call in impatient.rows(MatchCall) if call.answered_at is None]
    impatient.world.settle()
    impatient.check()


def test_other_troubles_of_the_database_are_not_run_again(market_url: str) -> None:
    engine, runs = open_database(market_url), []

    def broken(session: Any) -> None:
        runs.append(session)
        raise OperationalError("select", {}, Exception("the disk is full"))

    with pytest.raises(OperationalError):
        in_transaction(sessions(engine), broken)
    assert len(runs) == 1


def test_who_keeps_losing_gives_up_in_the_end(market_url: str) -> None:
    engine, runs = open_database(market_url), []

    class Lost(Exception):
        sqlstate = "40P01"

    def loses(session: Any) -> None:
        session.add(InboxEvent(event_id="x"))
        runs.append(session)
        raise OperationalError("select", {}, Lost())

    with pytest.raises(OperationalError):
        in_transaction(sessions(engine), loses)
    assert len(runs) == MOST_RUNS
