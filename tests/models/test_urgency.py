"""What is sent at once, and what may wait for the evening's digest."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.urgency import may_wait_until

# Tuesday nine o'clock, and half past five in the afternoon, in Roi Et.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
TODAYS = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TOMORROWS = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def offers(*days: int) -> dict[str, Any]:
    return {"offers": [{"day": date(2026, 11, day).isoformat()} for day in days]}


def result(day: int, missing: int = 0) -> dict[str, Any]:
    lines = [{"missing": [0, "kg", "กก.", 1000]}, {"missing": [missing, "kg", "กก.", 1000]}]
    return {"day": date(2026, 11, day).isoformat(), "lines": lines, "first": False}


@pytest.mark.parametrize("kind", ["auto_accepted", "cancelled", "reduced"])
@pytest.mark.parametrize(
    ("days", "now", "until"),
    [
        ((26,), MORNING, TODAYS),
        ((26, 30), MORNING, TODAYS),
        ((25,), MORNING, MORNING),
        ((24,), MORNING, MORNING),
        ((30, 25), MORNING, MORNING),
        ((26,), EVENING, TOMORROWS),
        ((25,), EVENING, EVENING),
        ((26,), TODAYS, TOMORROWS),
    ],
)
def test_news_of_later_days_waits_for_the_digest(
    kind: str, days: tuple[int, ...], now: datetime, until: datetime
) -> None:
    assert may_wait_until(kind, offers(*days), now) == until


@pytest.mark.parametrize("kind", ["offer", "reminder"])
def test_what_must_be_answered_is_sent_at_once(kind: str) -> None:
    assert may_wait_until(kind, offers(30), MORNING) == MORNING


@pytest.mark.parametrize(
    "kind", ["newcomer", "approved", "refused", "reply", "wants_person", "standing_missed"]
)
def test_whom_somebody_waits_for_hears_at_once(kind: str) -> None:
    assert may_wait_until(kind, {"day": "2026-11-30"}, MORNING) == MORNING


def test_whoever_wrote_an_order_hears_its_first_result_at_once() -> None:
    first = {**result(26), "first": True}
    assert may_wait_until("order_result", first, MORNING) == MORNING
    made = {**first, "standing": "ST-0001"}
    assert may_wait_until("order_result", made, MORNING) == TODAYS


def test_that_all_will_come_may_wait_and_that_something_is_short_may_not() -> None:
    assert may_wait_until("order_result", result(26), MORNING) == TODAYS
    assert may_wait_until("order_result", result(25), MORNING) == MORNING
    assert may_wait_until("order_result", result(26, missing=1), MORNING) == MORNING


def test_staff_hear_of_silences_at_once_while_a_call_may_save_tomorrow() -> None:
    assert may_wait_until("silent", offers(25, 30), MORNING) == MORNING
    assert may_wait_until("silent", offers(30), MORNING) == TODAYS


def test_before_sunrise_of_the_next_day_the_digest_is_of_that_day() -> None:
    """Half past five in the morning of the 25th is still the 24th in UTC."""
    assert may_wait_until("silent", {}, datetime(2026, 11, 24, 22, 30, tzinfo=UTC)) == TOMORROWS


def test_a_holiday_that_is_near_is_told_at_once() -> None:
    assert may_wait_until("standing_holiday", {"first": "2026-11-25"}, MORNING) == MORNING
    assert may_wait_until("standing_holiday", {"first": "2026-12-07"}, MORNING) == TODAYS
