"""Why producers declined, said when the refusal already counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState, DeclinedFor
from models.allocation_locks import lock_allocations
from models.lot import Lot


def unexplained(member_id: int, since: datetime) -> Select[Allocation]:
    """What a producer has declined since then without a reason, newest first."""
    mine = (Lot.member_id == member_id, Allocation.state == AllocationState.DECLINED)
    late = (Allocation.declined_for.is_(None), Allocation.said_at >= since)
    query = select(Allocation).join(Lot).where(*mine, *late)
    return query.order_by(Allocation.said_at.desc(), Allocation.id)


def give_reason(
    session: Session, allocation_ids: Iterable[int], member_id: int, why: DeclinedFor
) -> list[Allocation]:
    """Why a producer declined offers of their own; what they say last counts. Gives those."""
    found = lock_allocations(session, allocation_ids)
    mine = [a for a in found if a.lot.member_id == member_id]
    declined = [a for a in mine if a.state == AllocationState.DECLINED]
    for allocation in declined:
        allocation.declined_for = why
    return declined
