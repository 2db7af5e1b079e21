"""Each benchmark still runs and measures something, at the smallest sizes; no figure is judged."""

import re
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import (
    broadcast,
    burst,
    footprint,
    matching,
    page,
    paid,
    reserving,
    talking,
    webhook,
)
from benchmarks.figures import Row, ratio


def numbers(rows: list[Row]) -> list[float]:
    found = (re.search(r"\d+(\.\d+)?", row.figure) for row in rows)
    return [float(match.group()) for match in found if match]


@pytest.mark.postgres
def test_webhook() -> None:
    sizes = webhook.Sizes(rounds=1, seconds=0.2, half_seconds=0.2)
    rows = webhook.run(1, sizes)
    assert len(numbers(rows)) == len(rows) == 7
    assert min(numbers(rows)) > 0


def test_talking() -> None:
    rows = talking.run(1, talking.Sizes(people=4, messages=8, rate=40))
    assert min(numbers(rows)) > 0


def test_burst() -> None:
    rows = burst.run(1, burst.Sizes(people=5))
    assert numbers(rows)[0] > 0
    assert rows[0].what.startswith("20 messages of 5 people")


@pytest.mark.postgres
def test_reserving() -> None:
    rows = reserving.run(1, reserving.Sizes(rounds=1, orders=8, many=(2, 2)))
    assert len(rows) == 4
    assert min(numbers(rows)) > 0


def test_matching() -> None:
    rows = matching.run(1, matching.Sizes(lots=(200,), open_lines=200))
    assert min(numbers(rows)) >= 0
    assert "filled" in rows[1].figure and rows[-1].what == "one line more among 200"


def test_paid() -> None:
    rows = paid.run(1, paid.Sizes(kitchens=1))
    assert [row.figure for row in rows] == ["3 for 1 orders: 3.00 each"] * 2


def test_broadcast() -> None:
    rows = broadcast.run(1, broadcast.Sizes(people=1100, kills=1))
    assert [row.met for row in rows] == [None, True, True, True]


def test_footprint() -> None:
    rows = footprint.run(1, footprint.Sizes(demo=False))
    assert [row.what for row in rows] == ["simulator", "web", "worker", "clock"]
    assert min(numbers(rows)) > 0


def test_a_ratio_is_of_rounds_that_ran_side_by_side() -> None:
    assert ratio([10, 1, 20], [10, 1, 10]) == 1


def test_the_page_keeps_what_stands_around_its_table(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n")
    page.write(path, page.table(["here"], {"paid": [Row("a day", "3", "≤ 3", True)]}))
    text = path.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n")
    assert "old" not in text
    assert "| paid | a day | 3 | ≤ 3 | met |" in text


def test_a_benchmark_that_fails_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(seed: int) -> list[Row]:
        raise RuntimeError("a bug")

    monkeypatch.setitem(command.BENCHMARKS, "paid", fails)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "paid"])
    assert command.main() == 1
    assert "RuntimeError: a bug" in capsys.readouterr().out
