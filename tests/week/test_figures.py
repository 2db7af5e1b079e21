"""The measure of spread, and the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from week.figures import Figures, gini
from week.table import table


@pytest.mark.parametrize(
    ("values", "spread"),
    [([1, 1, 1, 1], 0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25), ([0, 0], 0), ([], 0)],
)
def test_the_spread_of_incomes(values: list[float], spread: float) -> None:
    assert gini(values) == pytest.approx(spread)


FIGURES = Figures(
    orders=4,
    lines=10,
    full=7,
    asked={"กก.": 200_000, "ขวด": 10_000, "ชิ้น": 30_000},
    got={"กก.": 150_000, "ขวด": 10_000},
    paid_for=450_000,
    shares=[0.5, 1.0],
    incomes=[0.5, 0.5],
    group_incomes=[0.5],
    answers={"accepted": 8, "lapsed": 2},
    parts=1,
    silences=0,
    standing_orders=2,
    paid=10,
    replies=30,
    said=31,
    broken=[],
    violations=[],
)


def test_the_table_sets_both_ways_side_by_side() -> None:
    lines = table(FIGURES, replace(FIGURES, full=5, paid=12)).splitlines()
    rows = {line[:44].strip(): line[44:].split() for line in lines}
    assert rows["lines served in full"] == ["70.0%", "50.0%"]
    assert rows["filled, of the kilograms"] == ["75.0%", "75.0%"]
    assert rows["filled, of pieces and packs"] == ["25.0%", "25.0%"]
    assert rows["cost, baht per kg"] == ["30.00", "30.00"]
    assert rows["paid pushes per order"] == ["2.50", "3.00"]
    assert rows["  lapsed".strip()] == ["2", "2"]
    assert len({len(line) for line in lines}) == 1
