"""Eight processes trade at random on one database; afterwards the audit finds nothing."""

from sqlalchemy import select

from models.allocation import Allocation
from models.audit import Violation, audit
from models.order import Order, OrderState
from tests.invariants.processes import barrier, run_together
from tests.invariants.traders import STEP, Trader, open_the_day, trade, trader

PROCESSES = 8
STEPS = 10


def test_eight_processes_break_no_invariant(market_url: str) -> None:
    open_the_day(market_url, PROCESSES)
    start = barrier(PROCESSES)
    run_together(trade, [(market_url, number, STEPS, start) for number in range(PROCESSES)])
    last = trader(market_url, PROCESSES)
    last.now += STEPS * STEP
    assert found(last) == []
    assert len(allocations(last)) > PROCESSES
    last.finish()
    assert found(last) == []
    wait_for_the_last_cut_off(last)
    assert found(last) == []
    assert not any(a.is_offered for a in allocations(last))


def wait_for_the_last_cut_off(last: Trader) -> None:
    with last.read() as session:
        last.now = max(order.cut_off_at for order in session.scalars(select(Order)))
    last.finish()
    with last.read() as session:
        states = set(session.scalars(select(Order.state)))
    assert OrderState.OPEN not in states


def found(last: Trader) -> list[Violation]:
    with last.read() as session:
        return audit(session, last.now)


def allocations(last: Trader) -> list[Allocation]:
    with last.read() as session:
        return list(session.scalars(select(Allocation)))
