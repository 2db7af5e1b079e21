"""A kitchen's order from its placing to the end of its day."""

from datetime import timedelta

import pytest

from models.calendar import cut_off
from models.cancelling import cancel_line, cancel_order, close
from models.order import Order, OrderState
from models.order_line import CutOffPassed, LineState
from models.outbox import Letter
from tests.models.market import TODAY, TOMORROW, Market


def promised(market: Market) -> list[int]:
    """Kilos promised by line in the newest result คุณอรุณี was told."""
    newest = market.letters("คุณอรุณี", "order_result")[-1]
    return [line["promised"][0] // 1000 for line in newest["lines"]]


def settled_order(market: Market) -> Order:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    return order


def test_no_order_is_taken_after_the_cut_off(market: Market) -> None:
    market.now = cut_off(TOMORROW)
    with pytest.raises(CutOffPassed):
        market.order("คุณอรุณี", {"ผักบุ้ง": 15})


def test_the_buyer_hears_the_result_once(market: Market) -> None:
    order = settled_order(market)
    assert promised(market) == [15]
    assert order.reports == 1
    market.post("ป้าสมร", 20)
    market.match()
    assert order.reports == 1


def test_nothing_is_told_while_a_producer_has_yet_to_answer(market: Market) -> None:
    market.post("แม่บุญมี", 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 20})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    assert market.letters("คุณอรุณี", "order_result") == []
    market.answer("ป้าสมร", accept=True)
    assert promised(market) == [20]


def test_an_order_nobody_can_serve_is_told_so_at_once(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 5})
    market.match()
    assert promised(market) == [0, 0]


def test_what_comes_later_is_told_as_news(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.post("แม่บุญมี", 20)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    told = market.letters("คุณอรุณี", "order_result")
    assert [facts["first"] for facts in told] == [True, False]
    assert promised(market) == [15]


def test_a_whole_order_takes_no_part(market: Market) -> None:
    market.post("แม่บุญมี", 10)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15}, part_is_fine=False)
    market.match()
    assert market.dealt() == []


def test_a_whole_that_breaks_gives_back_what_was_accepted(market: Market) -> None:
    market.post("แม่บุญมี", 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 20}, part_is_fine=False)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    market.answer("ป้าสมร", accept=False)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 10, "cancelled"), ("ป้าสมร", 10, "declined")]
    assert len(market.letters("แม่บุญมี", "cancelled")) == 1
    assert promised(market) == [0]


def test_what_a_broken_whole_gives_back_serves_who_waits(market: Market) -> None:
    market.post("แม่บุญมี", 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 20}, part_is_fine=False)
    market.match()
    market.order("ครูวิภา", {"ผักบุ้ง": 20})
    market.match()
    market.answer("ป้าสมร", accept=False)
    market.match()
    assert ("แม่บุญมี", 10, "offered") in market.dealt()


def test_a_cancelled_line_frees_its_stock_and_its_producer_hears_of_it(market: Market) -> None:
    order = settled_order(market)
    market.order("ครูวิภา", {"ผักบุ้ง": 15})
    cancel_line(market.session, order.lines[0].id, market.now)
    market.match()
    assert order.state == OrderState.CANCELLED
    assert market.dealt() == [("แม่บุญมี", 15, "cancelled"), ("แม่บุญมี", 15, "offered")]
    assert len(market.letters("แม่บุญมี", "cancelled")) == 1


def test_cancelling_one_line_leaves_the_others(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 5})
    market.match()
    cancel_line(market.session, order.lines[1].id, market.now)
    assert [line.state for line in order.lines] == [LineState.OPEN, LineState.CANCELLED]
    assert order.state == OrderState.OPEN
    market.answer("แม่บุญมี", accept=True)
    assert promised(market) == [15]


def test_cancelling_the_line_that_was_waited_for_tells_the_rest(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.post("ป้าสมร", 5, product="คะน้า")
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 5})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    assert market.letters("คุณอรุณี", "order_result") == []
    cancel_line(market.session, order.lines[1].id, market.now)
    assert promised(market) == [15]


def test_cancelling_twice_changes_nothing_more(market: Market) -> None:
    order = settled_order(market)
    for _ in range(2):
        cancel_order(market.session, order.id, market.now)
    assert len(market.letters("แม่บุญมี", "cancelled")) == 1


def test_nothing_is_cancelled_from_the_cut_off_on(market: Market) -> None:
    order = settled_order(market)
    market.now = order.cut_off_at
    with pytest.raises(CutOffPassed):
        cancel_line(market.session, order.lines[0].id, market.now)
    with pytest.raises(CutOffPassed):
        cancel_order(market.session, order.id, market.now)


def test_after_the_cut_off_a_settled_order_is_closed(market: Market) -> None:
    order = settled_order(market)
    assert not close(market.session, order.id, market.now)
    market.now = order.cut_off_at
    assert close(market.session, order.id, market.now)
    assert order.state == OrderState.CLOSED


def test_an_order_is_not_closed_while_an_offer_is_open(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.now = order.cut_off_at
    assert not close(market.session, order.id, market.now)
    market.lapse()
    assert not close(market.session, order.id, market.now)
    market.match()
    assert close(market.session, order.id, market.now)
    assert promised(market) == [0]


def test_after_the_cut_off_no_new_offers_are_made(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.now = order.cut_off_at
    market.post("แม่บุญมี", 20)
    market.match()
    assert market.dealt() == []


def test_a_closed_order_takes_nothing_more(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    assert close(market.session, order.id, order.cut_off_at)
    market.post("แม่บุญมี", 20)
    market.match()
    assert market.dealt() == []
    market.now = order.cut_off_at


def test_orders_are_listed_soonest_first_without_the_cancelled_and_the_past(market: Market) -> None:
    later = market.order("คุณอรุณี", {"ผักบุ้ง": 1}, day=TOMORROW + timedelta(days=1))
    sooner = market.order("คุณอรุณี", {"ผักบุ้ง": 1})
    gone = market.order("คุณอรุณี", {"ผักบุ้ง": 1})
    cancel_order(market.session, gone.id, market.now)
    mine = Order.of_buyer(later.buyer_id, TODAY)
    assert market.session.scalars(mine).all() == [sooner, later]
    past = Order.of_buyer(later.buyer_id, TOMORROW + timedelta(days=2))
    assert market.session.scalars(past).all() == []


def test_no_letter_is_left_unwritten_for_its_key(market: Market) -> None:
    member = market.member("คุณอรุณี")
    owed = [
        Letter.owe(market.session, member.id, "refused", {"name": "ก"}, "one fact", market.now)
        for _ in range(2)
    ]
    assert owed[0] is not None
    assert owed[1] is None
