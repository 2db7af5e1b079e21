"""What comes free is matched with whoever wants it, not only with wishes like the one it served."""

from datetime import timedelta

import pytest

from models.cancelling import cancel_order
from models.capacity import set_capacity
from models.order import Order
from tests.models.market import Market

WIDE, NARROW, OTHER = "ผักบุ้ง", "ผักบุ้งจีน", "คะน้า"
FARMER = "แม่บุญมี"


@pytest.fixture
def wide(market: Market) -> Order:
    """A wide wish holds all of the narrower goods that a second kitchen waits for."""
    market.post(FARMER, 20, product=NARROW)
    order = market.order("คุณอรุณี", {WIDE: 20})
    market.match()
    market.order("ครูวิภา", {NARROW: 5})
    market.match()
    return order


def held(market: Market) -> list[tuple[str, int]]:
    live = [a for a in market.allocations() if a.is_live]
    return [(a.line.product.name, a.quantity // 1000) for a in live]


def test_what_is_declined_serves_who_wants_the_narrower_goods(market: Market, wide: Order) -> None:
    market.answer(FARMER, accept=False)
    market.match()
    assert held(market) == [(NARROW, 5)]


def test_what_is_not_taken_does(market: Market, wide: Order) -> None:
    market.answer_part(FARMER, 10, keeps_rest=True)
    market.match()
    assert held(market) == [(WIDE, 10), (NARROW, 5)]


def test_what_a_buyer_needs_less_of_does(market: Market, wide: Order) -> None:
    market.answer(FARMER, accept=True)
    market.change(wide, {WIDE: 10})
    market.match()
    assert held(market) == [(WIDE, 10), (NARROW, 5)]


def test_what_lapsed_does_before_the_silent_are_asked_again(market: Market, wide: Order) -> None:
    market.later(hours=3)
    market.lapse()
    market.match()
    assert sorted(held(market)) == sorted([(NARROW, 5), (WIDE, 15)])


def test_room_in_a_day_serves_a_wider_wish_for_other_goods(market: Market) -> None:
    lot = market.post(FARMER, 500, product=OTHER)
    market.post(FARMER, 500, product=NARROW)
    group, most = lot.producer_group, 100_000
    set_capacity(market.session, group, lot.measure, most, "น้องฝ้าย", market.now)
    market.now += timedelta(minutes=1)
    first = market.order("คุณอรุณี", {OTHER: 100})
    market.match()
    market.order("ครูวิภา", {WIDE: 50})
    market.match()
    cancel_order(market.session, first.id, market.now)
    market.match()
    assert held(market) == [(WIDE, 50)]
