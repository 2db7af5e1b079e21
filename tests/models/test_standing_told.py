"""Whoever of a kitchen did not do it hears of it once: a colleague's word, or a late holiday."""

from datetime import date, timedelta

from models.calendar import cut_off
from models.cancelling import cancel_order
from models.people import Member
from models.standing.changing import end_standing, pause_standing, resume_standing
from models.standing.order import StandingOrder
from tests.models.market import TOMORROW, Market
from tests.models.standing import begin, change, days, holiday, run, wishes

MINE, COLLEAGUE, ELSEWHERE = "คุณอรุณี", "เชฟต้น", "ครูวิภา"
WEDNESDAY, THURSDAY, FRIDAY = (TOMORROW + timedelta(days=n) for n in range(3))
SATURDAY = FRIDAY + timedelta(days=1)


def colleagues(market: Market) -> tuple[StandingOrder, Member]:
    """A standing order every day, and one more who buys for that kitchen."""
    standing, other = begin(market, rests=True), market.member(COLLEAGUE)
    other.buyer_id = standing.buyer_id
    return standing, other


def told(market: Market, name: str) -> list[str]:
    return [facts["did"] for facts in market.letters(name, "standing_by_colleague")]


def pause(market: Market, standing: StandingOrder, by: Member, day: date) -> None:
    pause_standing(market.session, [standing.id], by, (day, day), market.now)


def test_whoever_did_not_do_it_hears_of_each_thing_once(market: Market) -> None:
    standing, other = colleagues(market)
    pause(market, standing, other, THURSDAY)
    resume_standing(market.session, [p.id for p in standing.pauses], other, market.now)
    change(market, standing, wishes(market, {"คะน้า": 2}))
    end_standing(market.session, standing.id, other, market.now)
    assert told(market, MINE) == ["paused", "resumed", "ended"]
    assert told(market, COLLEAGUE) == ["changed"]
    assert told(market, ELSEWHERE) == []
    assert market.broken() == []


def test_it_is_said_what_was_cancelled_what_was_and_what_stays(market: Market) -> None:
    standing, other = colleagues(market)
    made = [order.number for order in (day.order for day in standing.days) if order]
    pause(market, standing, other, THURSDAY)
    change(market, standing, wishes(market, {"คะน้า": 2}))
    (rested,) = market.letters(MINE, "standing_by_colleague")
    (changed,) = market.letters(COLLEAGUE, "standing_by_colleague")
    assert [order["order"] for order in rested["orders"]] == [made[1]]
    assert [order["order"] for order in changed["orders"]] == [made[0]]
    assert changed["was"]["goods"] != changed["standing"][0]["goods"]


def test_a_change_that_changes_nothing_is_no_news(market: Market) -> None:
    standing, _ = colleagues(market)
    change(market, standing, wishes(market, {"ผักบุ้ง": 8}, rests=True))
    assert told(market, COLLEAGUE) == []


def test_who_has_blocked_us_or_is_alone_is_owed_nothing(market: Market) -> None:
    standing, other = colleagues(market)
    other.blocked_at = market.now
    pause(market, standing, standing.member, FRIDAY)
    assert told(market, COLLEAGUE) == []


def test_a_late_holiday_is_told_with_its_days_and_what_is_made(market: Market) -> None:
    standing = begin(market, rests=True)
    holiday(market, THURSDAY, SATURDAY)
    (news,) = market.letters(MINE, "standing_holiday")
    (mine,) = news["standing"]
    assert (news["closed"], mine["number"]) == (True, standing.number)
    assert mine["days"] == [FRIDAY.isoformat(), SATURDAY.isoformat()]
    assert [order["day"] for order in mine["made"]] == [THURSDAY.isoformat()]
    assert mine["made"][0]["until"] == cut_off(THURSDAY).isoformat()
    assert market.broken() == []


def test_an_order_that_was_cancelled_is_not_said_to_come_and_a_final_one_is(market: Market) -> None:
    standing = begin(market, rests=True)
    first, second = (day.order for day in standing.days)
    assert first
    assert second
    cancel_order(market.session, second.id, market.now)
    market.now = cut_off(WEDNESDAY)
    holiday(market, WEDNESDAY, THURSDAY)
    (news,) = market.letters(MINE, "standing_holiday")
    made = [(order["order"], order["until"]) for order in news["standing"][0]["made"]]
    assert made == [(first.number, None)]


def test_whom_it_does_not_concern_hears_nothing(market: Market) -> None:
    begin(market)
    begin(market, ELSEWHERE, "WEEKLY;BYDAY=MO", rests=True)
    holiday(market, THURSDAY, FRIDAY)
    holiday(market, THURSDAY, FRIDAY)
    assert market.letters(MINE, "standing_holiday") == []
    assert market.letters(ELSEWHERE, "standing_holiday") == []


def test_days_closed_already_are_not_told_twice(market: Market) -> None:
    begin(market, rests=True)
    holiday(market, FRIDAY, SATURDAY)
    holiday(market, FRIDAY, SATURDAY)
    assert len(market.letters(MINE, "standing_holiday")) == 1


def test_a_holiday_taken_back_is_told_with_the_days_that_come_again(market: Market) -> None:
    begin(market, rests=True)
    closed = holiday(market, FRIDAY, SATURDAY)
    closed.remove(market.session, market.now)
    _, back = market.letters(MINE, "standing_holiday")
    assert (back["closed"], back["standing"][0]["days"]) == (
        False,
        [FRIDAY.isoformat(), SATURDAY.isoformat()],
    )
    market.now = cut_off(FRIDAY) - timedelta(days=2)
    run(market)
    assert FRIDAY in days(market)
