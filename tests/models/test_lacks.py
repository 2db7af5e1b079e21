"""Why a line is short is right, too, where a match looks at no lot at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.matchcall import MatchCall
from models.order import Order
from tests.models.market import MORNING_GLORY, TODAY, TOMORROW, Market

LATER = TODAY + timedelta(days=3)


def lack(order: Order) -> dict[str, Any]:
    return order.lines[0].lack or {}


def match_again(market: Market) -> None:
    MatchCall.ask(market.session, [market.product().id], market.now)
    market.match()


def test_goods_that_are_gone_before_the_delivery_day_are_there_on_other_days(
    market: Market,
) -> None:
    market.post("แม่บุญมี", 20, last=TOMORROW)
    order = market.order("คุณอรุณี", {MORNING_GLORY: 5}, day=LATER)
    market.match()
    told = {"lack": "day", "missing": 5000}
    days = {"first_day": TODAY.isoformat(), "last_day": TOMORROW.isoformat()}
    assert lack(order) == {**told, **days}


def test_goods_that_are_over_today_are_offered_by_nobody(market: Market) -> None:
    market.post("แม่บุญมี", 20, last=TODAY)
    market.later(days=1)
    order = market.order("คุณอรุณี", {MORNING_GLORY: 5}, day=LATER)
    market.match()
    assert lack(order)["lack"] == "nobody"


def test_nor_are_those_of_who_hears_of_no_offer(market: Market) -> None:
    market.post("แม่บุญมี", 20, last=TOMORROW)
    market.member("แม่บุญมี").blocked_at = market.now
    order = market.order("คุณอรุณี", {MORNING_GLORY: 5}, day=LATER)
    market.match()
    assert lack(order)["lack"] == "nobody"


def test_what_was_sold_out_before_is_left_with_nobody(market: Market) -> None:
    market.post("แม่บุญมี", 5)
    market.order("ครูวิภา", {MORNING_GLORY: 5})
    market.match()
    order = market.order("คุณอรุณี", {MORNING_GLORY: 5})
    market.match()
    assert lack(order)["lack"] == "nobody"


def test_a_share_stays_the_reason_when_a_later_match_finds_nothing_more(market: Market) -> None:
    lot = market.post("แม่บุญมี", 10)
    order = market.order("คุณอรุณี", {MORNING_GLORY: 8})
    market.order("ครูวิภา", {MORNING_GLORY: 8})
    market.match()
    before = lack(order)
    match_again(market)
    assert lack(order) == before
    assert before["lack"] == "share"
    lot.withdraw(market.session, market.now)
    match_again(market)
    assert lack(order)["lack"] == "nobody"
