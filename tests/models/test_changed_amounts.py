"""A kitchen changes how much it wants of what it has ordered."""

from fractions import Fraction

import pytest

from models.calendar import cut_off
from models.cancelling import cancel_order
from models.changing import OrderGone, add_lines
from models.order import Order, OrderState
from models.order_line import CutOffPassed
from models.wanted import Wanted
from tests.models.market import TODAY, TOMORROW, Market


def promised_order(market: Market, part_is_fine: bool = True) -> Order:
    market.post("แม่บุญมี", 20, baht=20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 10}, part_is_fine=part_is_fine)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    return order


def asked(order: Order) -> list[tuple[str, int, int]]:
    """(product, asked, promised) in kilos of every open line."""
    return [
        (line.product.name, line.quantity // 1000, line.promised // 1000)
        for line in order.open_lines
    ]


def told(market: Market) -> list[tuple[int, int]]:
    """(asked, promised) in kilos by line in the newest result."""
    lines = market.letters("คุณอรุณี", "order_result")[-1]["lines"]
    return [(line["asked"][0] // 1000, line["promised"][0] // 1000) for line in lines]


def test_more_makes_the_line_larger_and_is_matched_for_the_rest(market: Market) -> None:
    order = promised_order(market)
    market.change(order, {"ผักบุ้ง": 15})
    market.match()
    assert [(n, state) for _, n, state in market.dealt()] == [(10, "accepted"), (5, "offered")]
    market.answer("แม่บุญมี", accept=True)
    assert (asked(order), told(market)) == ([("ผักบุ้ง", 15, 15)], [(15, 15)])


def test_the_buyer_hears_that_the_rest_was_not_found(market: Market) -> None:
    order = promised_order(market)
    market.change(order, {"ผักบุ้ง": 50})
    market.match()
    market.answer("แม่บุญมี", accept=False)
    market.match()
    assert (order.reports, told(market)) == (2, [(50, 10)])


def test_who_wants_all_keeps_what_is_promised_when_more_is_not_found(market: Market) -> None:
    order = promised_order(market, part_is_fine=False)
    market.change(order, {"ผักบุ้ง": 50})
    market.match()
    assert asked(order) == [("ผักบุ้ง", 10, 10), ("ผักบุ้ง", 40, 0)]
    market.change(order, {"ผักบุ้ง": 8})
    assert asked(order) == [("ผักบุ้ง", 8, 8)]


def test_less_is_first_taken_from_what_nobody_promised(market: Market) -> None:
    market.post("แม่บุญมี", 10)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.change(order, {"ผักบุ้ง": 12})
    assert (asked(order), market.dealt()) == (
        [("ผักบุ้ง", 12, 0)],
        [("แม่บุญมี", 10, "offered")],
    )
    assert market.letters("แม่บุญมี", "cancelled") == []


def test_less_ends_an_open_offer_and_asks_anew_for_what_is_left(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.change(order, {"ผักบุ้ง": 12})
    market.match()
    assert [(n, state) for _, n, state in market.dealt()] == [(15, "cancelled"), (12, "offered")]
    assert [facts["why"] for facts in market.letters("แม่บุญมี", "cancelled")] == ["less"]


def test_less_takes_open_offers_before_promises(market: Market) -> None:
    order = promised_order(market)
    market.post("ป้าสมร", 5, baht=10)
    market.change(order, {"ผักบุ้ง": 15})
    market.match()
    market.change(order, {"ผักบุ้ง": 10})
    assert market.dealt() == [("แม่บุญมี", 10, "accepted"), ("ป้าสมร", 5, "cancelled")]
    assert market.letters("แม่บุญมี", "reduced") == []


def test_less_cuts_a_promise_its_producer_is_told_and_has_the_goods_again(market: Market) -> None:
    order = promised_order(market)
    market.change(order, {"ผักบุ้ง": 7})
    market.change(order, {"ผักบุ้ง": 4})
    (promise,) = market.allocations()
    assert (promise.quantity, promise.reduced, promise.lot.free) == (4_000, 6_000, 16_000)
    facts = [facts["offers"][0] for facts in market.letters("แม่บุญมี", "reduced")]
    assert [(one["amount"][0], one["less"][0]) for one in facts] == [(7_000, 3_000), (4_000, 3_000)]
    assert told(market) == [(4, 4)]


def test_a_producer_whose_promise_was_cut_is_asked_when_more_is_wanted_again(
    market: Market,
) -> None:
    order = promised_order(market)
    market.change(order, {"ผักบุ้ง": 7})
    market.change(order, {"ผักบุ้ง": 9})
    market.match()
    assert [(n, state) for _, n, state in market.dealt()] == [(7, "accepted"), (2, "offered")]


def test_a_promise_that_is_not_needed_at_all_is_cancelled(market: Market) -> None:
    market.post("แม่บุญมี", 6, baht=20)
    market.post("ป้าสมร", 6, baht=30)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 12})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    market.answer("ป้าสมร", accept=True)
    market.change(order, {"ผักบุ้ง": 5})
    assert market.dealt() == [("แม่บุญมี", 5, "accepted"), ("ป้าสมร", 6, "cancelled")]


def test_one_thing_instead_of_another_is_one_change(market: Market) -> None:
    order = promised_order(market)
    market.change(order, {"คะน้า": 5}, gone="ผักบุ้ง")
    assert asked(order) == [("คะน้า", 5, 0)]
    assert [facts["why"] for facts in market.letters("แม่บุญมี", "cancelled")] == ["cancelled"]


def test_an_order_of_which_everything_goes_is_cancelled(market: Market) -> None:
    order = promised_order(market)
    market.change(order, {}, gone="ผักบุ้ง")
    assert order.state == OrderState.CANCELLED


def test_an_amount_in_another_measure_takes_the_place_of_the_line(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 10}, unit="กำ")
    market.change(order, {"ผักบุ้ง": 3})
    assert [(line.quantity, line.measure) for line in order.open_lines] == [(3_000, "กก.")]


def test_more_of_what_is_ordered_joins_its_line(market: Market) -> None:
    order = promised_order(market)
    goods = market.product()
    add_lines(
        market.session, order.id, [Wanted(goods, goods.amount(Fraction(3), "กก."))], market.now
    )
    assert asked(order) == [("ผักบุ้ง", 13, 10)]
    market.match()


def test_nothing_is_changed_after_the_cut_off_or_in_a_cancelled_order(market: Market) -> None:
    order = promised_order(market)
    later = market.order("คุณอรุณี", {"ผักบุ้ง": 1}, day=TOMORROW + (TOMORROW - TODAY))
    market.match()
    market.answer("แม่บุญมี", accept=True)
    cancel_order(market.session, later.id, market.now)
    with pytest.raises(OrderGone):
        market.change(later, {"ผักบุ้ง": 5})
    market.now = cut_off(TOMORROW)
    with pytest.raises(CutOffPassed):
        market.change(order, {"ผักบุ้ง": 5})
    assert asked(order) == [("ผักบุ้ง", 10, 10)]
