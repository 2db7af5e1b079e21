"""Whatever people do, in whatever order: after each step the audit finds nothing."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, select

from models.allocation import Allocation
from models.answers import NotAPart, accept_part, answer_offers
from models.audit import audit
from models.cancelling import (
    cancel_line,
    cancel_order,
    change_lot_price,
    change_lot_quantity,
    close,
    withdraw_lot,
)
from models.changing import OrderGone
from models.database import open_database
from models.lot import BelowPromised, Lot
from models.match import match
from models.order import Order
from models.order_line import CutOffPassed, OrderLine
from tests.models.market import TODAY, TOMORROW, Market, opened

FARMERS = st.sampled_from(["แม่บุญมี", "ป้าสมร", "พ่อคำพันธ์"])
KITCHENS = st.sampled_from(["คุณอรุณี", "ครูวิภา"])
# Mostly things that fit each other: most of a day must be trade, not talk.
GOODS = st.sampled_from(["ผักบุ้ง", "ผักบุ้ง", "คะน้า"])
UNITS = st.sampled_from(["กก."] * 5 + ["กำ"])
NUMBERS = st.integers(1, 12)
PRICES = st.integers(20, 24)
LIMITS = st.sampled_from([None, None, 22, 24])
PICK = st.integers(0, 30)
WAITS = st.sampled_from([0, 0, 0, 1]).map(timedelta)
LASTS = st.integers(1, 3).map(timedelta)
# A server's answers take longer than a file's.
EXAMPLES = {"sqlite": 25, "postgresql": 8}


class Day(RuleBasedStateMachine):
    """One market in one transaction; pick chooses among what there is."""

    engine: Engine

    @initialize(
        amounts=st.lists(NUMBERS, min_size=2, max_size=4),
        wishes=st.lists(st.tuples(st.integers(5, 20), st.booleans()), min_size=1, max_size=3),
    )
    def open(self, amounts: list[int], wishes: list[tuple[int, bool]]) -> None:
        """A morning on which some offers are already out."""
        self._room = contextlib.ExitStack()
        self.market: Market = self._room.enter_context(opened(self.engine))
        for number, amount in enumerate(amounts):
            farmer = ["แม่บุญมี", "ป้าสมร", "พ่อคำพันธ์"][number % 3]
            self.market.post(farmer, amount, baht=20 + number)
        for wanted, part_is_fine in wishes:
            self.market.order("คุณอรุณี", {"ผักบุ้ง": wanted}, part_is_fine=part_is_fine)
        self.market.match()

    def teardown(self) -> None:
        if hasattr(self, "market"):
            self.finish()
            self._room.close()

    def finish(self) -> None:
        """The day ends: every call is answered, and everybody was told what is true."""
        self.market.match()
        assert audit(self.market.session, self.market.now) == []

    @rule(
        farmer=FARMERS, goods=GOODS, unit=UNITS, number=NUMBERS, baht=PRICES, wait=WAITS, last=LASTS
    )
    def post(
        self,
        farmer: str,
        goods: str,
        unit: str,
        number: int,
        baht: int,
        wait: timedelta,
        last: timedelta,
    ) -> None:
        first = TODAY + wait
        self.market.post(
            farmer, number, product=goods, unit=unit, baht=baht, first=first, last=first + last
        )

    @rule(
        kitchen=KITCHENS,
        wanted=st.dictionaries(GOODS, NUMBERS, min_size=1),
        unit=UNITS,
        most=LIMITS,
        wait=WAITS,
        part_is_fine=st.booleans(),
    )
    def order(
        self,
        kitchen: str,
        wanted: dict[str, float | str],
        unit: str,
        most: int | None,
        wait: timedelta,
        part_is_fine: bool,
    ) -> None:
        day = TOMORROW + wait
        with contextlib.suppress(CutOffPassed):
            self.market.order(
                kitchen, wanted, unit=unit, most=most, day=day, part_is_fine=part_is_fine
            )

    @rule()
    def match(self) -> None:
        match(self.market.session, self.market.now)

    @precondition(lambda self: self.offers())
    @rule(picks=st.lists(PICK, min_size=1, max_size=4), accept=st.booleans())
    def answer(self, picks: list[int], accept: bool) -> None:
        offers = self.offers()
        some = [offers[pick % len(offers)] for pick in picks]
        farmer = some[0].lot.member_id
        ids = [offer.id for offer in some]
        answer_offers(self.market.session, ids, farmer, accept, self.market.now)

    @precondition(lambda self: self.offers())
    @rule(pick=PICK, number=NUMBERS, keeps_rest=st.booleans())
    def answer_part(self, pick: int, number: int, keeps_rest: bool) -> None:
        offers = self.offers()
        offer = offers[pick % len(offers)]
        farmer, part, now = offer.lot.member_id, number * 1000, self.market.now
        with contextlib.suppress(NotAPart):
            accept_part(self.market.session, [offer.id], farmer, part, now, keeps_rest)

    @precondition(lambda self: self.orders())
    @rule(
        pick=PICK,
        wanted=st.dictionaries(GOODS, NUMBERS, max_size=2),
        gone=st.sampled_from(["", "คะน้า"]),
    )
    def change_lines(self, pick: int, wanted: dict[str, float | str], gone: str) -> None:
        orders = self.orders()
        wanted = {name: number for name, number in wanted.items() if name != gone}
        with contextlib.suppress(CutOffPassed, OrderGone):
            self.market.change(orders[pick % len(orders)], wanted, gone)

    @precondition(lambda self: self.lots())
    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        withdraw_lot(self.market.session, self.lot(pick).id, self.market.now)

    @precondition(lambda self: self.lots())
    @rule(pick=PICK, number=st.integers(0, 12))
    def change_quantity(self, pick: int, number: int) -> None:
        lot = self.lot(pick)
        amount = lot.product.amount(Fraction(number), lot.measure)
        promised = lot.promised()
        try:
            change_lot_quantity(self.market.session, lot.id, amount, self.market.now)
        except BelowPromised:
            assert amount.quantity < promised
        else:
            assert amount.quantity >= promised

    @precondition(lambda self: self.lots())
    @rule(pick=PICK, baht=PRICES)
    def change_price(self, pick: int, baht: int) -> None:
        lot = self.lot(pick)
        price = lot.product.price(Fraction(baht), lot.unit)
        change_lot_price(self.market.session, lot.id, price, self.market.now)

    @precondition(lambda self: self.orders())
    @rule(pick=PICK)
    def cancel_order(self, pick: int) -> None:
        orders = self.orders()
        with contextlib.suppress(CutOffPassed):
            cancel_order(self.market.session, orders[pick % len(orders)].id, self.market.now)

    @precondition(lambda self: self.orders())
    @rule(pick=PICK)
    def cancel_line(self, pick: int) -> None:
        lines = self.market.session.scalars(select(OrderLine)).all()
        with contextlib.suppress(CutOffPassed):
            cancel_line(self.market.session, lines[pick % len(lines)].id, self.market.now)

    @rule(minutes=st.sampled_from([1, 30, 120, 240]))
    def time_passes(self, minutes: int) -> None:
        self.market.later(minutes=minutes)

    @rule()
    def lapse(self) -> None:
        self.market.lapse()

    @rule()
    def close(self) -> None:
        for order_id in self.market.session.scalars(Order.past_cut_off(self.market.now)).all():
            close(self.market.session, order_id, self.market.now)

    @invariant()
    def nothing_is_broken(self) -> None:
        assert audit(self.market.session, self.market.now) == []

    def offers(self) -> list[Allocation]:
        return [offer for offer in self.market.allocations() if offer.is_offered]

    def lots(self) -> list[Lot]:
        return list(self.market.session.scalars(select(Lot).order_by(Lot.id)))

    def lot(self, pick: int) -> Lot:
        lots = self.lots()
        return lots[pick % len(lots)]

    def orders(self) -> list[Order]:
        return list(self.market.session.scalars(select(Order).order_by(Order.id)))


def test_no_order_of_events_breaks_an_invariant(market_url: str) -> None:
    engine = open_database(market_url)
    machine = type("MarketDay", (Day,), {"engine": engine})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES[engine.dialect.name],
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    engine.dispose()
