"""What a bug in making standing orders would leave in the database, for test_audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import delete, select, update

from models.order import Order
from models.outbox import Letter
from models.standing.changing import end_standing
from models.standing.days import StandingDay, StandingPause
from models.standing.order import StandingOrder
from tests.models.market import TOMORROW, Market
from tests.models.standing import begin, holiday, run

Break = Callable[[Market], None]


def decided(market: Market, rests: bool = False) -> StandingDay:
    """The first day of a standing order, made into an order at its beginning."""
    begin(market, rests=rests)
    return market.session.scalars(select(StandingDay).order_by(StandingDay.id)).all()[0]


def not_a_day_of_its_terms(market: Market) -> None:
    day = decided(market)
    day.terms = {**day.terms, "rule": "MONTHLY;BYMONTHDAY=1"}


def after_its_last_day(market: Market) -> None:
    day = decided(market)
    last = (day.delivery_day - timedelta(days=1)).isoformat()
    day.terms = {**day.terms, "last": last}


def after_it_had_ended(market: Market) -> None:
    day = decided(market)
    day.standing.ended_at = market.now - timedelta(minutes=1)


def while_paused(market: Market) -> None:
    day = decided(market)
    before = market.now - timedelta(minutes=1)
    pause = StandingPause(
        standing_id=day.standing_id, first_day=TOMORROW, last_day=TOMORROW, paused_at=before
    )
    market.session.add(pause)


def on_a_holiday(market: Market) -> None:
    day = decided(market, rests=True)
    closed = holiday(market, day.delivery_day, day.delivery_day)
    closed.added_at = market.now - timedelta(minutes=1)


def for_another_kitchen(market: Market) -> None:
    order = decided(market).order
    assert order is not None
    order.buyer_id = market.member("เชฟต้น").buyer_id or 0


def for_another_day(market: Market) -> None:
    made = decided(market)
    market.session.execute(
        update(Order)
        .where(Order.id == made.order_id)
        .values(delivery_day=made.delivery_day + timedelta(days=9))
    )


def too_early(market: Market) -> None:
    day = decided(market)
    assert day.order is not None
    day.order.placed_at -= timedelta(days=9)


def missed_while_there_was_time(market: Market) -> None:
    day = decided(market)
    day.order = None


def missed_and_never_told(market: Market) -> None:
    begin(market)
    market.later(days=5)
    run(market)
    market.session.execute(delete(Letter).where(Letter.kind == "standing_missed"))


def told_as_missed_and_made(market: Market) -> None:
    day = decided(market)
    facts = {"missed": [{"id": day.id, "standing": "ST-1", "day": "2026-11-25", "goods": []}]}
    Letter.owe(
        market.session, day.standing.member_id, "standing_missed", facts, "missed:x", market.now
    )


def told_twice(market: Market) -> None:
    standing = begin(market)
    colleague = market.member("เชฟต้น")
    colleague.buyer_id = standing.buyer_id
    end_standing(market.session, standing.id, standing.member, market.now)
    sent = market.session.scalars(select(Letter).where(Letter.kind == "standing_by_colleague"))
    letter = sent.one()
    letter.member_id = standing.member_id


def made_although_it_falls_out(market: Market) -> None:
    standing = begin(market, rests=True)
    closed = holiday(market, TOMORROW + timedelta(days=2), TOMORROW + timedelta(days=2))
    closed.added_at = market.now - timedelta(minutes=1)
    twin = decided_again(standing, closed.first_day)
    market.session.add(twin)


def decided_again(standing: StandingOrder, day: date) -> StandingDay:
    first = standing.days[0]
    return StandingDay(
        standing=standing,
        delivery_day=day,
        terms=first.terms,
        decided_at=first.decided_at,
        closes_at=first.closes_at,
    )


STANDING_BREAKS: list[tuple[str, Break]] = [
    ("colleagues_are_told_once", told_twice),
    ("closed_days_are_not_made", made_although_it_falls_out),
    ("standing_days_are_due", not_a_day_of_its_terms),
    ("standing_days_are_due", after_its_last_day),
    ("standing_days_are_due", after_it_had_ended),
    ("standing_orders_rest", while_paused),
    ("standing_orders_rest", on_a_holiday),
    ("standing_orders_are_as_wanted", for_another_kitchen),
    ("standing_orders_are_as_wanted", for_another_day),
    ("standing_orders_are_as_wanted", too_early),
    ("standing_orders_are_as_wanted", missed_while_there_was_time),
    ("missed_days_are_told_once", missed_and_never_told),
    ("missed_days_are_told_once", told_as_missed_and_made),
]
