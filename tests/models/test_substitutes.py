"""Substitutes only with consent: what is missing of a wish, and no more, under the same terms."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.allocation import AllocationState
from models.capacity import set_capacity
from models.changing import move_order
from models.demand import demand
from models.measure import Price
from models.order import Order
from models.order_line import OrderLine
from models.proposing import Proposal, proposals
from models.substituting import NothingLeft, agree, set_substitutes
from models.wanted import Wanted
from tests.models.market import TODAY, TOMORROW, Market

WISHED, OTHER, THIRD = "เห็ดฟาง", "กวางตุ้ง", "ผักกาดขาว"
FARMER, NEIGHBOUR, KITCHEN = "แม่บุญมี", "ป้าสมร", "คุณอรุณี"


def ask(
    market: Market,
    number: int,
    *others: str,
    wished: str = WISHED,
    most: int | None = None,
    part_is_fine: bool = True,
    allowed: bool = True,
) -> Order:
    """An order of one line; others: what is allowed instead, nothing named when not *allowed*."""
    goods = market.product(wished)
    limit = None if most is None else goods.price(most, "กก.")  # type: ignore[arg-type]
    named = tuple(market.product(name) for name in others) if allowed else None
    wish = Wanted(goods, goods.amount(number, "กก."), limit, named)  # type: ignore[arg-type]
    buyer = market.member(KITCHEN)
    place = "โรงครัว"
    return Order.place_order(
        market.session, buyer, [wish], TOMORROW, place, part_is_fine, market.now
    )


def sent(market: Market) -> list[tuple[str, float]]:
    """(product, kilograms) of what is offered or promised, oldest first."""
    return [(a.lot.product.name, a.quantity / 1000) for a in market.allocations() if a.is_live]


def line_of(order: Order) -> OrderLine:
    return order.lines[0]


def test_what_is_asked_for_comes_first_and_only_the_rest_is_replaced(market: Market) -> None:
    market.post(FARMER, 4, product=WISHED, baht=90)
    market.post(FARMER, 20, product=OTHER, baht=10)
    ask(market, 10, OTHER)
    market.match()
    assert sent(market) == [(WISHED, 4), (OTHER, 6)]
    assert market.broken() == []


def test_substitutes_come_in_the_order_they_were_named(market: Market) -> None:
    market.post(FARMER, 3, product=THIRD, baht=50)
    market.post(FARMER, 20, product=OTHER, baht=10)
    ask(market, 10, THIRD, OTHER)
    market.match()
    assert sent(market) == [(THIRD, 3), (OTHER, 7)]


@pytest.mark.parametrize("allowed", [True, False], ids=["forbidden", "nothing said"])
def test_nothing_is_sent_that_was_not_named(market: Market, allowed: bool) -> None:
    market.post(FARMER, 20, product=OTHER)
    ask(market, 10, allowed=allowed)
    market.match()
    assert sent(market) == []


def test_the_price_limit_holds_for_substitutes_too(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER, baht=31)
    ask(market, 10, OTHER, most=30)
    market.match()
    assert sent(market) == []


def test_a_day_it_is_not_there_on_does_not_serve(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER, first=TOMORROW + timedelta(days=1))
    ask(market, 10, OTHER)
    market.match()
    assert sent(market) == []


def test_a_required_certificate_is_required_of_the_substitute(market: Market) -> None:
    lot = market.post(FARMER, 20, product=OTHER)
    line_of(ask(market, 10, OTHER)).certificates = ["no such paper"]
    market.match()
    assert sent(market) == []
    assert lot.reserved == 0


def test_all_or_nothing_counts_both_together(market: Market) -> None:
    market.post(FARMER, 4, product=WISHED)
    market.post(FARMER, 6, product=OTHER)
    ask(market, 10, OTHER, part_is_fine=False)
    market.match()
    assert sent(market) == [(WISHED, 4), (OTHER, 6)]
    assert market.broken() == []


def test_all_or_nothing_is_nothing_when_both_together_are_too_little(market: Market) -> None:
    market.post(FARMER, 4, product=WISHED)
    market.post(FARMER, 5, product=OTHER)
    ask(market, 10, OTHER, part_is_fine=False)
    market.match()
    assert sent(market) == []


def test_who_asks_for_it_itself_comes_first(market: Market) -> None:
    market.post(FARMER, 8, product=OTHER)
    ask(market, 10, OTHER)
    market.order("ครูวิภา", {OTHER: 6})
    market.match()
    kitchens = [(a.line.order.member.name, a.quantity / 1000) for a in market.allocations()]
    assert sorted(kitchens) == [("ครูวิภา", 6), (KITCHEN, 2)]


def test_new_stock_of_a_substitute_finds_the_line_that_allows_it(market: Market) -> None:
    ask(market, 10, OTHER)
    market.match()
    market.post(FARMER, 20, product=OTHER)
    market.match()
    assert sent(market) == [(OTHER, 10)]


def test_a_substitute_is_bound_by_its_groups_day_too(market: Market) -> None:
    lot = market.post(FARMER, 20, product=OTHER)
    set_capacity(market.session, lot.producer_group, "กก.", 3_000, "x", market.now)
    ask(market, 10, OTHER)
    market.match()
    assert sent(market) == [(OTHER, 3)]
    assert market.broken() == []


def test_a_producer_who_declines_is_not_asked_for_it_again(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER)
    ask(market, 10, OTHER)
    market.match()
    market.answer(FARMER, accept=False)
    market.match()
    assert sent(market) == []


def test_the_silent_one_is_asked_again_before_anything_is_replaced(market: Market) -> None:
    market.post(FARMER, 10, product=WISHED)
    market.post(NEIGHBOUR, 20, product=OTHER)
    ask(market, 10, OTHER)
    market.match()
    market.later(minutes=120)
    market.lapse()
    market.match()
    assert sent(market) == [(WISHED, 10)]
    market.later(minutes=120)
    market.lapse()
    market.match()
    assert sent(market) == [(OTHER, 10)]
    assert market.broken() == []


def test_another_measure_is_no_substitute(market: Market) -> None:
    market.post(FARMER, 20, product="มะละกอ", unit="ลูก")
    order = ask(market, 10, "มะละกอ")
    market.match()
    assert sent(market) == []
    assert line_of(order).quantity == 10_000


def test_a_line_served_by_a_substitute_is_no_demand(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER)
    ask(market, 10, OTHER)
    market.match()
    assert WISHED not in [wanted.product for wanted in demand(market.session, market.now)]


def test_the_price_is_that_of_the_substitute(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER, baht=25)
    ask(market, 10, OTHER)
    market.match()
    market.answer(FARMER, accept=True)
    (told,) = market.letters(KITCHEN, "order_result")
    (part,) = told["lines"][0]["parts"]
    assert (part["instead"], part["satang"], part["total"]) == (OTHER, 2_500, 25_000)


def test_a_moved_order_keeps_what_its_buyer_allows(market: Market) -> None:
    order = ask(market, 10, OTHER)
    moved = move_order(market.session, order.id, TODAY + timedelta(days=2), market.now)
    assert [each.product.name for each in line_of(moved).substitutes] == [OTHER]


def test_the_audit_sees_a_product_nobody_allowed(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER)
    order = ask(market, 10, OTHER)
    market.match()
    (offer,) = market.allocations()
    assert market.broken() == []
    offer.substitute = None
    assert market.broken() == ["allocations_fit_the_wish"]
    offer.substitute = line_of(order).substitutes[0]
    offer.substitute.ended_at = offer.offered_at - timedelta(seconds=1)
    assert "allocations_fit_the_wish" in market.broken()
    offer.substitute.ended_at = None


def test_the_audit_sees_another_lines_consent(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER)
    ask(market, 10, OTHER)
    other = ask(market, 1, OTHER)
    market.match()
    first = market.allocations()[0]
    mine, first.substitute = first.substitute, line_of(other).substitutes[0]
    assert "allocations_fit_the_wish" in market.broken()
    first.substitute = mine


def test_a_consent_taken_back_ends_open_offers_and_no_promise(market: Market) -> None:
    market.post(FARMER, 4, product=OTHER)
    market.post(NEIGHBOUR, 20, product=THIRD)
    order = ask(market, 10, OTHER, THIRD)
    market.match()
    market.answer(FARMER, accept=True)
    set_substitutes(market.session, line_of(order).id, (), market.now)
    market.match()
    assert sent(market) == [(OTHER, 4)]
    assert line_of(order).only_this
    assert market.broken() == []


def proposed(market: Market, order: Order) -> Proposal | None:
    return proposals(market.session, order, market.now).get(line_of(order).id)


def short_of(market: Market, number: int = 10, **how: bool) -> Order:
    order = ask(market, number, wished="คะน้า", allowed=False, **how)
    market.match()
    return order


def test_one_near_product_is_proposed_the_cheapest_and_nothing_is_reserved(market: Market) -> None:
    market.post(FARMER, 20, product=THIRD, baht=40)
    lot = market.post(FARMER, 6, product=OTHER, baht=25)
    short_of(market)
    (told,) = market.letters(KITCHEN, "order_result")
    (facts,) = told["proposals"].values()
    assert (facts["product"], facts["quantity"], facts["satang"]) == (OTHER, 6_000, 2_500)
    assert lot.reserved == 0


def test_what_is_not_near_is_not_proposed(market: Market) -> None:
    market.post(FARMER, 20, product="ไข่ไก่", unit="ฟอง")
    market.post(FARMER, 20, product="แตงกวา")
    assert proposed(market, short_of(market)) is None


def test_relatives_are_near_without_being_named(market: Market) -> None:
    market.post(FARMER, 20, product="ผักบุ้งไทย")
    order = ask(market, 5, wished="ผักบุ้งจีน", allowed=False)
    market.match()
    found = proposed(market, order)
    assert found is not None
    assert found.product.name == "ผักบุ้งไทย"


def test_nothing_is_proposed_to_who_named_or_forbade_some(market: Market) -> None:
    market.post(FARMER, 20, product=OTHER)
    for others in ((), ("กะหล่ำปลี",)):
        order = ask(market, 10, *others, wished="คะน้า")
        market.match()
        assert proposed(market, order) is None


def test_a_whole_is_proposed_only_what_makes_it_whole(market: Market) -> None:
    market.post(FARMER, 9, product=OTHER)
    assert proposed(market, short_of(market, part_is_fine=False)) is None
    market.post(FARMER, 1, product=OTHER)
    market.match()
    found = proposed(market, short_of(market, part_is_fine=False))
    assert found is not None
    assert found.quantity == 10_000


def yes(market: Market, order: Order, found: Proposal) -> None:
    line, product = line_of(order), found.product
    agree(market.session, line.id, product.id, found.quantity, found.price, market.now)
    market.match()


def test_a_yes_is_to_so_much_at_that_price_and_no_more(market: Market) -> None:
    market.post(FARMER, 6, product=OTHER, baht=25)
    order = short_of(market)
    found = proposed(market, order)
    assert found is not None
    yes(market, order, found)
    market.post(NEIGHBOUR, 20, product=OTHER, baht=25)
    market.match()
    assert sent(market) == [(OTHER, 6)]
    assert market.broken() == []


def test_a_yes_to_what_is_gone_or_dearer_binds_nothing(market: Market) -> None:
    lot = market.post(FARMER, 6, product=OTHER, baht=25)
    order = short_of(market)
    found = proposed(market, order)
    assert found is not None
    lot.change_price(market.session, Price(2_600, "กก.", 1000), market.now)
    with pytest.raises(NothingLeft):
        yes(market, order, found)
    lot.withdraw(market.session, market.now)
    with pytest.raises(NothingLeft):
        yes(market, order, replace(found, price=Price(9_900, "กก.", 1000)))
    assert line_of(order).substitutes == []


def test_the_buyer_hears_when_what_was_agreed_to_went_before_the_match(market: Market) -> None:
    market.post(FARMER, 6, product=OTHER, baht=25)
    order = short_of(market)
    found = proposed(market, order)
    assert found is not None
    market.order("ครูวิภา", {OTHER: 6})
    yes(market, order, found)
    (offer,) = market.allocations()
    assert (offer.line.order.member.name, offer.state) == ("ครูวิภา", AllocationState.OFFERED)
    market.answer(FARMER, accept=True)
    market.match()
    assert len(market.letters(KITCHEN, "order_result")) == 2
