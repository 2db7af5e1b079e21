"""What a producer has ready: posting, changing, taking back."""

from fractions import Fraction

import pytest

from models.cancelling import change_lot_price, change_lot_quantity, withdraw_lot
from models.catalogue import UnknownUnit
from models.lot import BelowPromised, Lot
from tests.models.market import TODAY, Market


def shrink(market: Market, lot: Lot, number: int) -> Lot:
    amount = market.product().amount(Fraction(number), "กก.")
    return change_lot_quantity(market.session, lot.id, amount, market.now)


def test_a_posted_lot_is_on_offer_and_asks_for_a_match(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    assert market.session.scalars(Lot.on_offer(TODAY)).all() == [lot]
    assert market.match() == 1


def test_a_unit_the_product_is_not_sold_by_is_refused(market: Market) -> None:
    with pytest.raises(UnknownUnit):
        market.product().amount(Fraction(1), "ลูก")


def test_new_stock_serves_a_wish_that_waited(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.post("แม่บุญมี", 20)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 15, "offered")]


def test_an_offer_reserves_on_both_sides(market: Market) -> None:
    lot, order = market.post("แม่บุญมี", 20), market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    assert (lot.reserved, lot.free, order.lines[0].reserved) == (15_000, 5_000, 15_000)


def test_a_withdrawn_lot_is_offered_to_nobody(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    withdraw_lot(market.session, lot.id, market.now)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    assert market.dealt() == []
    assert market.session.scalars(Lot.on_offer(TODAY)).all() == []


def test_withdrawing_ends_open_offers_and_others_are_asked(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=20)
    market.post("ป้าสมร", 20, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    withdraw_lot(market.session, lot.id, market.now)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 15, "withdrawn"), ("ป้าสมร", 15, "offered")]


def test_withdrawing_leaves_what_was_promised(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    withdraw_lot(market.session, lot.id, market.now)
    assert market.dealt() == [("แม่บุญมี", 15, "accepted")]
    assert lot.promised() == 15_000


def test_a_lot_cannot_shrink_below_what_was_promised(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    with pytest.raises(BelowPromised) as refused:
        shrink(market, lot, 14)
    assert refused.value.args == (15_000,)
    assert shrink(market, lot, 15).free == 0


def test_a_lot_in_kilos_cannot_become_one_in_bunches(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    with pytest.raises(BelowPromised):
        change_lot_quantity(
            market.session, lot.id, market.product().amount(Fraction(30), "กำ"), market.now
        )


def test_shrinking_ends_the_newest_offers_until_the_rest_fits(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    for kitchen in ("คุณอรุณี", "ครูวิภา"):
        market.order(kitchen, {"ผักบุ้ง": 10}, part_is_fine=False)
    market.match()
    shrink(market, lot, 15)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 10, "offered"), ("แม่บุญมี", 10, "withdrawn")]


def test_what_a_shrunken_lot_still_holds_is_offered_anew(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 20})
    market.match()
    shrink(market, lot, 19)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 20, "withdrawn"), ("แม่บุญมี", 19, "offered")]


def test_a_lot_that_grows_serves_who_still_waits(market: Market) -> None:
    lot = market.post("แม่บุญมี", 10)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    shrink(market, lot, 20)
    market.match()
    assert [amount for _, amount, _ in market.dealt()] == [10, 5]


def test_a_new_price_serves_who_found_the_old_one_too_high(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 10}, most=25)
    market.match()
    assert market.dealt() == []
    change_lot_price(
        market.session, lot.id, market.product().price(Fraction(25), "กก."), market.now
    )
    market.match()
    assert market.dealt() == [("แม่บุญมี", 10, "offered")]


def test_a_new_price_leaves_the_price_of_promises(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=25)
    market.order("คุณอรุณี", {"ผักบุ้ง": 10}, most=25)
    market.match()
    change_lot_price(
        market.session, lot.id, market.product().price(Fraction(99), "กก."), market.now
    )
    market.answer("แม่บุญมี", accept=True)
    (promise,) = market.allocations()
    assert (promise.satang, promise.total) == (2500, 25_000)
