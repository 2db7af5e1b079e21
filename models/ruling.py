"""Staff decide when orders close."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import Rule
from models.cycle import CycleRule
from models.locking import lock_rows
from models.people import WorkGroup
from models.standing.order import StandingOrder, StandingState


def set_rule(
    session: Session, work_group: WorkGroup, category: str, rule: Rule, by: str, now: datetime
) -> CycleRule:
    """For orders placed from now on; a line that is ordered keeps its cut-off.

    Standing orders are looked at again: what closes earlier now has to be made earlier.
    """
    where = (CycleRule.work_group_id == work_group.id, CycleRule.category == category)
    kept = session.scalars(select(CycleRule).where(*where)).first()
    if kept is None:
        kept = CycleRule(work_group=work_group, category=category)
        session.add(kept)
    kept.lead_days = rule.lead_days
    kept.closes = rule.closes.hour * 60 + rule.closes.minute
    kept.changed_at, kept.changed_by = now, by
    live = select(StandingOrder.id).where(StandingOrder.state == StandingState.LIVE)
    for standing in lock_rows(session, StandingOrder, session.scalars(live)):
        standing.look_at = min(standing.look_at, now)
    session.flush()
    return kept
