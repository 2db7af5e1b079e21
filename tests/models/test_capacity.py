"""What a producer group can make in a day caps what it is asked for."""

from datetime import timedelta

from models.cancelling import cancel_line
from models.capacity import Capacity, set_capacity
from models.order import Order
from tests.models.market import TODAY, TOMORROW, Market

SWEET, OTHER = "ขนมชั้น", "ขนมเทียน"
COOK = "ป้าสมร"


def can_make(market: Market, pieces: int | None, cook: str = COOK) -> Capacity | None:
    group = market.member(cook).producer_group
    assert group is not None
    most = None if pieces is None else pieces * 1000
    return set_capacity(market.session, group, "ชิ้น", most, "น้องฝ้าย", market.now)


def offered(market: Market) -> list[float]:
    return [a.quantity / 1000 for a in market.allocations() if a.is_live]


def lack(order: Order, line: int = 0) -> object:
    return (order.lines[line].lack or {}).get("lack")


def test_a_group_is_asked_for_no_more_than_it_can_make(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    market.post(COOK, 500, product=SWEET)
    first = market.order("คุณอรุณี", {SWEET: 80})
    market.match()
    second = market.order("ครูวิภา", {SWEET: 80})
    market.match()
    assert offered(market) == [80, 20]
    assert (lack(first), lack(second)) == (None, "full")


def test_all_its_goods_of_a_measure_share_the_day(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    for product in (SWEET, OTHER):
        market.post(COOK, 500, product=product)
    market.order("คุณอรุณี", {SWEET: 80, OTHER: 80})
    market.match()
    assert sum(offered(market)) == 100


def test_each_delivery_day_has_its_own_room(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    market.post(COOK, 500, product=SWEET)
    for days in (1, 2):
        market.order("คุณอรุณี", {SWEET: 120}, day=TODAY + timedelta(days=days))
    market.match()
    assert offered(market) == [100, 100]


def test_another_group_serves_what_one_cannot_make(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    market.post(COOK, 500, product=SWEET, baht=4)
    market.post("แม่ทองใบ", 500, product=SWEET, baht=6)
    market.order("คุณอรุณี", {SWEET: 150})
    market.match()
    assert market.dealt() == [(COOK, 100, "offered"), ("แม่ทองใบ", 50, "offered")]


def test_who_wants_all_or_nothing_gets_all_or_nothing_of_a_small_day(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    market.post(COOK, 500, product=SWEET)
    whole = market.order("คุณอรุณี", {SWEET: 120}, part_is_fine=False)
    market.match()
    assert offered(market) == []
    part = market.order("ครูวิภา", {SWEET: 120})
    market.match()
    assert offered(market) == [100]
    assert (lack(whole), lack(part)) == ("full", "full")


def test_goods_counted_in_another_measure_are_not_capped(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    market.post(COOK, 50, product=SWEET, unit="ถาด")
    market.order("คุณอรุณี", {SWEET: 40}, unit="ถาด")
    market.match()
    assert offered(market) == [40]


def test_room_that_comes_free_serves_other_goods_that_wait(market: Market) -> None:
    can_make(market, 100)
    market.later(minutes=1)
    for product in (SWEET, OTHER):
        market.post(COOK, 500, product=product)
    order = market.order("คุณอรุณี", {SWEET: 100})
    market.match()
    market.order("ครูวิภา", {OTHER: 60})
    market.match()
    assert offered(market) == [100]
    cancel_line(market.session, order.lines[0].id, market.now)
    market.match()
    assert offered(market) == [60]


def test_less_capacity_lets_stand_what_is_promised_and_adds_nothing(market: Market) -> None:
    market.post(COOK, 500, product=SWEET)
    market.order("คุณอรุณี", {SWEET: 80})
    market.match()
    can_make(market, 50)
    market.later(minutes=1)
    market.order("ครูวิภา", {SWEET: 80})
    market.match()
    assert offered(market) == [80]


def test_more_capacity_is_used_at_once(market: Market) -> None:
    can_make(market, 50)
    market.later(minutes=1)
    market.post(COOK, 500, product=SWEET)
    market.order("คุณอรุณี", {SWEET: 80})
    market.match()
    can_make(market, 70)
    market.match()
    assert sum(offered(market)) == 70
    assert can_make(market, None) is None
    market.match()
    assert sum(offered(market)) == 80


def test_a_group_without_a_capacity_makes_what_it_posts(market: Market) -> None:
    can_make(market, 10, cook="แม่ทองใบ")
    market.post(COOK, 500, product=SWEET)
    market.order("คุณอรุณี", {SWEET: 400}, day=TOMORROW)
    market.match()
    assert offered(market) == [400]
