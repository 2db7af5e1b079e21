"""A producer can deliver less than was asked for."""

import pytest

from models.allocation import Allocation
from models.answers import NotAPart, accept_part
from models.cancelling import cancel_order, withdraw_lot
from tests.models.market import Market


def offered(market: Market, asked: int = 10, part_is_fine: bool = True) -> Allocation:
    market.post("แม่บุญมี", 20, baht=20)
    market.order("คุณอรุณี", {"ผักบุ้ง": asked}, part_is_fine=part_is_fine)
    market.match()
    (offer,) = market.allocations()
    return offer


def result(market: Market) -> tuple[int, int]:
    """Kilos (promised, missing) of the first line in the newest result."""
    line = market.letters("คุณอรุณี", "order_result")[-1]["lines"][0]
    return line["promised"][0] // 1000, line["missing"][0] // 1000


def test_a_part_is_promised_and_the_rest_is_asked_of_others_at_once(market: Market) -> None:
    offered(market)
    market.post("ป้าสมร", 20, baht=30)
    market.answer_part("แม่บุญมี", 6)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 6, "accepted"), ("ป้าสมร", 4, "offered")]
    market.answer("ป้าสมร", accept=True)
    assert result(market) == (10, 0)


def test_who_has_no_more_is_not_asked_for_the_rest_and_their_lot_is_empty(market: Market) -> None:
    offer = offered(market)
    market.answer_part("แม่บุญมี", 6)
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert (offer.lot.quantity, offer.lot.free, offer.short) == (6_000, 0, 4_000)
    assert market.dealt() == [("แม่บุญมี", 6, "accepted")]
    assert result(market) == (6, 4)


def test_who_keeps_the_rest_sells_it_to_others_but_not_to_that_line(market: Market) -> None:
    offer = offered(market)
    market.answer_part("แม่บุญมี", 6, keeps_rest=True)
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == [("แม่บุญมี", 6, "accepted"), ("แม่บุญมี", 5, "offered")]
    assert (offer.lot.quantity, offer.line.missing) == (20_000, 4_000)


def test_other_offers_of_the_lot_are_still_theirs_to_answer(market: Market) -> None:
    first = offered(market)
    market.order("ครูวิภา", {"ผักบุ้ง": 8})
    market.match()
    accept_part(market.session, [first.id], first.lot.member_id, 6_000, market.now)
    assert (first.lot.quantity, first.lot.reserved) == (14_000, 14_000)
    assert market.answer("แม่บุญมี", accept=True).done[0].quantity == 8_000


def test_parts_of_several_lots_are_filled_one_after_the_other(market: Market) -> None:
    for number in (4, 5, 6):
        market.post("แม่บุญมี", number, baht=20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    answered = market.answer_part("แม่บุญมี", 7)
    market.match()
    assert [a.quantity for a in answered.done] == [4_000, 3_000]
    assert [(n, state) for _, n, state in market.dealt()] == [
        (4, "accepted"), (3, "accepted"), (6, "declined"),
    ]  # fmt: skip
    assert [a.lot.quantity for a in market.allocations()] == [4_000, 3_000, 0]


def test_who_wants_all_gets_the_rest_from_others_or_nothing(market: Market) -> None:
    offered(market, part_is_fine=False)
    market.answer_part("แม่บุญมี", 6)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 6, "cancelled")]
    assert market.letters("แม่บุญมี", "cancelled")[0]["why"] == "not_whole"
    assert result(market) == (0, 10)


def test_who_wants_all_keeps_the_part_when_others_have_the_rest(market: Market) -> None:
    offered(market, part_is_fine=False)
    market.post("ป้าสมร", 4, baht=30)
    market.answer_part("แม่บุญมี", 6)
    market.match()
    market.answer("ป้าสมร", accept=True)
    assert result(market) == (10, 0)


@pytest.mark.parametrize("number", [0, 10, 11])
def test_nothing_all_and_more_are_no_part(market: Market, number: int) -> None:
    offer = offered(market)
    with pytest.raises(NotAPart) as refused:
        market.answer_part("แม่บุญมี", number)
    assert refused.value.args == (10_000,)
    assert offer.is_offered


def test_a_part_after_the_deadline_comes_too_late(market: Market) -> None:
    offer = offered(market)
    market.now = offer.answer_by
    assert market.answer_part("แม่บุญมี", 6).too_late == [offer]
    assert offer.lot.quantity == 20_000


def test_a_part_after_the_buyer_or_the_producer_took_it_back_comes_too_late(market: Market) -> None:
    offer = offered(market)
    cancel_order(market.session, offer.line.order_id, market.now)
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    withdraw_lot(market.session, offer.lot_id, market.now)
    for each in market.allocations():
        again = accept_part(market.session, [each.id], each.lot.member_id, 1_000, market.now)
        assert (again.done, again.too_late) == ([], [each])


def test_nobody_answers_a_part_for_another(market: Market) -> None:
    offer = offered(market)
    other = market.member("ป้าสมร").id
    answered = accept_part(market.session, [offer.id, 999], other, 1_000, market.now)
    assert (answered.done, answered.too_late, offer.is_offered) == ([], [], True)
