"""A yes to a substitute races with a match and with others who want the same: never both."""

import contextlib
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import audit
from models.cancelling import cancel_order, withdraw_lot
from models.changing import OrderGone
from models.database import in_transaction, open_database, sessions
from models.lot import Lot
from models.match import match
from models.measure import Price
from models.order import Order, OrderState
from models.substituting import NothingLeft, agree, set_substitutes
from tests.invariants.processes import barrier, run_together
from tests.models.market import Market

ROUNDS = 3
WISHED, OTHER, BAHT = "คะน้า", "กวางตุ้ง", 25
Deed = Callable[[Session, int, Market], object]


def says_yes(session: Session, line_id: int, market: Market) -> None:
    price = Price(BAHT * 100, "กก.", 1000)
    with contextlib.suppress(NothingLeft, OrderGone):
        agree(session, line_id, market.product(OTHER).id, 6_000, price, market.now)
    match(session, market.now)


def allows(session: Session, line_id: int, market: Market) -> None:
    set_substitutes(session, line_id, (market.product(OTHER),), market.now)
    match(session, market.now)


def forbids(session: Session, line_id: int, market: Market) -> None:
    set_substitutes(session, line_id, (), market.now)


def orders(session: Session, line_id: int, market: Market) -> None:
    market.order("ครูวิภา", {OTHER: 5})
    match(session, market.now)


def withdraws(session: Session, line_id: int, market: Market) -> None:
    lots = session.scalars(select(Lot.id).where(Lot.product_id == market.product(OTHER).id)).all()
    for lot_id in lots:
        withdraw_lot(session, lot_id, market.now)


def matches(session: Session, line_id: int, market: Market) -> None:
    market.post("ป้าสมร", 3, product=WISHED)
    match(session, market.now)


def act(url: str, deed: Deed, line_id: int, start: Barrier) -> None:
    engine = open_database(url)
    start.wait()
    in_transaction(sessions(engine), lambda session: deed(session, line_id, Market(session)))
    engine.dispose()


RIVALS: tuple[Deed, ...] = (orders, withdraws, matches, forbids, allows)


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.__name__)
def test_a_yes_and_its_rivals_leave_the_books_in_order(market_url: str, rival: Deed) -> None:
    engine = open_database(market_url)
    writing = sessions(engine)
    for _ in range(ROUNDS):
        line_id = in_transaction(writing, short)
        start = barrier(2)
        run_together(act, [(market_url, deed, line_id, start) for deed in (says_yes, rival)])
        with writing.begin() as session:
            Market(session).match()
            assert audit(session, Market(session).now) == []
        in_transaction(writing, clear)
    engine.dispose()


def short(session: Session) -> int:
    """A line that lacks all, and six kilograms of what may be sent for it."""
    market = Market(session)
    clear(session)
    market.post("แม่บุญมี", 6, product=OTHER, baht=BAHT)
    order = market.order("คุณอรุณี", {WISHED: 10})
    market.match()
    return order.lines[0].id


def clear(session: Session) -> None:
    """The next round begins with nothing asked for and nothing on offer."""
    market = Market(session)
    for lot_id in session.scalars(select(Lot.id)).all():
        withdraw_lot(session, lot_id, market.now)
    live = select(Order.id).where(Order.state == OrderState.OPEN)
    for order_id in session.scalars(live).all():
        cancel_order(session, order_id, market.now)
