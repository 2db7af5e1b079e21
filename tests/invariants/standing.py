"""Standing orders that wait to be made, and processes that make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import local_day
from models.catalogue import Product
from models.database import in_transaction, open_database, reading, sessions
from models.people import Member, Role, approved
from models.standing.making import kitchens_to_make_for, make_due
from models.standing.order import StandingLine, StandingOrder, StandingState


def every_day(session: Session, now: datetime, product: str, kilos: int = 1) -> list[StandingOrder]:
    """One for each member who buys, with two days open and nothing made yet."""
    goods = session.scalars(select(Product).where(Product.name == product)).one()
    found = [_every_day(member, goods, kilos, now) for member in session.scalars(_buyers())]
    session.add_all(found)
    session.flush()
    return found


def _buyers() -> Any:
    return approved(Role.BUYER)


def _every_day(member: Member, goods: Product, kilos: int, now: datetime) -> StandingOrder:
    today = local_day(now)
    return StandingOrder(
        buyer_id=member.buyer_id,
        member_id=member.id,
        place="โรงครัว",
        part_is_fine=True,
        rule="DAILY",
        starts_on=today + timedelta(days=1),
        rests_on_holidays=False,
        state=StandingState.LIVE,
        decided_through=today,
        look_at=now,
        begun_at=now,
        lines=[StandingLine(product_id=goods.id, amount=goods.amount(Fraction(kilos), "กก."))],
    )


def make_together(url: str, now: datetime, barrier: Any) -> None:
    """One of several processes that make what is due at the same moment."""
    engine = open_database(url)
    with reading(engine)() as session:
        kitchens = session.scalars(kitchens_to_make_for(now)).all()
    barrier.wait()
    for kitchen in kitchens:
        in_transaction(sessions(engine), partial(make_due, buyer_id=kitchen, now=now))
