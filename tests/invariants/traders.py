"""A market day at random: what each of many processes does to one database.

Targets are chosen from what was read before the transaction, as people tap on cards that are no
longer true. Refusals by the market are part of the day; anything else ends the process.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from multiprocessing.synchronize import Barrier

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.answers import NotAPart, accept_part, answer_offers, lapse
from models.calendar import local_day
from models.cancelling import (
    cancel_line,
    cancel_order,
    change_lot_price,
    change_lot_quantity,
    close,
    withdraw_lot,
)
from models.catalogue import Product
from models.changing import OrderGone, change_lines
from models.database import Sessions, in_transaction, open_database, reading, sessions
from models.lot import BelowPromised, Lot, LotState
from models.match import match
from models.matchcall import MatchCall
from models.offers import waiting_for
from models.order import Order, OrderState
from models.order_line import CutOffPassed, LineState, OrderLine
from models.people import Member, Role
from models.wanted import Wanted
from tests.databases import MORNING

# Few goods, so that everybody meets at the same lots.
GOODS = ("ผักบุ้ง", "คะน้า", "แตงกวา")
# From nine in the morning past the cut-off at four.
STEP = timedelta(minutes=45)


@dataclass
class Trader:
    """One process's hands; now is its own clock."""

    chance: random.Random
    write: Sessions
    read: Sessions
    now: datetime = MORNING

    def act(self) -> None:
        """One thing somebody does, or time does."""
        acts: Sequence[tuple[Callable[[], None], int]] = (
            (self.post, 4),
            (self.order, 5),
            (self.match, 5),
            (self.answer, 5),
            (self.answer_part, 3),
            (self.withdraw, 1),
            (self.change_quantity, 2),
            (self.change_price, 1),
            (self.cancel_line, 1),
            (self.cancel_order, 1),
            (self.change_lines, 3),
            (self.pass_time, 3),
        )
        act = self.chance.choices([a for a, _ in acts], [weight for _, weight in acts])[0]
        with contextlib.suppress(BelowPromised, CutOffPassed, NotAPart, OrderGone):
            act()

    def post(self) -> None:
        first = local_day(self.now) + timedelta(days=self.chance.randint(0, 1))
        number, baht = self.chance.randint(1, 40), self.chance.randint(20, 30)

        def work(session: Session) -> None:
            goods = self._product(session)
            Lot.post(
                session,
                self._somebody(session, Role.PRODUCER),
                goods,
                goods.amount(Fraction(number), "กก."),
                goods.price(Fraction(baht), "กก."),
                (first, first + timedelta(days=self.chance.randint(0, 2))),
                self.now,
            )

        in_transaction(self.write, work)

    def order(self) -> None:
        day = local_day(self.now) + timedelta(days=self.chance.randint(1, 2))
        part_is_fine = self.chance.random() < 0.6

        def work(session: Session) -> None:
            member = self._somebody(session, Role.BUYER)
            wanted = [self._wanted(session) for _ in range(self.chance.randint(1, 3))]
            Order.place_order(session, member, wanted, day, "โรงครัว", part_is_fine, self.now)

        in_transaction(self.write, work)

    def match(self) -> None:
        in_transaction(self.write, lambda session: match(session, self.now))

    def answer(self) -> None:
        member_id, some = self._offers(self.chance.randint(1, 4))
        accept = self.chance.random() < 0.7
        in_transaction(
            self.write, lambda session: answer_offers(session, some, member_id, accept, self.now)
        )

    def answer_part(self) -> None:
        member_id, some = self._offers(1)
        part, keeps = self.chance.randint(1, 15) * 1000, self.chance.random() < 0.4
        in_transaction(
            self.write,
            lambda session: accept_part(session, some, member_id, part, self.now, keeps),
        )

    def _offers(self, most: int) -> tuple[int, list[int]]:
        """A producer, and some of the offers they have."""
        with self.read() as session:
            member_id = self._somebody(session, Role.PRODUCER).id
            waiting = [offer.id for offer in session.scalars(waiting_for(member_id))]
        return member_id, self.chance.sample(waiting, min(len(waiting), most))

    def withdraw(self) -> None:
        if lot_id := self._one_of(select(Lot.id).where(Lot.state == LotState.OPEN)):
            in_transaction(self.write, lambda session: withdraw_lot(session, lot_id, self.now))

    def change_quantity(self) -> None:
        lot_id = self._one_of(select(Lot.id).where(Lot.state == LotState.OPEN))
        number = Fraction(self.chance.randint(0, 40))
        if lot_id is None:
            return

        def work(session: Session) -> None:
            amount = session.get_one(Lot, lot_id).product.amount(number, "กก.")
            change_lot_quantity(session, lot_id, amount, self.now)

        in_transaction(self.write, work)

    def change_price(self) -> None:
        lot_id = self._one_of(select(Lot.id).where(Lot.state == LotState.OPEN))
        baht = Fraction(self.chance.randint(20, 30))
        if lot_id is None:
            return

        def work(session: Session) -> None:
            price = session.get_one(Lot, lot_id).product.price(baht, "กก.")
            change_lot_price(session, lot_id, price, self.now)

        in_transaction(self.write, work)

    def cancel_line(self) -> None:
        if line_id := self._one_of(select(OrderLine.id).where(OrderLine.state == LineState.OPEN)):
            in_transaction(self.write, lambda session: cancel_line(session, line_id, self.now))

    def cancel_order(self) -> None:
        if order_id := self._one_of(select(Order.id).where(Order.state == OrderState.OPEN)):
            in_transaction(self.write, lambda session: cancel_order(session, order_id, self.now))

    def change_lines(self) -> None:
        """Another amount of what is in an order, of something else, or all of one thing off."""
        order_id = self._one_of(select(Order.id).where(Order.state == OrderState.OPEN))
        if order_id is None:
            return

        def work(session: Session) -> None:
            wanted = self._wanted(session)
            gone = {self._product(session).id} - {wanted.product.id}
            off = gone if self.chance.random() < 0.2 else ()
            change_lines(session, order_id, [wanted], self.now, off)

        in_transaction(self.write, work)

    def pass_time(self) -> None:
        """What the sweep does every minute."""
        in_transaction(self.write, lambda session: lapse(session, self.now))
        with self.read() as session:
            past = session.scalars(Order.past_cut_off(self.now)).all()
        for order_id in past:
            self._close(order_id)

    def _close(self, order_id: int) -> None:
        in_transaction(self.write, lambda session: close(session, order_id, self.now))

    def finish(self) -> None:
        """Answer every call and let every offer lapse, until nothing is left to do."""
        while self._one_of(MatchCall.open_calls(1).with_only_columns(MatchCall.id)):
            self.match()
        self.pass_time()
        if self._one_of(MatchCall.open_calls(1).with_only_columns(MatchCall.id)):
            self.finish()

    def _one_of(self, ids: Select[int]) -> int | None:
        with self.read() as session:
            found = session.scalars(ids).all()
        return self.chance.choice(found) if found else None

    def _product(self, session: Session) -> Product:
        name = self.chance.choice(GOODS)
        return session.scalars(select(Product).where(Product.name == name)).one()

    def _wanted(self, session: Session) -> Wanted:
        goods = self._product(session)
        amount = goods.amount(Fraction(self.chance.randint(1, 40)), "กก.")
        most = self.chance.choice([None, None, 22, 28])
        return Wanted(goods, amount, goods.price(Fraction(most), "กก.") if most else None)

    def _somebody(self, session: Session, role: Role) -> Member:
        people = session.scalars(select(Member).where(Member.role == role).order_by(Member.id))
        return self.chance.choice(people.all())


def trader(url: str, seed: int) -> Trader:
    engine = open_database(url)
    return Trader(random.Random(seed), sessions(engine), reading(engine))


def open_the_day(url: str, seed: int) -> None:
    """Stock and wishes for all to meet at."""
    hands = trader(url, seed)
    for _ in range(12):
        hands.post()
        hands.order()


def trade(url: str, seed: int, steps: int, barrier: Barrier) -> None:
    """A process's day, begun with all others; raises what the market must never do."""
    hands = trader(url, seed)
    barrier.wait()
    for _ in range(steps):
        hands.act()
        hands.now += STEP
