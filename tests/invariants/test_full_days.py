"""Eight processes trade with groups that can make little a day: no day is ever overfilled."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.capacity import set_capacity
from models.database import in_transaction
from models.people import ProducerGroup
from tests.databases import MORNING
from tests.invariants.processes import barrier, run_together
from tests.invariants.test_many_processes import PROCESSES, STEPS, found
from tests.invariants.traders import STEP, Trader, open_the_day, trade, trader

KILOS_A_DAY = 25


def make_little(hands: Trader) -> None:
    def work(session: Session) -> None:
        for group in session.scalars(select(ProducerGroup)):
            set_capacity(session, group, "กก.", KILOS_A_DAY * 1000, "น้องฝ้าย", MORNING)

    in_transaction(hands.write, work)


def test_no_day_of_a_group_is_overfilled_by_many_processes(market_url: str) -> None:
    make_little(trader(market_url, 0))
    open_the_day(market_url, PROCESSES)
    start = barrier(PROCESSES)
    run_together(trade, [(market_url, number, STEPS, start) for number in range(PROCESSES)])
    last = trader(market_url, PROCESSES)
    last.now += STEPS * STEP
    assert found(last) == []
    assert 0 < fullest_day(last) <= KILOS_A_DAY * 1000
    last.finish()
    assert found(last) == []
    assert fullest_day(last) <= KILOS_A_DAY * 1000


def test_the_days_are_filled_at_all(market_url: str) -> None:
    """With so much on offer and asked for, a day that never fills would mean nothing is matched."""
    hands = trader(market_url, 3)
    make_little(hands)
    open_the_day(market_url, PROCESSES)
    hands.match()
    assert fullest_day(hands) == KILOS_A_DAY * 1000


def fullest_day(hands: Trader) -> int:
    """Thousandths that live allocations take of the fullest day of any group."""
    taken: Counter[object] = Counter()
    with hands.read() as session:
        for a in session.scalars(select(Allocation)):
            if a.is_live:
                taken[a.lot.producer_group_id, a.line.order.delivery_day] += a.quantity
    return max(taken.values(), default=0)
