"""What is offered fits what was asked, in time, and nothing that fits is left lying."""

from __future__ import annotations

from collections.abc import Iterator

from models.allocation import Allocation
from models.audit.ledger import Ledger
from models.lot import LotState
from models.matching import Rules
from models.order import OrderState
from models.rounds import decide


def allocations_fit_the_wish(ledger: Ledger) -> Iterator[str]:
    """Product, measure and delivery day fit; the price it was offered at is within the limit.

    A narrower product fits a wider wish, and so does what its buyer allowed instead by then.
    """
    for allocation in ledger.allocations:
        if misfit := _misfit(allocation):
            yield f"allocation {allocation.id} has the wrong {misfit}"


def _misfit(allocation: Allocation) -> str | None:
    lot, line = allocation.lot, allocation.line
    if line.product not in (lot.product, *lot.product.wider) and not _is_allowed(allocation):
        return "product"
    if lot.measure != line.measure:
        return "measure"
    if not lot.available_from <= line.order.delivery_day <= lot.available_until:
        return "day"
    if line.most is not None and allocation.price.rate > line.most.rate:
        return "price"
    return None


def _is_allowed(allocation: Allocation) -> bool:
    """Whether the buyer's word was given for this line and product, and held at that time."""
    consent, offered_at = allocation.substitute, allocation.offered_at
    if consent is None or consent.line_id != allocation.line_id:
        return False
    held = consent.ended_at is None or offered_at <= consent.ended_at
    return held and allocation.lot.product in consent.products


def answers_come_in_time(ledger: Ledger) -> Iterator[str]:
    """Offers are made and answered before the cut-off; an open one has no answer, others have."""
    for allocation in ledger.allocations:
        cut_off = allocation.line.cut_off_at
        if not allocation.offered_at < allocation.answer_by <= cut_off:
            yield f"allocation {allocation.id} could be answered at no time before the cut-off"
        if allocation.is_offered != (allocation.answered_at is None):
            yield f"allocation {allocation.id} is {allocation.state}, answered or not"
        if allocation.is_promised and not _answered_in_time(allocation):
            yield f"allocation {allocation.id} was accepted too late"


def _answered_in_time(allocation: Allocation) -> bool:
    return allocation.answered_at is not None and allocation.answered_at < allocation.answer_by


def wholes_are_all_or_nothing(ledger: Ledger) -> Iterator[str]:
    """Once settled, a line whose buyer takes no part of it is promised in full or not at all."""
    for order in ledger.orders:
        if (
            order.part_is_fine
            or order.state == OrderState.CANCELLED
            or not ledger.is_settled(order)
        ):
            continue
        for line in order.open_lines:
            if ledger.promised(line) not in (0, line.quantity):
                yield f"line {line.id} is whole, {ledger.promised(line)} of it are promised"


def nothing_is_stuck(ledger: Ledger) -> Iterator[str]:
    """Where no match call is open, no free stock fits a wish that may still be served."""
    seen = ledger.calls_seen()
    lots = [
        lot
        for lot in ledger.lots
        if lot.state == LotState.OPEN and lot.product_id not in seen and not lot.member.blocked_at
    ]
    lines = [
        line
        for order in ledger.orders
        for line in order.open_lines
        if line.missing and line.may_change(ledger.now) and line.product_id not in seen
    ]
    for grant in decide(ledger.rooms(), lots, lines, Rules(), ledger.now).grants:
        yield f"line {grant.line_id} waits although lot {grant.lot_id} has {grant.quantity}"


INVARIANTS = (
    allocations_fit_the_wish,
    answers_come_in_time,
    wholes_are_all_or_nothing,
    nothing_is_stuck,
)
