"""What producers say to their offers, and what happens when they say nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState, lock_allocations
from models.matchcall import MatchCall
from models.news import report


@dataclass
class Answered:
    """How a producer's answer went, by allocation: done now, said before, or no longer open."""

    done: list[Allocation] = field(default_factory=list)
    same_before: list[Allocation] = field(default_factory=list)
    too_late: list[Allocation] = field(default_factory=list)


def answer_offers(
    session: Session, allocation_ids: Iterable[int], member_id: int, accept: bool, now: datetime
) -> Answered:
    """A producer's word on offers of their own; other people's offers are left out."""
    answered = Answered()
    mine = [a for a in lock_allocations(session, allocation_ids) if a.lot.member_id == member_id]
    for allocation in mine:
        _answer(allocation, accept, now, answered)
    if not accept:
        MatchCall.ask(session, [a.line.product_id for a in answered.done], now)
    session.flush()
    for order in {a.line.order_id: a.line.order for a in answered.done}.values():
        report(session, order, now)
    return answered


def _answer(allocation: Allocation, accept: bool, now: datetime, answered: Answered) -> None:
    wanted = AllocationState.ACCEPTED if accept else AllocationState.DECLINED
    if allocation.state == wanted:
        answered.same_before.append(allocation)
    elif not allocation.is_offered or allocation.answer_by <= now:
        answered.too_late.append(allocation)
    else:
        allocation.accept(now) if accept else allocation.end(wanted, now)
        answered.done.append(allocation)


def lapse(session: Session, now: datetime) -> int:
    """End offers nobody answered in time and have the stock matched again. How many there were."""
    overdue = lock_allocations(session, session.scalars(Allocation.overdue(now)))
    lapsed = [a for a in overdue if a.is_offered]
    for allocation in lapsed:
        allocation.end(AllocationState.LAPSED, now)
    MatchCall.ask(session, [a.line.product_id for a in lapsed], now)
    return len(lapsed)
