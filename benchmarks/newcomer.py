"""One line more in a market full of lines that wait: how long until its match has been made."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from benchmarks.figures import Row, milliseconds
from benchmarks.shelves import NOW
from models.calendar import cut_off, local_day
from models.catalogue import Product
from models.database import in_transaction, open_database, sessions
from models.lot import Lot
from models.match import match
from models.matchcall import MatchCall
from models.migrating import upgrade
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine
from models.people import Member, Role, approved
from models.seeding import seed_demo, seed_market
from models.wanted import Wanted

TIMES = 20
TOMORROW = local_day(NOW) + timedelta(days=1)


def run(seed: int, open_lines: int) -> Row:
    """The median of TIMES new lines, each of another product, with a lot that serves it in part."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'market.sqlite3'}")
        upgrade(engine)
        made = sessions(engine)
        with made.begin() as session:
            goods = _fill(session, open_lines, random.Random(seed))
        seconds, busy = [], []
        for product_id in goods[:TIMES]:
            in_transaction(made, partial(_arrive, product_id))
            start, work = time.perf_counter(), time.process_time()
            in_transaction(made, partial(match, now=NOW))
            seconds.append(time.perf_counter() - start)
            busy.append(time.process_time() - work)
        engine.dispose()
    half, most, work = (milliseconds(*p) for p in ((seconds, 0.5), (seconds, 0.95), (busy, 0.5)))
    figure = f"{half:.0f} ms ({work:.0f} of the processor), p95 {most:.0f} ms, with its letters"
    return Row(f"one line more among {open_lines:,}", figure, "≤ 20 ms", half <= 20)


def _fill(session: Session, open_lines: int, dice: random.Random) -> list[int]:
    """Lines that wait in vain, evenly over all products; gives the products."""
    seed_market(session, NOW)
    seed_demo(session, NOW)
    session.execute(delete(MatchCall))
    session.execute(delete(Lot))
    goods = session.scalars(select(Product).order_by(Product.id)).all()
    buyer = session.scalars(approved(Role.BUYER)).first()
    assert buyer is not None
    numbers = range(1, open_lines + 1)
    session.execute(insert(Order), [_order(number, buyer) for number in numbers])
    lines = [_line(number, goods[number % len(goods)], dice) for number in numbers]
    session.execute(insert(OrderLine), lines)
    return [product.id for product in goods]


def _order(number: int, buyer: Member) -> dict[str, object]:
    return {
        "id": number,
        "buyer_id": buyer.buyer_id,
        "member_id": buyer.id,
        "delivery_day": TOMORROW,
        "place": "ครัว",
        "part_is_fine": True,
        "state": OrderState.OPEN,
        "placed_at": NOW,
        "cut_off_at": cut_off(TOMORROW),
        "reports": 1,
        "told": {str(number): 0},
    }


def _line(number: int, product: Product, dice: random.Random) -> dict[str, object]:
    amount = product.amount(Fraction(dice.randint(2, 60)), product.base_unit)
    return {
        "id": number,
        "order_id": number,
        "product_id": product.id,
        "quantity": amount.quantity,
        "measure": amount.measure,
        "unit": amount.unit,
        "unit_factor": amount.factor,
        "reserved": 0,
        "state": LineState.OPEN,
        "cut_off_at": cut_off(TOMORROW),
    }


def _arrive(product_id: int, session: Session) -> None:
    """A lot that serves only who comes now, and the line itself."""
    product = session.get_one(Product, product_id)
    unit, days = product.base_unit, (TOMORROW + timedelta(days=1), TOMORROW + timedelta(days=3))
    producer = session.scalars(approved(Role.PRODUCER)).first()
    buyer = session.scalars(approved(Role.BUYER)).first()
    assert producer is not None and buyer is not None
    amount, price = product.amount(Fraction(9), unit), product.price(Fraction(30), unit)
    Lot.post(session, producer, product, amount, price, days, NOW)
    wanted = Wanted(product, product.amount(Fraction(10), unit))
    Order.place_order(session, buyer, [wanted], days[0], "ครัว", True, NOW)
    session.execute(
        update(MatchCall).where(MatchCall.product_id != product_id).values(answered_at=NOW)
    )
