"""Allocations, to be changed: behind locks on everything they reserve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.locking import lock_rows, start_afresh
from models.lot import Lot
from models.order import Order
from models.order_line import OrderLine


def lock_allocations(session: Session, ids: Iterable[int]) -> Sequence[Allocation]:
    """The allocations, read behind locks on their orders, lines and lots; unknown ids skipped."""
    wanted = sorted(set(ids))
    start_afresh(session)
    found = session.execute(
        select(OrderLine.order_id, Allocation.line_id, Allocation.lot_id)
        .join(OrderLine)
        .where(Allocation.id.in_(wanted))
    ).all()
    lock_rows(session, Order, (row.order_id for row in found))
    lock_rows(session, OrderLine, (row.line_id for row in found))
    lock_rows(session, Lot, (row.lot_id for row in found))
    query = select(Allocation).where(Allocation.id.in_(wanted)).order_by(Allocation.id)
    return session.scalars(query.execution_options(populate_existing=True)).all()
