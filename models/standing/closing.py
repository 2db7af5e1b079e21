"""A holiday that comes late: each kitchen whose days fall out, or come again, hears it once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Protocol

from sqlalchemy.orm import Session

from models.cycle import Cycle
from models.order import OrderState
from models.outbox import Letter
from models.standing.order import StandingOrder
from models.standing.telling import Facts, facts_of, speaker
from models.standing.terms import Period


class Closing(Period, Protocol):
    """A school holiday, of which no more need be known here."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


def tell_of_holiday(
    session: Session,
    holiday: Closing,
    others: Sequence[Period],
    standings: Iterable[StandingOrder],
    now: datetime,
    *,
    closed: bool,
) -> None:
    """One letter for each member of whose standing orders it concerns. others: what else is kept;
    closed: whether its days fall out now, or come again.
    """
    cycle = Cycle.read(session, now)
    told: dict[int, list[Facts]] = defaultdict(list)
    for standing in standings:
        days = _days(standing, holiday, others, cycle, now)
        made = _made(standing, holiday, now) if closed else []
        if days or made:
            facts = {**facts_of(standing), "days": [d.isoformat() for d in days], "made": made}
            told[speaker(session, standing).id].append(facts)
    about = {"name": holiday.name, "closed": closed}
    about |= {"first": holiday.first_day.isoformat(), "last": holiday.last_day.isoformat()}
    for member_id, some in told.items():
        key = f"holiday:{holiday.id}:{'added' if closed else 'removed'}:{member_id}"
        Letter.owe(session, member_id, "standing_holiday", {**about, "standing": some}, key, now)


def _days(
    standing: StandingOrder,
    holiday: Closing,
    others: Sequence[Period],
    cycle: Cycle,
    now: datetime,
) -> list[date]:
    """The deliveries it decides about: not made, paused or closed otherwise, and not too late."""
    coming = standing.terms.days_from(holiday.first_day, others, standing.open_pauses)
    within = takewhile(holiday.covers, coming)
    return [d for d in within if not standing.is_decided(d) and now < standing.closes(d, cycle)]


def _made(standing: StandingOrder, holiday: Closing, now: datetime) -> list[Facts]:
    """Its orders for these days, which still come; until: how long they may be cancelled."""
    orders = [day.order for day in standing.days if day.order and holiday.covers(day.delivery_day)]
    return [
        {
            "order": order.number,
            "day": order.delivery_day.isoformat(),
            "until": order.cancel_until.isoformat() if order.may_cancel(now) else None,
        }
        for order in orders
        if order.state != OrderState.CANCELLED
    ]
