"""Standing orders become real ones: in time, once, and never on a day that rests."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.calendar import cut_off
from models.cancelling import cancel_order
from models.order import Order, OrderState
from models.standing.changing import (
    end_standing,
    pause_standing,
    resume_standing,
)
from models.standing.days import StandingDay
from models.standing.making import MADE_AHEAD, made_from
from models.standing.order import StandingGone, StandingOrder, StandingState
from tests.models.market import TODAY, TOMORROW, Market
from tests.models.standing import begin, change, days, holiday, missed, run, wishes

WEDNESDAY, THURSDAY, FRIDAY = (TOMORROW + timedelta(days=n) for n in range(3))
SATURDAY, SUNDAY, MONDAY = (FRIDAY + timedelta(days=n) for n in range(1, 4))


def pause(market: Market, standing: StandingOrder, first: date, last: date | None) -> list[Order]:
    return pause_standing(market.session, [standing.id], standing.member, (first, last), market.now)


def test_what_is_open_is_made_at_once_and_the_rest_when_its_time_comes(market: Market) -> None:
    begin(market)
    assert days(market) == [WEDNESDAY, THURSDAY]
    market.now = made_from(FRIDAY) - timedelta(minutes=1)
    assert run(market) == []
    market.now = made_from(FRIDAY)
    assert [order.delivery_day for order in run(market)] == [FRIDAY]
    assert run(market) == []


def test_an_order_is_made_as_a_person_would_place_it(market: Market) -> None:
    market.post("แม่บุญมี", 5)
    standing = begin(market, rule="WEEKLY;BYDAY=WE")
    market.match()
    market.answer("แม่บุญมี", accept=True)
    (result,) = market.letters("คุณอรุณี", "order_result")
    assert result["standing"] == standing.number
    (line,) = result["lines"]
    assert (line["asked"][0], line["promised"][0], line["missing"][0]) == (8_000, 5_000, 3_000)


def test_stock_is_never_promised_twice_however_many_orders_ask_for_it(market: Market) -> None:
    lot = market.post("แม่บุญมี", 10)
    begin(market)
    begin(market, "เชฟต้น")
    market.match()
    assert lot.reserved == 10_000


def test_it_counts_from_its_first_delivery(market: Market) -> None:
    standing = begin(market, rule="WEEKLY;INTERVAL=2;BYDAY=MO")
    assert standing.starts_on == MONDAY
    market.now = made_from(MONDAY + timedelta(days=14))
    run(market)
    assert missed(market) == [MONDAY.isoformat()]
    assert days(market) == [MONDAY + timedelta(days=14)]


def test_the_database_refuses_a_second_decision_for_a_day(broken_market: Market) -> None:
    standing = begin(broken_market)
    twin = StandingDay(
        closes_at=cut_off(WEDNESDAY),
        standing=standing,
        delivery_day=WEDNESDAY,
        terms=standing.terms.to_json(),
        decided_at=broken_market.now,
    )
    broken_market.session.add(twin)
    with pytest.raises(IntegrityError):
        broken_market.session.flush()


def test_after_an_outage_open_days_are_made_and_the_others_told_in_one_letter(
    market: Market,
) -> None:
    one, other = begin(market), begin(market, goods={"คะน้า": 3})
    market.now = cut_off(SATURDAY)
    run(market)
    letters = market.letters("คุณอรุณี", "standing_missed")
    assert [(told["standing"], told["day"]) for told in letters[0]["missed"]] == [
        (standing.number, day.isoformat())
        for standing in (one, other)
        for day in (FRIDAY, SATURDAY)
    ]
    assert len(letters) == 1
    assert sorted(days(market)[4:]) == [SUNDAY, SUNDAY, MONDAY, MONDAY]
    assert run(market) == []
    assert len(missed(market)) == 4


def test_a_cancelled_order_is_not_made_again(market: Market) -> None:
    begin(market)
    first = market.session.scalars(select(Order).order_by(Order.id)).first()
    assert first is not None
    cancel_order(market.session, first.id, market.now)
    market.later(minutes=5)
    run(market)
    assert days(market) == [WEDNESDAY, THURSDAY]


def test_it_ends_after_its_last_day_and_is_told_of_nothing_more(market: Market) -> None:
    standing = begin(market, last=THURSDAY)
    market.now = cut_off(THURSDAY)
    run(market)
    assert standing.state == StandingState.ENDED
    market.later(days=5)
    assert run(market) == []
    assert (days(market), missed(market)) == ([WEDNESDAY, THURSDAY], [])


def test_one_day_rests_and_its_made_order_is_cancelled_with_it(market: Market) -> None:
    standing = begin(market)
    (cancelled,) = pause(market, standing, THURSDAY, THURSDAY)
    assert cancelled.state == OrderState.CANCELLED
    market.now = made_from(FRIDAY)
    run(market)
    assert days(market) == [WEDNESDAY, THURSDAY, FRIDAY]
    assert missed(market) == []


def test_a_range_rests_and_what_is_past_its_cut_off_stays(market: Market) -> None:
    standing = begin(market)
    market.now = cut_off(WEDNESDAY)
    run(market)
    cancelled = pause(market, standing, WEDNESDAY, SATURDAY)
    assert [order.delivery_day for order in cancelled] == [THURSDAY, FRIDAY]
    market.now = made_from(MONDAY)
    run(market)
    assert days(market)[3:] == [SUNDAY, MONDAY]
    assert missed(market) == []


def test_without_an_end_it_rests_until_it_is_told_to_go_on(market: Market) -> None:
    standing = begin(market, first=FRIDAY)
    pause(market, standing, TODAY, None)
    market.now = made_from(SATURDAY)
    assert run(market) == []
    ids = [rest.id for rest in standing.open_pauses]
    assert resume_standing(market.session, ids, standing.member, market.now) == [standing]
    assert days(market) == [FRIDAY, SATURDAY]
    assert resume_standing(market.session, ids, standing.member, market.now) == []


def test_days_that_rested_are_not_missed_when_it_goes_on(market: Market) -> None:
    standing = begin(market, first=FRIDAY)
    pause(market, standing, TODAY, None)
    market.now = cut_off(FRIDAY)
    ids = [rest.id for rest in standing.open_pauses]
    resume_standing(market.session, ids, standing.member, market.now)
    assert missed(market) == []
    assert days(market) == [SATURDAY, SUNDAY]


def test_what_was_missed_is_told_before_a_change_hides_it(market: Market) -> None:
    standing = begin(market, rule="WEEKLY;BYDAY=FR")
    market.now = cut_off(FRIDAY)
    change(market, standing, wishes(market, {"ผักบุ้ง": 8}, "WEEKLY;BYDAY=MO", first=SATURDAY))
    assert missed(market) == [FRIDAY.isoformat()]
    assert days(market) == []
    market.now = made_from(MONDAY)
    run(market)
    assert days(market) == [MONDAY]


def test_a_change_leaves_orders_that_are_made_and_counts_for_the_next(market: Market) -> None:
    standing = begin(market)
    change(market, standing, wishes(market, {"คะน้า": 2}, last=SATURDAY))
    assert days(market) == [WEDNESDAY, THURSDAY]
    market.now = made_from(FRIDAY)
    (order,) = run(market)
    assert [line.product.name for line in order.lines] == ["คะน้า"]
    market.now = made_from(SATURDAY)
    run(market)
    market.now = made_from(MONDAY)
    run(market)
    assert days(market) == [WEDNESDAY, THURSDAY, FRIDAY, SATURDAY]


def test_one_that_has_ended_makes_nothing_and_cannot_be_changed(market: Market) -> None:
    standing = begin(market)
    end_standing(market.session, standing.id, standing.member, market.now)
    market.now = made_from(FRIDAY)
    assert run(market) == []
    with pytest.raises(StandingGone):
        pause(market, standing, FRIDAY, FRIDAY)


def test_another_kitchens_is_out_of_reach(market: Market) -> None:
    standing = begin(market)
    other = market.member("เชฟต้น")
    with pytest.raises(StandingGone):
        end_standing(market.session, standing.id, other, market.now)
    assert standing.is_live


def test_on_school_holidays_only_who_rests_on_them_gets_nothing(market: Market) -> None:
    holiday(market, THURSDAY, FRIDAY)
    begin(market, "ครูวิภา", rests=True)
    begin(market, "คุณอรุณี")
    market.now = made_from(FRIDAY)
    run(market)
    kitchens = [order.buyer.kind for order in market.session.scalars(select(Order))]
    assert Counter(kitchens) == {"school": 1, "hospital": 3}
    assert missed(market, "ครูวิภา") == []


def test_a_holiday_that_is_taken_back_is_made_after_all(market: Market) -> None:
    closed = holiday(market, FRIDAY, FRIDAY)
    begin(market, "ครูวิภา", rests=True)
    market.now = made_from(FRIDAY)
    assert run(market) == []
    closed.remove(market.session, market.now)
    assert [order.delivery_day for order in run(market)] == [FRIDAY]


def test_a_holiday_that_is_added_late_leaves_what_is_made(market: Market) -> None:
    begin(market, "ครูวิภา", rests=True)
    holiday(market, WEDNESDAY, FRIDAY)
    market.now = made_from(FRIDAY)
    assert run(market) == []
    assert days(market) == [WEDNESDAY, THURSDAY]


def test_a_colleague_hears_of_it_when_whoever_began_it_is_gone(market: Market) -> None:
    standing = begin(market, first=FRIDAY)
    colleague = market.member("เชฟต้น")
    colleague.buyer_id = standing.buyer_id
    standing.member.blocked_at = market.now
    market.now = made_from(FRIDAY)
    (order,) = run(market)
    assert order.member is colleague


def test_orders_are_made_two_days_before_the_cut_off() -> None:
    assert cut_off(FRIDAY) - made_from(FRIDAY) == MADE_AHEAD == timedelta(days=2)
