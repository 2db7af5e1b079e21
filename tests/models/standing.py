"""Standing orders in a test's hands, by demo names and rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy import select

from models.holidays import SchoolHoliday
from models.order import Order
from models.recurrence import Rule
from models.standing.changing import Wishes, begin_standing, change_standing
from models.standing.making import kitchens_to_make_for, make_due
from models.standing.order import StandingOrder
from models.standing.terms import Terms
from models.wanted import Wanted
from tests.models.market import TOMORROW, Market

DAILY = "DAILY"


def wishes(
    market: Market,
    goods: Mapping[str, int],
    rule: str = DAILY,
    *,
    first: date = TOMORROW,
    last: date | None = None,
    rests: bool = False,
) -> Wishes:
    """goods: kilos by product."""
    wanted = []
    for name, number in goods.items():
        product = market.product(name)
        wanted.append(Wanted(product, product.amount(Fraction(number), "กก.")))
    terms = Terms.starting(Rule.read(rule), first, last, rests)
    return Wishes(wanted, terms, "โรงครัว", part_is_fine=True)


def begin(
    market: Market,
    kitchen: str = "คุณอรุณี",
    rule: str = DAILY,
    goods: Mapping[str, int] | None = None,
    *,
    first: date = TOMORROW,
    last: date | None = None,
    rests: bool = False,
) -> StandingOrder:
    wanted = wishes(market, goods or {"ผักบุ้ง": 8}, rule, first=first, last=last, rests=rests)
    return begin_standing(market.session, market.member(kitchen), wanted, market.now)


def change(market: Market, standing: StandingOrder, wanted: Wishes) -> None:
    change_standing(market.session, standing.id, standing.member, wanted, market.now)


def run(market: Market) -> list[Order]:
    """What the sweep does every minute; the orders it makes."""
    kitchens = market.session.scalars(kitchens_to_make_for(market.now)).all()
    return [order for buyer in kitchens for order in make_due(market.session, buyer, market.now)]


def days(market: Market) -> list[date]:
    """Delivery days of all orders, in the order in which they were made."""
    return list(market.session.scalars(select(Order.delivery_day).order_by(Order.id)))


def missed(market: Market, name: str = "คุณอรุณี") -> list[str]:
    """The days that *name* was told of as missed, over all letters."""
    letters = market.letters(name, "standing_missed")
    return [facts["day"] for letter in letters for facts in letter["missed"]]


def holiday(market: Market, first: date, last: date, name: str = "ปิดเทอม") -> SchoolHoliday:
    return SchoolHoliday.add(
        market.session, market.member("น้องฝ้าย"), name, (first, last), market.now
    )
