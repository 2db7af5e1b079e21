"""Who of a kitchen hears what others did to its standing orders: a colleague, or the holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from models.calendar import local_day
from models.news import amount_facts
from models.order import Order, OrderState
from models.outbox import Letter
from models.people import Member, Role, approved
from models.standing.order import StandingOrder

Facts = dict[str, Any]


def of_kitchen(buyer_id: int | None) -> Select[Member]:
    """Those who may buy for it and hear us."""
    return approved(Role.BUYER).where(Member.buyer_id == buyer_id, Member.blocked_at.is_(None))


def speaker(session: Session, standing: StandingOrder) -> Member:
    """Who hears of its orders: whoever began it, or a colleague when they are gone."""
    colleagues = session.scalars(of_kitchen(standing.buyer_id)).all()
    begun_by = standing.member
    return begun_by if begun_by in colleagues or not colleagues else colleagues[0]


def tell_colleagues(
    session: Session,
    by: Member,
    did: str,
    standings: Sequence[StandingOrder],
    now: datetime,
    **more: Any,
) -> None:
    """Everybody else of the kitchen, once. did: paused, resumed, changed or ended; more: facts of
    that only.
    """
    facts = {"by": by.name, "did": did, "standing": [facts_of(each) for each in standings], **more}
    about = f"{did}:{standings[0].id}-{standings[-1].id}:{by.id}:{now.isoformat()}"
    for colleague in session.scalars(of_kitchen(by.buyer_id).where(Member.id != by.id)):
        key = f"standing:{about}:{colleague.id}"
        Letter.owe(session, colleague.id, "standing_by_colleague", facts, key, now)


def facts_of(standing: StandingOrder) -> Facts:
    """What it says: goods, rule, last day, place, and whether it rests on holidays."""
    return {
        "number": standing.number,
        "goods": [
            {"product": line.product.name, "amount": amount_facts(line.amount)}
            for line in standing.lines
        ],
        "place": standing.place,
        **standing.terms.to_json(),
    }


def order_facts(orders: Sequence[Order]) -> list[Facts]:
    ordered = sorted(orders, key=lambda order: (order.delivery_day, order.id))
    return [{"order": o.number, "day": o.delivery_day.isoformat()} for o in ordered]


def still_to_come(standing: StandingOrder, now: datetime) -> list[Order]:
    """Its made orders of today and later that were not cancelled."""
    return [order for order in _ahead(standing, now) if order.state != OrderState.CANCELLED]


def cancelled_ahead(standing: StandingOrder, now: datetime) -> list[Order]:
    """Those that were: their days are decided and do not come again."""
    return [order for order in _ahead(standing, now) if order.state == OrderState.CANCELLED]


def _ahead(standing: StandingOrder, now: datetime) -> list[Order]:
    today, made = local_day(now), [day.order for day in standing.days if day.order is not None]
    return [order for order in made if order.delivery_day >= today]
