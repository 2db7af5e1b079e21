"""Why a lot finds no buyer: the wish nearest to it, and what keeps the two apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import SILENT
from models.lot import Lot
from models.matching import Lack
from models.matching.shortages import obstacle
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine
from models.rounds import stock_of, wish_of

# What a wish that the lot fits lacks all the same; any other reason is over with the next match.
FITS_YET = (Lack.WHOLE, Lack.SMALL, Lack.FULL)
# From what its producer need not or can change most easily to what is furthest from a sale.
NEAREST = (
    *(Lack.MORE, *FITS_YET, Lack.PRICE, Lack.CERTIFICATE, Lack.DAY, Lack.REFUSED),
    Lack.NOBODY,
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """lack: MORE when nothing stands between the lot and the line; kinds: certificates missing."""

    lack: Lack
    line: OrderLine
    kinds: Sequence[str] = ()


def why_unsold(session: Session, lot: Lot, now: datetime) -> Obstacle | None:
    """None when no open line lacks what the lot holds."""
    found = [_between(lot, line) for line in _lacking(session, lot, now)]
    return min(found, key=lambda each: NEAREST.index(each.lack), default=None)


def _lacking(session: Session, lot: Lot, now: datetime) -> Sequence[OrderLine]:
    """The lines that still look for the lot's product or a wider one, the soonest first."""
    kin = [lot.product_id, *(wider.id for wider in lot.product.wider)]
    waiting = (
        select(OrderLine)
        .join(Order)
        .where(
            OrderLine.product_id.in_(kin),
            OrderLine.state == LineState.OPEN,
            OrderLine.reserved < OrderLine.quantity,
            OrderLine.cut_off_at > now,
            Order.state == OrderState.OPEN,
        )
        .order_by(Order.delivery_day, OrderLine.id)
    )
    return session.scalars(waiting).all()


def _between(lot: Lot, line: OrderLine) -> Obstacle:
    silent = {a.lot_id for a in line.allocations if a.state in SILENT}
    found = obstacle([stock_of(lot)], wish_of(line, silent))
    if found.lack == Lack.MORE and line.lack and line.lack["lack"] in FITS_YET:
        return Obstacle(Lack(line.lack["lack"]), line)
    return Obstacle(found.lack, line, found.kinds)
