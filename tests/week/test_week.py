"""A small week is lived through to its table, and the same seed gives the same one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from week.plan import draw_plan

ROOT = Path(__file__).parents[2]


def lived(seed: int, hashing: str) -> subprocess.CompletedProcess[str]:
    small = ["--seed", str(seed), "--kitchens", "4", "--days", "1"]
    return subprocess.run(
        [sys.executable, "-m", "week", *small],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashing},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def week() -> subprocess.CompletedProcess[str]:
    return lived(2, hashing="1")


def test_it_ends_with_the_table_and_an_unbroken_market(
    week: subprocess.CompletedProcess[str],
) -> None:
    assert (week.returncode, week.stderr) == (0, "")
    rows = {line[:44].strip(): line[44:].split() for line in week.stdout.splitlines()[2:]}
    assert rows["audit violations"] == ["0", "0"]
    assert rows["conversations broken off"] == ["0", "0"]
    assert int(rows["orders"][0]) >= 3
    assert rows["lines"][0] == rows["lines"][1]
    assert float(rows["filled, of the kilograms"][0].rstrip("%")) > 20
    assert int(rows["paid pushes"][0]) > 0


def test_the_same_seed_gives_the_same_table(week: subprocess.CompletedProcess[str]) -> None:
    assert lived(2, hashing="2").stdout == week.stdout


def test_another_seed_is_another_week() -> None:
    one, same, other = (draw_plan(seed, kitchens=5, days=2) for seed in (5, 5, 6))
    assert one == same
    assert one.orderings != other.orderings


def test_a_full_week_has_all_kinds_of_people() -> None:
    people = draw_plan(seed=1).people
    assert len(people.kitchens) == 40
    assert len({kitchen.place for kitchen in people.kitchens}) == 40
    assert {kitchen.kind for kitchen in people.kitchens} == {
        "hospital", "school", "hotel", "restaurant",
    }  # fmt: skip
    assert len({producer.group for producer in people.producers}) == 4
    assert 16 <= len(people.producers) <= 24
