"""The market's rows in a test's hands: people by their demo names, amounts in plain numbers.

with opened(engine) as market:
    lot = market.post("แม่บุญมี", 20, baht=25)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.answers import Answered, accept_part, answer_offers, lapse
from models.audit import audit
from models.calendar import local_day
from models.catalogue import Product
from models.changing import change_lines
from models.database import sessions
from models.lot import Lot
from models.match import match
from models.matchcall import MatchCall
from models.offers import waiting_for
from models.order import Order
from models.outbox import Letter
from models.people import Member
from models.wanted import Wanted
from tests.databases import MORNING

MORNING_GLORY = "ผักบุ้ง"
TODAY = local_day(MORNING)
TOMORROW = TODAY + timedelta(days=1)


@dataclass
class Market:
    """now is the market's time, moved by the test."""

    session: Session
    now: datetime = MORNING

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def member(self, name: str) -> Member:
        return self.session.scalars(select(Member).where(Member.name == name)).one()

    def product(self, name: str = MORNING_GLORY) -> Product:
        return self.session.scalars(select(Product).where(Product.name == name)).one()

    def post(
        self,
        farmer: str,
        number: float | str = 20,
        *,
        product: str = MORNING_GLORY,
        unit: str | None = None,
        baht: int = 25,
        first: date = TODAY,
        last: date = TODAY + timedelta(days=7),
    ) -> Lot:
        goods = self.product(product)
        unit = unit or goods.base_unit
        return Lot.post(
            self.session,
            self.member(farmer),
            goods,
            goods.amount(Fraction(str(number)), unit),
            goods.price(Fraction(baht), unit),
            (first, last),
            self.now,
        )

    def order(
        self,
        kitchen: str,
        wanted: Mapping[str, float | str],
        *,
        unit: str | None = None,
        most: int | None = None,
        day: date = TOMORROW,
        part_is_fine: bool = True,
    ) -> Order:
        """wanted: number by product; most: the highest price in baht a unit."""
        lines = []
        for name, number in wanted.items():
            goods = self.product(name)
            said = unit or goods.base_unit
            limit = None if most is None else goods.price(Fraction(most), said)
            lines.append(Wanted(goods, goods.amount(Fraction(str(number)), said), limit))
        buyer = self.member(kitchen)
        return Order.place_order(self.session, buyer, lines, day, "โรงครัว", part_is_fine, self.now)

    def match(self) -> int:
        """Match until no call is open."""
        runs = 0
        while self.session.scalars(MatchCall.open_calls(1)).first() is not None:
            match(self.session, self.now)
            runs += 1
        return runs

    def answer(self, farmer: str, accept: bool) -> Answered:
        """Answer every offer *farmer* has."""
        member_id = self.member(farmer).id
        waiting = self.session.scalars(waiting_for(member_id)).all()
        ids = [offer.id for offer in waiting]
        return answer_offers(self.session, ids, member_id, accept, self.now)

    def answer_part(self, farmer: str, number: int, keeps_rest: bool = False) -> Answered:
        """Promise only so many base units of every offer *farmer* has."""
        member_id = self.member(farmer).id
        ids = [a.id for a in self.session.scalars(waiting_for(member_id))]
        return accept_part(self.session, ids, member_id, number * 1000, self.now, keeps_rest)

    def change(self, order: Order, wanted: Mapping[str, float | str], gone: str = "") -> Order:
        """Let it ask for these totals; wanted: number by product."""
        goods = {name: self.product(name) for name in wanted}
        wishes = [
            Wanted(goods[name], goods[name].amount(Fraction(str(n)), goods[name].base_unit))
            for name, n in wanted.items()
        ]
        ids = [self.product(gone).id] if gone else []
        return change_lines(self.session, order.id, wishes, self.now, ids)

    def lapse(self) -> int:
        return lapse(self.session, self.now)

    def allocations(self) -> list[Allocation]:
        return list(self.session.scalars(select(Allocation).order_by(Allocation.id)))

    def dealt(self) -> list[tuple[str, float, str]]:
        """(farmer, amount in base units, state) of every allocation, oldest first."""
        return [(a.lot.member.name or "", a.quantity / 1000, a.state) for a in self.allocations()]

    def letters(self, name: str, kind: str) -> list[dict[str, Any]]:
        """The facts of the letters of that kind that *name* is owed."""
        query = select(Letter).where(Letter.member_id == self.member(name).id, Letter.kind == kind)
        return [letter.facts for letter in self.session.scalars(query.order_by(Letter.id))]

    def broken(self) -> list[str]:
        """The names of the invariants that are broken."""
        return sorted({violation.invariant for violation in audit(self.session, self.now)})


@contextlib.contextmanager
def opened(engine: Engine) -> Iterator[Market]:
    """One transaction that is forgotten in the end."""
    with sessions(engine)() as session:
        yield Market(session)
        session.rollback()
