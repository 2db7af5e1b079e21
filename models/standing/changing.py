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
    session: Session, standing_id: int, buyer_id: int | None, wishes: Wishes, now: datetime
) -> StandingOrder:
    """Orders that are made stay as they are. Raises StandingGone."""
    (standing,) = _lock(session, [standing_id], buyer_id, now)
    _take_over(standing, wishes)
    session.flush()
    make_due(session, standing.buyer_id, now)
    return standing


def pause_standing(
    session: Session,
    standing_ids: Collection[int],
    buyer_id: int | None,
    days: tuple[date, date | None],
    now: datetime,
) -> list[Order]:
    """No deliveries on these days; gives the made orders that were cancelled with it.

    days: first and last, None until it is lifted. Raises StandingGone.
    """
    mine = _lock(session, standing_ids, buyer_id, now)
    since = not_before_made(session, standing_ids, now)
    session.add_all(
        StandingPause(standing=each, first_day=days[0], last_day=days[1], paused_at=since)
        for each in mine
    )
    made = [order.id for each in mine for order in made_within(each, days, now)]
    return cancel_orders(session, made, now)


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
    session: Session, pause_ids: Collection[int], buyer_id: int | None, now: datetime
) -> list[StandingOrder]:
    """Lift pauses; days that are open are made at once. Gives the standing orders that go on."""
    mine = look_back(session, buyer_id, now) if buyer_id else []
    lifted = [pause for each in mine for pause in each.open_pauses if pause.id in pause_ids]
    for pause in lifted:
        pause.lifted_at = max(now, pause.paused_at)
    session.flush()
    if lifted and buyer_id:
        make_due(session, buyer_id, now)
    return list(dict.fromkeys(pause.standing for pause in lifted))


def end_standing(
    session: Session, standing_id: int, buyer_id: int | None, now: datetime
) -> StandingOrder:
    """Orders that are made stay. Raises StandingGone."""
    (standing,) = _lock(session, [standing_id], buyer_id, now)
    standing.end(not_before_made(session, [standing_id], now))
    return standing


def _lock(
    session: Session, standing_ids: Collection[int], buyer_id: int | None, now: datetime
) -> list[StandingOrder]:
    mine = look_back(session, buyer_id, now) if buyer_id else []
    meant = [standing for standing in mine if standing.id in standing_ids]
    if len(meant) < len(set(standing_ids)) or not meant:
        raise StandingGone(standing_ids)
    return meant


def _take_over(standing: StandingOrder, wishes: Wishes) -> None:
    standing.terms = wishes.terms
    standing.place, standing.part_is_fine = wishes.place, wishes.part_is_fine
    standing.lines = [StandingLine.wanting(wish) for wish in wishes.wanted]
