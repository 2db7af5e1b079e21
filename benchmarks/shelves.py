"""A market full of waiting wishes and ready stock, to be reserved from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.calendar import local_day
from models.catalogue import Product
from models.database import open_database, sessions
from models.lot import Lot
from models.matchcall import MatchCall
from models.migrating import upgrade
from models.order import Order
from models.people import Member, Role, approved
from models.seeding import seed_demo, seed_market
from models.wanted import Wanted

# A Tuesday morning: every day named below is before its cut-off.
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """goods: products in play; lots: of each; orders: in all, each one line of one kilogram."""

    goods: int
    lots: int
    orders: int


def fill(url: str, size: Size, seed: int) -> None:
    """Enough stock for every wish, and a call for a match open for each."""
    engine = open_database(url)
    upgrade(engine)
    with sessions(engine).begin() as session:
        seed_market(session, NOW)
        seed_demo(session, NOW)
        session.execute(delete(MatchCall))
        session.execute(delete(Lot))
        _fill(session, size, random.Random(seed))
    engine.dispose()


def _fill(session: Session, size: Size, dice: random.Random) -> None:
    by_weight = select(Product).where(Product.base_unit == "กก.").order_by(Product.id)
    goods = session.scalars(by_weight.limit(size.goods)).all()
    producers = session.scalars(approved(Role.PRODUCER)).all()
    buyers = session.scalars(approved(Role.BUYER)).all()
    for product in goods:
        for _ in range(size.lots):
            _post(session, dice.choice(producers), product, size.orders, dice.randint(20, 40))
    for _ in range(size.orders):
        _order(session, dice.choice(buyers), dice.choice(goods))


def _post(session: Session, who: Member, product: Product, kilograms: int, baht: int) -> None:
    day = local_day(NOW)
    Lot.post(
        session,
        who,
        product,
        product.amount(Fraction(kilograms), product.base_unit),
        product.price(Fraction(baht), product.base_unit),
        (day, day + timedelta(days=7)),
        NOW,
    )


def _order(session: Session, who: Member, product: Product) -> None:
    wanted = Wanted(product, product.amount(Fraction(1), product.base_unit))
    Order.place_order(session, who, [wanted], local_day(NOW) + timedelta(days=1), "ครัว", True, NOW)
