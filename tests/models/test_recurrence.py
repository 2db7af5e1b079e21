"""Our days are those of RFC 5545, judged by python-dateutil, which is independent of us."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from models.recurrence import WEEKDAYS, Rule, UnknownRule, days_of

INTERVALS = st.integers(1, 5).map(lambda n: f";INTERVAL={n}" if n > 1 else "")
BYDAY = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(
    lambda days: ";BYDAY=" + ",".join(day for day in WEEKDAYS if day in days)
)
MONTH_DAY = st.sampled_from([-1, *range(1, 32)]).map(lambda day: f";BYMONTHDAY={day}")
RULES = st.one_of(
    INTERVALS.map(lambda every: f"DAILY{every}"),
    st.tuples(INTERVALS, BYDAY).map(lambda parts: "WEEKLY" + "".join(parts)),
    st.tuples(INTERVALS, MONTH_DAY).map(lambda parts: "MONTHLY" + "".join(parts)),
)
STARTS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
HORIZON = timedelta(days=500)


@given(RULES, STARTS)
def test_the_days_are_those_of_an_independent_implementation(text: str, earliest: date) -> None:
    rule = Rule.read(text)
    first = rule.first_from(earliest)
    ours = [day for day in days_of(first, first + HORIZON) if rule.falls_on(day, first)]
    start = datetime.combine(first, time())
    theirs = rrulestr(f"RRULE:FREQ={text}", dtstart=start).between(start, start + HORIZON, inc=True)
    assert ours == [day.date() for day in theirs]


@given(RULES, STARTS)
def test_the_first_day_is_the_first_that_fits(text: str, earliest: date) -> None:
    rule = Rule.read(text)
    first = rule.first_from(earliest)
    assert rule.falls_on(first, first)
    assert not any(rule.falls_on(day, day) for day in days_of(earliest, first - timedelta(days=1)))


@given(RULES)
def test_a_rule_is_written_as_it_was_read(text: str) -> None:
    assert str(Rule.read(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "YEARLY",
        "WEEKLY",
        "WEEKLY;INTERVAL=2",
        "WEEKLY;BYDAY=XX",
        "WEEKLY;BYDAY=",
        "DAILY;BYDAY=MO",
        "DAILY;INTERVAL=0",
        "DAILY;INTERVAL=x",
        "DAILY;COUNT=3",
        "MONTHLY",
        "MONTHLY;BYMONTHDAY=0",
        "MONTHLY;BYMONTHDAY=32",
        "MONTHLY;BYDAY=MO;BYMONTHDAY=1",
    ],
)
def test_what_is_not_of_the_subset_is_refused(text: str) -> None:
    with pytest.raises(UnknownRule):
        Rule.read(text)


def test_a_month_without_its_day_is_left_out() -> None:
    rule, first = Rule.read("MONTHLY;BYMONTHDAY=31"), date(2026, 1, 31)
    found = [day for day in days_of(first, date(2026, 5, 31)) if rule.falls_on(day, first)]
    assert found == [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31)]
