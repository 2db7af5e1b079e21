"""Invariant 1: nothing is promised that is not there, or that nobody wants any more."""

from __future__ import annotations

from collections.abc import Iterator

from models.audit.ledger import Ledger
from models.lot import Lot, LotState
from models.order import OrderState
from models.order_line import LineState, OrderLine


def lots_are_not_oversold(ledger: Ledger) -> Iterator[str]:
    """Live allocations of a lot never exceed what it holds."""
    for lot in ledger.lots:
        taken = _live(ledger, lot)
        if taken > lot.quantity:
            yield f"lot {lot.id} holds {lot.quantity}, {taken} are allocated"


def lines_are_not_overfilled(ledger: Ledger) -> Iterator[str]:
    """Live allocations of a line never exceed what it asks for."""
    for line in ledger.lines:
        given = _live(ledger, line)
        if given > line.quantity:
            yield f"line {line.id} asks for {line.quantity}, {given} are allocated"


def reserved_is_what_is_allocated(ledger: Ledger) -> Iterator[str]:
    """What a lot or a line counts as reserved is the sum of its live allocations."""
    rows: list[Lot | OrderLine] = [*ledger.lots, *ledger.lines]
    for row in rows:
        if row.reserved != _live(ledger, row):
            name = f"{type(row).__name__.lower()} {row.id}"
            yield f"{name} counts {row.reserved} reserved, {_live(ledger, row)} are allocated"


def cancelled_wishes_hold_nothing(ledger: Ledger) -> Iterator[str]:
    """A cancelled line has no live allocation; an order is cancelled when all its lines are."""
    for line in ledger.lines:
        if line.state == LineState.CANCELLED and _live(ledger, line):
            yield f"line {line.id} is cancelled and still holds {_live(ledger, line)}"
    for order in ledger.orders:
        if (order.state == OrderState.CANCELLED) != (not order.open_lines):
            yield f"order {order.id} is {order.state} with {len(order.open_lines)} open lines"


def withdrawn_lots_offer_nothing(ledger: Ledger) -> Iterator[str]:
    """A withdrawn lot keeps its promises and has no open offer."""
    for lot in ledger.lots:
        if lot.state == LotState.WITHDRAWN and any(a.is_offered for a in ledger.of_lot(lot)):
            yield f"lot {lot.id} is withdrawn and still offered"


def closed_orders_wait_for_nobody(ledger: Ledger) -> Iterator[str]:
    """A closed order is past its cut-off and has no open offer."""
    for order in ledger.orders:
        if order.state != OrderState.CLOSED:
            continue
        if any(a.is_offered for line in order.lines for a in ledger.of_line(line)):
            yield f"order {order.id} is closed and still offered"
        if ledger.now < order.cut_off_at:
            yield f"order {order.id} was closed before its cut-off"


def orders_close_with_their_last_line(ledger: Ledger) -> Iterator[str]:
    """An order's cut-off is the latest of its open lines', which each have their own."""
    for order in ledger.orders:
        if order.open_lines and order.cut_off_at != max(x.cut_off_at for x in order.open_lines):
            yield f"order {order.id} closes at {order.cut_off_at}, not with its last line"


def days_are_not_overfilled(ledger: Ledger) -> Iterator[str]:
    """A producer group is asked for no more in a day than it can make.

    What was promised before it could make so little stands; nothing is added to it.
    """
    for capacity in ledger.capacities:
        for day in ledger.days():
            live = ledger.of_room(capacity, day)
            asked = sum(a.quantity for a in live)
            is_new = any(a.offered_at > capacity.changed_at for a in live)
            if asked > capacity.quantity and is_new:
                group = f"producer group {capacity.producer_group_id}"
                yield f"{group} can make {capacity.quantity} for {day}, {asked} are allocated"


def _live(ledger: Ledger, row: Lot | OrderLine) -> int:
    allocations = ledger.of_lot(row) if isinstance(row, Lot) else ledger.of_line(row)
    return sum(a.quantity for a in allocations if a.is_live)


INVARIANTS = (
    lots_are_not_oversold,
    lines_are_not_overfilled,
    reserved_is_what_is_allocated,
    cancelled_wishes_hold_nothing,
    withdrawn_lots_offer_nothing,
    closed_orders_wait_for_nobody,
    orders_close_with_their_last_line,
    days_are_not_overfilled,
)
