"""Standing orders are made into real ones: ahead of the cut-off, each day once or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.calendar import cut_off
from models.cycle import Cycle
from models.holidays import SchoolHoliday
from models.locking import lock_rows, start_afresh
from models.news import amount_facts
from models.order import Order
from models.outbox import Letter
from models.recurrence import ONE_DAY
from models.standing.days import StandingDay, not_before_made
from models.standing.order import StandingOrder, StandingState
from models.standing.telling import speaker

# So long before its cut-off an order is made: producers answer, and its kitchen hears what is short
# while there are two days left to buy elsewhere.
MADE_AHEAD = timedelta(days=2)


def made_from(day: date) -> datetime:
    """From when on the order for *day* is made, of goods with the usual cut-off."""
    return cut_off(day) - MADE_AHEAD


def kitchens_to_make_for(now: datetime) -> Select[int]:
    """Buyers with a standing order that has something to decide."""
    due = (StandingOrder.state == StandingState.LIVE, StandingOrder.look_at <= now)
    return select(StandingOrder.buyer_id).where(*due).distinct().order_by(StandingOrder.buyer_id)


def make_due(session: Session, buyer_id: int, now: datetime) -> list[Order]:
    """Make a kitchen's orders of all days that are open; tell it of those that were missed."""
    mine = look_back(session, buyer_id, now)
    holidays, cycle = SchoolHoliday.all_kept(session), Cycle.read(session, now)
    orders = []
    for standing in mine:
        days = [
            day
            for day in _due_days(standing, now, holidays, cycle)
            if now < standing.closes(day, cycle)
        ]
        orders += [_make(session, standing, day, cycle, now) for day in days]
        _look_again(session, standing, cycle, now)
    session.flush()
    return orders


def look_back(session: Session, buyer_id: int, now: datetime) -> list[StandingOrder]:
    """Lock a kitchen's live standing orders and settle the days whose cut-off has passed.

    To be called before anything about them is changed: what was missed was due by the old terms.
    """
    start_afresh(session)
    ids = session.scalars(StandingOrder.live_of(buyer_id)).all()
    locked = lock_rows(session, StandingOrder, [standing.id for standing in ids])
    mine = [standing for standing in locked if standing.is_live]
    holidays, cycle = SchoolHoliday.all_kept(session), Cycle.read(session, now)
    missed = [day for each in mine for day in _missed(session, each, now, holidays, cycle)]
    session.flush()
    _tell_missed(session, missed, now)
    return mine


def _missed(
    session: Session,
    standing: StandingOrder,
    now: datetime,
    holidays: list[SchoolHoliday],
    cycle: Cycle,
) -> list[StandingDay]:
    due = _due_days(standing, now, holidays, cycle)
    past = [day for day in due if standing.closes(day, cycle) <= now]
    days = [_decide(session, standing, day, None, cycle, now) for day in past]
    while standing.closes(standing.decided_through + ONE_DAY, cycle) <= now:
        standing.decided_through += ONE_DAY
    return days


def _due_days(
    standing: StandingOrder, now: datetime, holidays: list[SchoolHoliday], cycle: Cycle
) -> Iterator[date]:
    """Deliveries that are neither decided nor paused and whose order would be made by now."""
    terms, pauses = standing.terms, standing.open_pauses
    for day in terms.days_from(standing.decided_through + ONE_DAY, holidays, pauses):
        if standing.closes(day, cycle) - MADE_AHEAD > now:
            return
        if not standing.is_decided(day):
            yield day


def _make(
    session: Session, standing: StandingOrder, day: date, cycle: Cycle, now: datetime
) -> Order:
    order = Order.place_order(
        session,
        speaker(session, standing),
        [line.wish for line in standing.lines],
        day,
        standing.place,
        standing.part_is_fine,
        now,
        source=f"standing:{standing.id}:{day.isoformat()}",
    )
    _decide(session, standing, day, order, cycle, now)
    return order


def _decide(
    session: Session,
    standing: StandingOrder,
    day: date,
    order: Order | None,
    cycle: Cycle,
    now: datetime,
) -> StandingDay:
    decided = StandingDay(
        standing=standing,
        delivery_day=day,
        order=order,
        terms=standing.terms.to_json(),
        decided_at=now,
        closes_at=standing.closes(day, cycle),
    )
    session.add(decided)
    return decided


def _look_again(session: Session, standing: StandingOrder, cycle: Cycle, now: datetime) -> None:
    """When the next day can be made, or is missed; never again after its last."""
    ahead = after = standing.decided_through + ONE_DAY
    while standing.closes(ahead, cycle) - MADE_AHEAD <= now:
        ahead += ONE_DAY
    made_at = standing.closes(ahead, cycle) - MADE_AHEAD
    standing.look_at = min(made_at, standing.closes(after, cycle))
    if standing.ends_on is not None and standing.decided_through >= standing.ends_on:
        standing.end(not_before_made(session, [standing.id], now))


def _tell_missed(session: Session, missed: list[StandingDay], now: datetime) -> None:
    """One letter for each member, however much of theirs was missed."""
    by_member: dict[int, list[StandingDay]] = defaultdict(list)
    for day in missed:
        by_member[speaker(session, day.standing).id].append(day)
    for member_id, days in by_member.items():
        facts = {"missed": [_facts(day) for day in days]}
        key = f"standing_missed:{days[0].id}-{days[-1].id}"
        Letter.owe(session, member_id, "standing_missed", facts, key, now)


def _facts(day: StandingDay) -> dict[str, Any]:
    return {
        "id": day.id,
        "standing": day.standing.number,
        "day": day.delivery_day.isoformat(),
        "goods": [
            {"product": line.product.name, "amount": amount_facts(line.amount)}
            for line in day.standing.lines
        ],
    }
