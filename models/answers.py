"""What producers say to their offers, and what happens when they say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState, DeclinedFor
from models.allocation_locks import lock_allocations
from models.matchcall import MatchCall
from models.news import report
from models.offers import overdue
from models.silence import tell_of_silence


class NotAPart(ValueError):
    """Nothing, or no less than is offered; args[0] is what is offered, in thousandths."""


@dataclass
class Answered:
    """How a producer's answer went, by allocation: done now, said before, or no longer open."""

    done: list[Allocation] = field(default_factory=list)
    same_before: list[Allocation] = field(default_factory=list)
    too_late: list[Allocation] = field(default_factory=list)


def answer_offers(
    session: Session,
    allocation_ids: Iterable[int],
    member_id: int,
    accept: bool,
    now: datetime,
    why: DeclinedFor | None = None,
) -> Answered:
    """A producer's word on offers of their own; other people's offers are left out.

    why: of a refusal, when it was said with it.
    """
    answered = Answered()
    mine = [a for a in lock_allocations(session, allocation_ids) if a.lot.member_id == member_id]
    for allocation in mine:
        _answer(allocation, accept, now, answered, why)
    return _settle(session, answered, [] if accept else answered.done, now)


def accept_part(
    session: Session,
    allocation_ids: Iterable[int],
    member_id: int,
    quantity: int,
    now: datetime,
    keeps_rest: bool = False,
) -> Answered:
    """A producer's word that of these offers, all of one kind of goods, only *quantity* comes.

    quantity: thousandths; the first offers are filled first. The rest is matched with others at
    once, and what was not there is not offered to them: unless the producer keeps_rest for other
    kitchens, the lot then holds no more than live allocations take.
    Raises NotAPart when it is nothing, or as much as is still open or more.
    """
    mine = [a for a in lock_allocations(session, allocation_ids) if a.lot.member_id == member_id]
    still = [a for a in mine if a.is_offered and now < a.answer_by]
    offered = sum(a.quantity for a in still)
    answered = Answered(too_late=[a for a in mine if a not in still])
    if not still:
        return answered
    if not 0 < quantity < offered:
        raise NotAPart(offered)
    short = [a for a in still if not _take(a, quantity - _sum_before(a, still), now)]
    answered.done = [a for a in still if a.is_promised]
    if not keeps_rest:
        for lot in {a.lot_id: a.lot for a in short}.values():
            lot.run_out()
    return _settle(session, answered, short, now)


def _sum_before(allocation: Allocation, offers: Sequence[Allocation]) -> int:
    return sum(a.offered for a in offers if a.id < allocation.id)


def _take(offer: Allocation, left: int, now: datetime) -> bool:
    """Promise of it what *left* covers; whether that is all of it."""
    if left >= offer.quantity:
        offer.accept(now)
        return True
    offer.accept_part(left, now) if left > 0 else offer.decline(now)
    return False


def _settle(
    session: Session, answered: Answered, freed: Sequence[Allocation], now: datetime
) -> Answered:
    """Have what came free matched again, and tell buyers of whom all have answered."""
    MatchCall.ask(session, [a.lot.product_id for a in freed], now)
    session.flush()
    for order in {a.line.order_id: a.line.order for a in [*answered.done, *freed]}.values():
        report(session, order, now)
    return answered


def _answer(
    allocation: Allocation,
    accept: bool,
    now: datetime,
    answered: Answered,
    why: DeclinedFor | None,
) -> None:
    wanted = AllocationState.ACCEPTED if accept else AllocationState.DECLINED
    if allocation.state == wanted:
        answered.same_before.append(allocation)
    elif not allocation.is_offered or allocation.answer_by <= now:
        answered.too_late.append(allocation)
    else:
        allocation.accept(now) if accept else allocation.decline(now, why)
        answered.done.append(allocation)


def lapse(session: Session, now: datetime) -> int:
    """End offers nobody answered in time and have the stock matched again. How many there were."""
    late = lock_allocations(session, session.scalars(overdue(now)))
    lapsed = [a for a in late if a.is_offered]
    for allocation in lapsed:
        allocation.end(AllocationState.LAPSED, now)
    MatchCall.ask(session, [a.lot.product_id for a in lapsed], now)
    tell_of_silence(session, lapsed, now)
    return len(lapsed)
