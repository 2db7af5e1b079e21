"""Members who let offer after offer lapse: staff hear of it once, and call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState
from models.lot import Lot
from models.news import MOST_IN_A_LETTER, offer_facts
from models.outbox import Letter
from models.people import Member, Role, approved

# What was offered at one moment came in one letter: to be silent to it is one silence.
ENOUGH = 3


def tell_of_silence(session: Session, lapsed: Iterable[Allocation], now: datetime) -> None:
    """Tell staff of whose third silence in a row it is; once until that member answers again."""
    members = {allocation.lot.member_id: allocation.lot.member for allocation in lapsed}
    for _, member in sorted(members.items()):
        run = silences(session, member.id)
        times = len({allocation.offered_at for allocation in run})
        if times < ENOUGH:
            continue
        facts = _facts(member, run, times)
        for staff in session.scalars(approved(Role.STAFF)):
            Letter.owe(session, staff.id, "silent", facts, f"silent:{run[0].id}:{staff.id}", now)


def silences(session: Session, member_id: int) -> Sequence[Allocation]:
    """What has run out in silence since the member last said anything to an offer, oldest first.

    An offer whose letter never reached them ends before its time, and is no silence of theirs.
    """
    theirs = select(Allocation).join(Lot).where(Lot.member_id == member_id)
    spoke = session.scalar(theirs.with_only_columns(func.max(Allocation.said_at)))
    silent = theirs.where(
        Allocation.state == AllocationState.LAPSED, Allocation.answered_at >= Allocation.answer_by
    )
    if spoke is not None:
        silent = silent.where(Allocation.answered_at > spoke)
    return session.scalars(silent.order_by(Allocation.answered_at, Allocation.id)).all()


def _facts(member: Member, run: Sequence[Allocation], times: int) -> dict[str, Any]:
    return {
        "member": member.id,
        "name": member.name,
        "phone": member.phone,
        "times": times,
        "offers": [offer_facts(offer) for offer in run[-MOST_IN_A_LETTER:]],
    }
