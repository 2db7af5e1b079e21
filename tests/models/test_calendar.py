"""The market's days are Thailand's, whatever zone a time comes in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from models.base import UtcDateTime
from models.calendar import (
    ANSWER_WITHIN,
    BANGKOK,
    HEAR_BEFORE_CUT_OFF,
    SHORTEST_ANSWER,
    answer_by,
    cut_off,
    first_delivery_day,
    local_day,
)

TUESDAY = date(2026, 11, 24)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=BANGKOK)


DAY = timedelta(days=1)
NIGHT = timedelta(hours=10)


def test_the_day_changes_at_midnight_in_bangkok() -> None:
    assert local_day(datetime(2026, 11, 23, 16, 59, tzinfo=UTC)) == TUESDAY - timedelta(days=1)
    assert local_day(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) == TUESDAY


def test_orders_close_at_four_the_afternoon_before() -> None:
    assert cut_off(TUESDAY + timedelta(days=1)) == at(16)


def test_until_the_cut_off_tomorrow_can_be_ordered() -> None:
    assert first_delivery_day(at(15, 59)) == TUESDAY + timedelta(days=1)
    assert first_delivery_day(at(16)) == TUESDAY + timedelta(days=2)


def test_a_producer_has_two_hours_to_answer() -> None:
    assert answer_by(at(9), at(16)) == at(11)


@pytest.mark.parametrize(
    ("hour", "minute", "due"),
    [(2, 0, at(8)), (5, 59, at(8)), (6, 0, at(8)), (18, 0, at(20)), (19, 30, at(7, 30) + DAY),
     (20, 0, at(8) + DAY), (22, 30, at(8) + DAY)],
)  # fmt: skip
def test_the_two_hours_do_not_run_at_night(hour: int, minute: int, due: datetime) -> None:
    assert answer_by(at(hour, minute), at(16) + 2 * DAY) == due


def test_near_the_cut_off_the_answer_is_due_in_time_for_the_buyer() -> None:
    assert answer_by(at(14, 30), at(16)) == at(15, 30)


def test_a_producer_has_ten_minutes_at_least() -> None:
    assert answer_by(at(15, 25), at(16)) == at(15, 35)


def test_no_answer_is_due_after_the_cut_off() -> None:
    assert answer_by(at(15, 55), at(16)) == at(16)


@given(MOMENTS, st.integers(1, 10**6))
def test_an_answer_is_due_after_the_offer_and_by_the_cut_off(now: datetime, left: int) -> None:
    closes = now + timedelta(seconds=left)
    due = answer_by(now, closes)
    assert now < due <= closes
    assert due <= now + ANSWER_WITHIN + NIGHT
    assert due <= closes - HEAR_BEFORE_CUT_OFF or due <= now + SHORTEST_ANSWER


@given(MOMENTS)
def test_the_first_delivery_day_is_the_first_that_is_open(now: datetime) -> None:
    first = first_delivery_day(now)
    assert now < cut_off(first)
    assert now >= cut_off(first - timedelta(days=1))


@given(MOMENTS)
def test_a_stored_time_comes_back_the_same_and_in_utc(now: datetime) -> None:
    column, dialect = UtcDateTime(), sqlite.dialect()
    stored = column.process_bind_param(now.astimezone(BANGKOK), dialect)
    assert stored is not None
    assert column.process_result_value(stored.replace(tzinfo=None), dialect) == now


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 24), sqlite.dialect())
