"""What is wanted and not offered: whose, when, and how little is told of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from models.cancelling import cancel_line
from models.demand import Demand, Gap, by_product, demand
from tests.models.market import TODAY, TOMORROW, Market
from tests.models.standing import begin


def lacking(market: Market, seller: str | None = None) -> list[tuple[str, date, float, int]]:
    """(product, first day, amount in base units, kitchens) of every span."""
    group = market.member(seller).producer_group_id if seller else None
    found = demand(market.session, market.now, group)
    return [
        (each.product, span.first, span.quantity / 1000, span.kitchens)
        for each in found
        for span in each.spans
    ]


def names(found: list[Demand]) -> list[list[str]]:
    return [list(span.names) for each in found for span in each.spans]


def test_what_nobody_offers_is_counted_over_kitchens(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert lacking(market) == [("ผักบุ้ง", TOMORROW, 20, 2)]


def test_what_is_offered_is_left_out(market: Market) -> None:
    market.post("แม่บุญมี", 10)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 2})
    market.post("แม่บุญมี", 2, product="คะน้า")
    market.match()
    assert lacking(market) == [("ผักบุ้ง", TOMORROW, 5, 1)]


def test_a_declined_offer_is_wanted_again(market: Market) -> None:
    market.post("แม่บุญมี", 15)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    assert lacking(market) == []
    market.answer("แม่บุญมี", accept=False)
    assert lacking(market) == [("ผักบุ้ง", TOMORROW, 15, 1)]


def test_what_was_taken_back_is_not_wanted(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 2})
    market.match()
    cancel_line(market.session, order.lines[0].id, market.now)
    assert lacking(market) == [("คะน้า", TOMORROW, 2, 1)]


def test_what_nobody_could_offer_any_more_is_left_out(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.now = order.cut_off_at
    assert lacking(market) == []


@pytest.mark.parametrize(("days", "there"), [(14, True), (15, False)])
def test_two_weeks_ahead_are_looked_at(market: Market, days: int, there: bool) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 15}, day=TODAY + timedelta(days=days))
    market.match()
    assert bool(lacking(market)) == there


def test_the_first_week_is_told_by_the_day_the_second_at_once(market: Market) -> None:
    for days in (1, 6, 8, 11):
        market.order("คุณอรุณี", {"ผักบุ้ง": 1}, day=TODAY + timedelta(days=days))
    market.match()
    (found,) = demand(market.session, market.now)
    spans = [((span.first - TODAY).days, (span.last - TODAY).days) for span in found.spans]
    assert spans == [(1, 1), (6, 6), (8, 11)]
    assert [span.quantity for span in found.spans] == [1_000, 1_000, 2_000]


def test_what_is_asked_for_in_units_without_a_weight_is_not_added_to_kilos(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.order("คุณอรุณี", {"ผักบุ้ง": 3}, unit="มัด")
    market.match()
    (found,) = demand(market.session, market.now)
    assert sorted((span.measure, span.quantity) for span in found.spans) == [
        ("กก.", 5_000),
        ("มัด", 3_000),
    ]


def test_no_kitchen_is_named_that_did_not_allow_it(market: Market) -> None:
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert names(demand(market.session, market.now)) == [[]]
    buyer = market.member("ครูวิภา").buyer
    assert buyer is not None
    buyer.shows_name = True
    market.session.flush()
    assert names(demand(market.session, market.now)) == [["โรงเรียนบ้านเมฆขาว"]]


def test_what_the_group_sold_before_comes_first(market: Market) -> None:
    market.order("คุณอรุณี", {"คะน้า": 5})
    market.order("คุณอรุณี", {"ผักบุ้ง": 5}, day=TOMORROW + timedelta(days=1))
    market.match()
    assert [product for product, *_ in lacking(market)] == ["คะน้า", "ผักบุ้ง"]
    market.post("แม่บุญมี", 1, last=TODAY)
    assert [product for product, *_ in lacking(market, "แม่บุญมี")] == ["ผักบุ้ง", "คะน้า"]
    assert [product for product, *_ in lacking(market, "ป้าสมร")] == ["คะน้า", "ผักบุ้ง"]


def test_gaps_of_any_source_are_one_demand() -> None:
    gaps = [
        Gap(1, "ผักบุ้ง", "กก.", 5_000, TOMORROW, buyer, name)
        for buyer, name in ((1, None), (1, None), (2, "ครัว"))
    ]
    (found,) = by_product(gaps, TODAY)
    (span,) = found.spans
    assert (span.quantity, span.kitchens, span.names) == (15_000, 2, ["ครัว"])


def test_it_costs_three_statements(market: Market) -> None:
    for kitchen in ("คุณอรุณี", "ครูวิภา"):
        market.order(kitchen, {"ผักบุ้ง": 15, "คะน้า": 2, "แตงกวา": 3})
    market.match()
    group = market.member("แม่บุญมี").producer_group_id
    ran: list[str] = []

    def count(conn: object, cursor: object, statement: str, *rest: object) -> None:
        ran.append(statement)

    connection = market.session.connection()
    event.listen(connection, "before_cursor_execute", count)
    assert len(demand(market.session, market.now, group)) == 3
    event.remove(connection, "before_cursor_execute", count)
    assert len(ran) == 3


def test_deliveries_of_standing_orders_count_before_they_are_made(market: Market) -> None:
    market.post("แม่บุญมี", 10, last=TODAY + timedelta(days=30))
    begin(market, rule="WEEKLY;BYDAY=MO")
    (wanted,) = demand(market.session, market.now)
    assert sum(span.quantity for span in wanted.spans) == 2 * 8_000 - 10_000
    assert wanted.spans[-1].first == TODAY + timedelta(days=13)


def test_what_is_on_offer_for_its_days_is_not_wanted(market: Market) -> None:
    market.post("แม่บุญมี", 16, last=TODAY + timedelta(days=30))
    begin(market, rule="WEEKLY;BYDAY=MO")
    assert demand(market.session, market.now) == []
