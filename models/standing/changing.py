"""What a kitchen says about its standing orders: begin, rest, go on, change, end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.cancelling import cancel_orders
from models.cycle import Cycle
from models.order import Order
from models.people import Member
from models.recurrence import ONE_DAY
from models.standing.days import StandingPause, not_before_made
from models.standing.making import look_back, make_due
from models.standing.order import StandingGone, StandingLine, StandingOrder, StandingState
from models.standing.telling import (
    cancelled_ahead,
    facts_of,
    order_facts,
    still_to_come,
    tell_colleagues,
)
from models.standing.terms import Terms
from models.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that is asked for: what, when, where, and whether a part is welcome."""

    wanted: Sequence[Wanted]
    terms: Terms
    place: str
    part_is_fine: bool


def begin_standing(
    session: Session, member: Member, wishes: Wishes, now: datetime, source: str | None = None
) -> StandingOrder:
    """Begin it; days that are open already are made into orders at once."""
    goods = [wish.product for wish in wishes.wanted]
    soonest = Cycle.read(session, now).first_common_day(goods, now)
    first = max(wishes.terms.first, soonest)
    standing = StandingOrder(
        buyer_id=member.buyer_id,
        member_id=member.id,
        state=StandingState.LIVE,
        decided_through=first - ONE_DAY,
        look_at=now,
        begun_at=now,
        source=source,
    )
    _take_over(standing, wishes)
    session.add(standing)
    session.flush()
    make_due(session, standing.buyer_id, now)
    return standing


def change_standing(
    session: Session, standing_id: int, by: Member, wishes: Wishes, now: datetime
) -> StandingOrder:
    """Orders that are made stay as they are. Raises StandingGone."""
    (standing,) = _lock(session, [standing_id], by, now)
    was, stay = facts_of(standing), order_facts(still_to_come(standing, now))
    _take_over(standing, wishes)
    session.flush()
    if facts_of(standing) != was:
        tell_colleagues(session, by, "changed", [standing], now, was=was, orders=stay)
    make_due(session, standing.buyer_id, now)
    return standing


def pause_standing(
    session: Session,
    standing_ids: Collection[int],
    by: Member,
    days: tuple[date, date | None],
    now: datetime,
) -> list[Order]:
    """No deliveries on these days; gives the made orders that were cancelled with it.

    days: first and last, None until it is lifted. Raises StandingGone.
    """
    mine = _lock(session, standing_ids, by, now)
    since = not_before_made(session, standing_ids, now)
    session.add_all(
        StandingPause(standing=each, first_day=days[0], last_day=days[1], paused_at=since)
        for each in mine
    )
    made = [order.id for each in mine for order in made_within(each, days, now)]
    orders = cancel_orders(session, made, now)
    shown = [day.isoformat() if day else None for day in days]
    tell_colleagues(session, by, "paused", mine, now, days=shown, orders=order_facts(orders))
    return orders


def made_within(
    standing: StandingOrder, days: tuple[date, date | None], now: datetime
) -> list[Order]:
    """Its orders of these days that may still be cancelled."""
    first, last = days
    orders = [day.order for day in standing.days if day.order is not None]
    return [
        order
        for order in orders
        if order.may_cancel(now)
        and first <= order.delivery_day
        and (last is None or order.delivery_day <= last)
    ]


def resume_standing(
    session: Session, pause_ids: Collection[int], by: Member, now: datetime
) -> list[StandingOrder]:
    """Lift pauses; days that are open are made at once. Gives the standing orders that go on."""
    mine = look_back(session, by.buyer_id, now) if by.buyer_id else []
    lifted = [pause for each in mine for pause in each.open_pauses if pause.id in pause_ids]
    for pause in lifted:
        pause.lifted_at = max(now, pause.paused_at)
    session.flush()
    going_on = list(dict.fromkeys(pause.standing for pause in lifted))
    if going_on and by.buyer_id:
        gone = order_facts([o for each in going_on for o in cancelled_ahead(each, now)])
        tell_colleagues(session, by, "resumed", going_on, now, orders=gone)
        make_due(session, by.buyer_id, now)
    return going_on


def end_standing(session: Session, standing_id: int, by: Member, now: datetime) -> StandingOrder:
    """Orders that are made stay. Raises StandingGone."""
    (standing,) = _lock(session, [standing_id], by, now)
    standing.end(not_before_made(session, [standing_id], now))
    stay = order_facts(still_to_come(standing, now))
    tell_colleagues(session, by, "ended", [standing], now, orders=stay)
    return standing


def _lock(
    session: Session, standing_ids: Collection[int], by: Member, now: datetime
) -> list[StandingOrder]:
    mine = look_back(session, by.buyer_id, now) if by.buyer_id else []
    meant = [standing for standing in mine if standing.id in standing_ids]
    if len(meant) < len(set(standing_ids)) or not meant:
        raise StandingGone(standing_ids)
    return meant


def _take_over(standing: StandingOrder, wishes: Wishes) -> None:
    standing.terms = wishes.terms
    standing.place, standing.part_is_fine = wishes.place, wishes.part_is_fine
    standing.lines = [StandingLine.wanting(wish) for wish in wishes.wanted]
