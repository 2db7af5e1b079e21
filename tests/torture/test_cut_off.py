"""The cut-off lies in the middle of the trouble, whenever the torture starts."""

from datetime import UTC, datetime, timedelta

import pytest

from torture.cut_off import as_rule, next_cut_off, wait_for

START = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("second", range(0, 60, 7))
@pytest.mark.parametrize("seconds", [27.0, 45.0, 600.0])
def test_a_full_minute_lies_within_the_trouble(second: int, seconds: float) -> None:
    now = START + timedelta(seconds=second)
    cut_off = next_cut_off(now, seconds)
    begin = now + timedelta(seconds=wait_for(cut_off, now, seconds))
    assert cut_off.second == 0
    assert 0.3 * seconds <= (cut_off - begin).total_seconds() <= 0.8 * seconds
    assert begin - now < timedelta(minutes=1)


def test_it_is_told_in_the_time_people_live_by() -> None:
    assert as_rule(START)[-2:] == ["--closes", "18:30"]
