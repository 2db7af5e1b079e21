"""Standing orders of goods that close earlier than others are made earlier."""

from datetime import time, timedelta

from models.calendar import Rule, cut_off
from models.people import WorkGroup
from models.ruling import set_rule
from models.standing.changing import pause_standing
from models.standing.making import MADE_AHEAD
from tests.models.market import TODAY, TOMORROW, Market
from tests.models.standing import begin, days, missed, run

FOUR_DAYS = Rule(4, time(16))
NEXT_WEEK = [TODAY + timedelta(days=n) for n in range(4, 10)]


def greens_take_four_days(market: Market) -> None:
    group = WorkGroup.coded(market.session, "agriculture")
    set_rule(market.session, group, "ผัก", FOUR_DAYS, "น้องฝ้าย", market.now)


def test_it_is_made_two_days_before_the_goods_own_cut_off(market: Market) -> None:
    greens_take_four_days(market)
    begin(market)
    assert days(market) == NEXT_WEEK[:2]
    market.now = cut_off(NEXT_WEEK[2], FOUR_DAYS) - MADE_AHEAD
    (order,) = run(market)
    assert order.delivery_day == NEXT_WEEK[2]
    assert order.cut_off_at == cut_off(NEXT_WEEK[2], FOUR_DAYS)
    assert missed(market) == []


def test_what_closes_first_decides_when_the_whole_is_made(market: Market) -> None:
    greens_take_four_days(market)
    begin(market, goods={"ผักบุ้ง": 8, "ข้าวหอมมะลิ": 5})
    assert days(market) == NEXT_WEEK[:2]


def test_a_new_rule_is_followed_from_the_next_day_that_is_open(market: Market) -> None:
    """Days that are open no longer are told as missed; what was made stays."""
    begin(market)
    made = days(market)
    greens_take_four_days(market)
    run(market)
    assert days(market) == [*made, *NEXT_WEEK[:2]]
    assert missed(market) == [(TOMORROW + timedelta(days=2)).isoformat()]
    market.now = cut_off(NEXT_WEEK[2], FOUR_DAYS) - MADE_AHEAD
    assert [order.delivery_day for order in run(market)] == [NEXT_WEEK[2]]


def test_a_pause_leaves_orders_that_are_final(market: Market) -> None:
    standing = begin(market)
    market.now = cut_off(TOMORROW)
    days_off = (TOMORROW, TOMORROW + timedelta(days=1))
    cancelled = pause_standing(market.session, [standing.id], standing.member, days_off, market.now)
    assert [order.delivery_day for order in cancelled] == [TOMORROW + timedelta(days=1)]
