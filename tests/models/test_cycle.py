"""Until when what can be ordered and cancelled: by work group or kind of goods; opened again."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from models.calendar import BANGKOK, Rule, cut_off, first_delivery_day
from models.cancelling import cancel_line, cancel_order, close
from models.changing import add_lines, move_order
from models.cycle import ALL_GOODS, Cycle, CycleRule, Reopening
from models.order import Order, OrderState
from models.order_line import CutOffPassed
from models.people import WorkGroup
from models.reopening import ImpossibleReopening, reopen
from models.ruling import set_rule
from models.wanted import Wanted
from tests.models.market import TODAY, TOMORROW, Market

SWEET, PLA_RA, GREENS = "ขนมชั้น", "ปลาร้า", "ผักบุ้ง"
TWO_DAYS = Rule(2, time(16))
FRIDAY = TODAY + timedelta(days=3)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


def sweets_take_two_days(market: Market, category: str = "ขนม") -> CycleRule:
    group = WorkGroup.coded(market.session, "processing")
    return set_rule(market.session, group, category, TWO_DAYS, "น้องฝ้าย", market.now)


def mixed_order(market: Market, day: date = FRIDAY) -> Order:
    """Sweets that close on Wednesday and greens that close on Thursday, for a Friday."""
    sweets_take_two_days(market)
    order = market.order("คุณอรุณี", {SWEET: 100, GREENS: 5}, day=day)
    market.match()
    return order


def promised(market: Market) -> list[int]:
    newest = market.letters("คุณอรุณี", "order_result")[-1]
    return [line["promised"][0] // 1000 for line in newest["lines"]]


@pytest.mark.parametrize(
    ("rule", "until"),
    [
        (Rule(), at(TODAY, 16)),
        (Rule(2, time(12)), at(TODAY - timedelta(days=1), 12)),
        (Rule(0, time(6, 30)), at(TOMORROW, 6, 30)),
    ],
)
def test_a_cut_off_is_so_many_days_before_at_that_time(rule: Rule, until: datetime) -> None:
    assert cut_off(TOMORROW, rule) == until


@pytest.mark.parametrize("rule", [Rule(), Rule(3, time(12)), Rule(0, time(6))])
@pytest.mark.parametrize("hour", [0, 5, 6, 11, 12, 15, 16, 23])
def test_the_soonest_day_is_open_and_the_one_before_is_not(rule: Rule, hour: int) -> None:
    now = at(TODAY, hour)
    first = first_delivery_day(now, rule)
    assert cut_off(first - timedelta(days=1), rule) <= now < cut_off(first, rule)


def test_without_a_rule_goods_close_at_four_the_day_before(market: Market) -> None:
    order = market.order("คุณอรุณี", {SWEET: 100, GREENS: 5})
    assert {line.cut_off_at for line in order.lines} == {at(TODAY, 16)}


def test_a_rule_is_for_the_goods_of_its_work_group(market: Market) -> None:
    sweets_take_two_days(market, ALL_GOODS)
    order = market.order("คุณอรุณี", {SWEET: 100, PLA_RA: 5, GREENS: 5}, day=FRIDAY)
    closes = [line.cut_off_at for line in order.lines]
    assert closes == [at(TOMORROW, 16), at(TOMORROW, 16), at(FRIDAY - timedelta(days=1), 16)]


def test_a_kind_of_goods_can_have_its_own(market: Market) -> None:
    sweets_take_two_days(market)
    order = market.order("คุณอรุณี", {SWEET: 100, PLA_RA: 5}, day=FRIDAY)
    closes = [line.cut_off_at for line in order.lines]
    assert closes == [at(TOMORROW, 16), at(FRIDAY - timedelta(days=1), 16)]


def test_setting_a_rule_again_changes_it_for_orders_to_come_only(market: Market) -> None:
    sweets_take_two_days(market)
    before = market.order("คุณอรุณี", {SWEET: 100}, day=FRIDAY)
    group = WorkGroup.coded(market.session, "processing")
    set_rule(market.session, group, "ขนม", Rule(1, time(12)), "น้องฝ้าย", market.now)
    after = market.order("คุณอรุณี", {SWEET: 100}, day=FRIDAY)
    assert before.cut_off_at == at(TOMORROW, 16)
    assert after.cut_off_at == at(FRIDAY - timedelta(days=1), 12)


def test_sweets_are_refused_when_it_is_too_late_for_them(market: Market) -> None:
    sweets_take_two_days(market)
    with pytest.raises(CutOffPassed) as refused:
        market.order("คุณอรุณี", {SWEET: 100, GREENS: 5})
    assert refused.value.args[0] == at(TODAY - timedelta(days=1), 16)
    cycle = Cycle.read(market.session, market.now)
    assert cycle.first_day(market.product(SWEET), market.now) == TODAY + timedelta(days=2)


def test_an_order_closes_with_the_last_of_its_lines(market: Market) -> None:
    order = mixed_order(market)
    assert order.cut_off_at == at(FRIDAY - timedelta(days=1), 16)
    cancel_line(market.session, order.lines[1].id, market.now)
    assert order.cut_off_at == at(TOMORROW, 16)


def test_a_line_past_its_own_cut_off_is_final_while_others_may_change(market: Market) -> None:
    order = mixed_order(market)
    market.now = at(TOMORROW, 16)
    with pytest.raises(CutOffPassed) as refused:
        cancel_line(market.session, order.lines[0].id, market.now)
    assert refused.value.args[0] == at(TOMORROW, 16)
    cancel_line(market.session, order.lines[1].id, market.now)
    assert [line.state for line in order.lines] == ["open", "cancelled"]


def test_an_order_with_a_final_line_is_not_cancelled_as_a_whole(market: Market) -> None:
    order = mixed_order(market)
    market.now = at(TOMORROW, 16)
    with pytest.raises(CutOffPassed):
        cancel_order(market.session, order.id, market.now)
    with pytest.raises(CutOffPassed):
        move_order(market.session, order.id, FRIDAY + timedelta(days=3), market.now)
    assert order.state == OrderState.OPEN


def test_nothing_is_offered_for_a_line_past_its_own_cut_off(market: Market) -> None:
    order = mixed_order(market)
    market.now = at(TOMORROW, 16)
    market.post("ป้าสมร", 100, product=SWEET)
    market.post("แม่บุญมี", 5)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 5, "offered")]
    assert order.lines[0].missing == 100_000


def test_what_is_added_has_its_own_cut_off(market: Market) -> None:
    sweets_take_two_days(market)
    order = market.order("คุณอรุณี", {GREENS: 5})
    goods = market.product(SWEET)
    wish = Wanted(goods, goods.amount(Fraction(100), "ชิ้น"))
    with pytest.raises(CutOffPassed):
        add_lines(market.session, order.id, [wish], market.now)
    later = market.order("คุณอรุณี", {SWEET: 1}, day=FRIDAY)
    greens = market.product(GREENS)
    add_lines(
        market.session,
        later.id,
        [Wanted(greens, greens.amount(Fraction(5), "กก."))],
        market.now,
    )
    assert later.cut_off_at == at(FRIDAY - timedelta(days=1), 16)


def test_a_kitchen_is_told_until_when_what_is_short_is_looked_for(market: Market) -> None:
    mixed_order(market)
    told = market.letters("คุณอรุณี", "order_result")[-1]
    assert datetime.fromisoformat(told["cut_off"]) == at(FRIDAY - timedelta(days=1), 16)
    closes = [datetime.fromisoformat(line["cut_off"]) for line in told["lines"]]
    assert closes == [at(TOMORROW, 16), at(FRIDAY - timedelta(days=1), 16)]


def closed_order(market: Market) -> Order:
    """Greens for tomorrow that nobody had; it is five now."""
    order = market.order("คุณอรุณี", {GREENS: 5})
    market.match()
    market.now = at(TODAY, 17)
    assert close(market.session, order.id, market.now)
    return order


def open_again(market: Market, day: date = TOMORROW, hour: int = 19) -> Reopening:
    return reopen(market.session, day, at(TODAY, hour), "น้องฝ้าย", market.now)


def test_a_day_that_is_opened_again_is_matched_and_closes_again(market: Market) -> None:
    order = closed_order(market)
    open_again(market)
    assert order.state == OrderState.OPEN
    market.post("แม่บุญมี", 5)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    assert promised(market) == [5]
    assert not close(market.session, order.id, market.now)
    market.now = at(TODAY, 19)
    assert close(market.session, order.id, market.now)


def test_while_a_day_is_open_again_orders_are_taken_and_cancelled(market: Market) -> None:
    order = closed_order(market)
    with pytest.raises(CutOffPassed):
        market.order("ครูวิภา", {GREENS: 5})
    open_again(market)
    assert market.order("ครูวิภา", {GREENS: 5}).cut_off_at == at(TODAY, 19)
    cancel_order(market.session, order.id, market.now)
    market.now = at(TODAY, 19)
    with pytest.raises(CutOffPassed):
        market.order("ครูวิภา", {GREENS: 5})


def test_the_day_opened_again_is_the_soonest_to_order_for(market: Market) -> None:
    closed_order(market)
    goods = market.product(GREENS)
    assert Cycle.read(market.session, market.now).first_day(goods, market.now) > TOMORROW
    open_again(market)
    cycle = Cycle.read(market.session, market.now)
    assert cycle.first_day(goods, market.now) == TOMORROW
    assert cycle.first_common_day([goods], market.now) == TOMORROW


def test_opening_again_is_recorded_and_leaves_what_closes_later(market: Market) -> None:
    sweets_take_two_days(market)
    order = market.order("คุณอรุณี", {SWEET: 100, GREENS: 5}, day=FRIDAY)
    market.match()
    made = open_again(market, FRIDAY, 19)
    assert (made.delivery_day, made.made_by, made.made_at) == (FRIDAY, "น้องฝ้าย", market.now)
    closes = [line.cut_off_at for line in order.lines]
    assert closes == [at(TOMORROW, 16), at(FRIDAY - timedelta(days=1), 16)]


def test_a_cancelled_order_stays_cancelled(market: Market) -> None:
    order = market.order("คุณอรุณี", {GREENS: 5})
    cancel_order(market.session, order.id, market.now)
    market.now = at(TODAY, 17)
    open_again(market)
    assert order.state == OrderState.CANCELLED
    market.match()


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (TODAY - timedelta(days=1), at(TODAY, 18)),
        (TOMORROW, at(TODAY, 9)),
        (TOMORROW, at(TOMORROW + timedelta(days=1), 0, 1)),
    ],
)
def test_a_day_that_is_over_cannot_be_opened_again(
    market: Market, day: date, until: datetime
) -> None:
    with pytest.raises(ImpossibleReopening):
        reopen(market.session, day, until, "น้องฝ้าย", market.now)
