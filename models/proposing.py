"""What the market may propose for what a line lacks: near, there, and within all it requires.

Nothing is reserved by it: who says yes to it is asked for by a match like any other wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.capacity import rooms
from models.catalogue import Product
from models.cycle import Cycle
from models.lot import Lot, LotState
from models.measure import Price
from models.order import Order
from models.order_line import OrderLine
from models.rounds import products_for, would_send
from models.substitutes import may_replace


@dataclass(frozen=True, slots=True)
class Proposal:
    """quantity: thousandths of the line's measure; price: the highest of the lots it would take;
    total: satang."""

    product: Product
    quantity: int
    price: Price
    total: int


def proposals(session: Session, order: Order, now: datetime) -> dict[int, Proposal]:
    """One at most for each line whose buyer has named nothing and not said no, by line id."""
    found = {}
    for line in order.open_lines:
        best = None if line.only_this or line.substitutes else propose(session, line, now)
        if best is not None:
            found[line.id] = best
    return found


def propose(
    session: Session, line: OrderLine, now: datetime, product: Product | None = None
) -> Proposal | None:
    """The cheapest of what is near and fits, or *product* if it does; None when nothing does."""
    if not line.missing or not line.may_change(now):
        return None
    others = _may_be_sent(session, line, [product] if product else line.product.near, now)
    lots = _there(session, line, others) if others else []
    found = [_of(session, line, other, lots, now) for other in others] if lots else []
    there = [each for each in found if each is not None]
    return min(there, key=_nearness, default=None)


def _nearness(proposal: Proposal) -> tuple[Fraction, int, int]:
    """The cheapest; at one price what is named most exactly."""
    product = proposal.product
    return proposal.price.rate, -len(product.wider), product.id


def _may_be_sent(
    session: Session, line: OrderLine, others: Sequence[Product], now: datetime
) -> list[Product]:
    if not others:
        return []
    cycle, day = Cycle.read(session, now), line.order.delivery_day
    return [x for x in others if not may_replace(line.product, x, line.measure, day, cycle)]


def _there(session: Session, line: OrderLine, others: Sequence[Product]) -> list[Lot]:
    """The lots that may hold something of it, and those of the line's own product."""
    kin = {each.id for other in others for each in (other, *other.narrower)}
    day = line.order.delivery_day
    query = select(Lot).where(
        Lot.product_id.in_(kin.union(products_for(line))),
        Lot.state == LotState.OPEN,
        Lot.reserved < Lot.quantity,
        Lot.measure == line.measure,
        Lot.available_from <= day,
        Lot.available_until >= day,
    )
    found = session.scalars(query.order_by(Lot.id)).all()
    return [lot for lot in found if not lot.member.blocked_at]


def _of(
    session: Session, line: OrderLine, other: Product, lots: Sequence[Lot], now: datetime
) -> Proposal | None:
    by_id = {lot.id: lot for lot in lots}
    there = rooms(session, lots, [line], locking=False)
    parts = [
        (by_id[grant.lot_id], grant.quantity)
        for grant in would_send(there, lots, line, other, now).grants
        if by_id[grant.lot_id].product_id not in products_for(line)
    ]
    if not parts:
        return None
    price = max((lot.price for lot, _ in parts), key=lambda each: each.rate)
    total = sum(lot.price.total(quantity) for lot, quantity in parts)
    return Proposal(other, sum(quantity for _, quantity in parts), price, total)
