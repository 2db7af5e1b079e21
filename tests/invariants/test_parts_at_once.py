"""A part is promised at the very moment the offer is taken away otherwise: one of the two wins."""

from collections.abc import Callable
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.answers import accept_part, lapse
from models.audit import audit
from models.cancelling import cancel_order, change_lot_quantity, withdraw_lot
from models.changing import change_lines
from models.database import in_transaction, open_database, sessions
from models.match import match
from models.wanted import Wanted
from tests.invariants.processes import barrier, run_together
from tests.models.market import Market

ROUNDS = 4
Rival = Callable[[Session, Allocation, Market], object]


def withdraws(session: Session, offer: Allocation, market: Market) -> None:
    withdraw_lot(session, offer.lot_id, market.now)


def cancels(session: Session, offer: Allocation, market: Market) -> None:
    cancel_order(session, offer.line.order_id, market.now)


def lapses(session: Session, offer: Allocation, market: Market) -> None:
    lapse(session, offer.answer_by)


def shrinks(session: Session, offer: Allocation, market: Market) -> None:
    change_lot_quantity(session, offer.lot_id, offer.amount.with_quantity(7_000), market.now)


def reduces(session: Session, offer: Allocation, market: Market) -> None:
    wish = Wanted(offer.line.product, offer.amount.with_quantity(4_000))
    change_lines(session, offer.line.order_id, [wish], market.now)


def takes_part(session: Session, offer: Allocation, market: Market) -> None:
    accept_part(session, [offer.id], offer.lot.member_id, 6_000, market.now)


RIVALS: tuple[Rival, ...] = (withdraws, cancels, lapses, shrinks, reduces)


def act(url: str, deed: Rival, offer_id: int, start: Barrier) -> None:
    engine = open_database(url)
    start.wait()
    in_transaction(
        sessions(engine),
        lambda session: deed(session, session.get_one(Allocation, offer_id), Market(session)),
    )
    engine.dispose()


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.__name__)
def test_a_part_and_what_takes_the_offer_away_leave_the_books_in_order(
    market_url: str, rival: Rival
) -> None:
    engine = open_database(market_url)
    writing = sessions(engine)
    for _ in range(ROUNDS):
        offer_id = in_transaction(writing, offered)
        start = barrier(2)
        run_together(act, [(market_url, deed, offer_id, start) for deed in (takes_part, rival)])
        with writing.begin() as session:
            offer = session.get_one(Allocation, offer_id)
            match(session, offer.answer_by)
            assert audit(session, offer.answer_by) == []
            assert not offer.is_offered
            assert offer.is_promised <= (offer.short == 4_000)
        in_transaction(writing, clear)
    engine.dispose()


def offered(session: Session) -> int:
    market = Market(session)
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 10})
    market.match()
    newest = select(Allocation.id).order_by(Allocation.id.desc()).limit(1)
    return session.scalars(newest).one()


def clear(session: Session) -> None:
    """The next round begins with nothing asked for and nothing on offer."""
    market = Market(session)
    for allocation in market.allocations():
        withdraw_lot(session, allocation.lot_id, market.now)
        cancel_order(session, allocation.line.order_id, market.now)
