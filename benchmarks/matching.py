"""Matching: time, memory, what is filled and at what cost, beside first come and beside a solver.

Each size is matched in a process of its own. The solver (OR-tools) gets every pair that fits as an
arc and takes a part of every line as welcome, so it is a bound where lines take all or nothing.
Without OR-tools its rows are missing and all others are measured. Times are of the processor.
The last row is what a buyer waits for: one line more, matched through the database.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TypeVar

from benchmarks import markets, newcomer
from benchmarks.figures import Row
from benchmarks.markets import Market
from models.matching import Grant, allocate

Thing = TypeVar("Thing")
# Seconds a size may take in all, and megabytes; as the issue asks.
AIMS = {10_000: (1.0, 2000), 100_000: (20.0, 2000)}


@dataclass(frozen=True, slots=True)
class Sizes:
    lots: Sequence[int] = (1_000, 10_000, 100_000)
    open_lines: int = 10_000


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    rows: list[Row] = []
    for size in sizes.lots:
        rows += _apart(size, seed)
    return [*rows, newcomer.run(seed, sizes.open_lines)]


def _apart(size: int, seed: int) -> list[Row]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(measure, (size, seed))


def measure(size: int, seed: int) -> list[Row]:
    """Every row for a market of so many lots and lines; ours first, for the memory is ours then."""
    market, strict = markets.draw(size, seed), markets.draw(size, seed, 0.1, markets.KG)
    before = _megabytes()
    ours, seconds = _timed(lambda: allocate(market.stocks, market.wishes).grants)
    memory = _megabytes() - before
    wholes, strict_seconds = _timed(lambda: allocate(strict.stocks, strict.wishes).grants)
    greedy, greedy_seconds = _timed(lambda: markets.first_come(market))
    name = f"{size:,} × {size:,}"
    return [
        _time(name, size, (seconds, strict_seconds, greedy_seconds), memory),
        _spread(name, market, ours, greedy),
        *(_beside(name, size, market, ours, wholes) if find_spec("ortools") else ()),
    ]


def _time(name: str, size: int, seconds: tuple[float, float, float], memory: float) -> Row:
    ours, strict, greedy = seconds
    figure = (
        f"{ours:.2f} s, {strict:.2f} s with wholes, + {memory:.0f} MB; first come {greedy:.2f} s"
    )
    if size not in AIMS:
        return Row(f"{name}, time", figure)
    most, megabytes = AIMS[size]
    met = max(ours, strict) <= most and memory <= megabytes
    return Row(f"{name}, time", figure, f"≤ {most:.0f} s, ≤ {megabytes / 1000:.0f} GB", met)


def _spread(name: str, market: Market, ours: list[Grant], greedy: list[Grant]) -> Row:
    figures = (_share(market, ours), markets.gini(market, ours), len(ours))
    theirs = (_share(market, greedy), markets.gini(market, greedy), len(greedy))
    told = "filled {:.2%}, Gini of the groups {:.3f}, {:,} parts".format
    return Row(f"{name}, beside first come", f"{told(*figures)}; first come {told(*theirs)}")


def _beside(
    name: str, size: int, market: Market, ours: list[Grant], wholes: list[Grant]
) -> list[Row]:
    (filled, cost), seconds = _timed(lambda: markets.optimum(market))
    mine, paid, strictly = _filled(ours), markets.cost_of(market, ours), _filled(wholes)
    return [
        Row(
            f"{name}, beside the solver",
            f"filled {mine / filled:.3%} of its, cost {paid / cost:.3%}; it took {seconds:.1f} s",
            "equal",
            (mine, paid) == (filled, cost),
        ),
        Row(
            f"{name}, a tenth all or nothing",
            f"filled {strictly / filled:.3%} of what parts would",
            "≥ 99.9 %" if size in AIMS else "",
            strictly >= 0.999 * filled if size in AIMS else None,
        ),
    ]


def _share(market: Market, grants: list[Grant]) -> float:
    return _filled(grants) / market.wanted


def _filled(grants: list[Grant]) -> int:
    return sum(grant.quantity for grant in grants)


def _timed(work: Callable[[], Thing]) -> tuple[Thing, float]:
    """Seconds of processor time: all of it runs in one thread, and other work on the machine does
    not count.
    """
    start = time.process_time()
    return work(), time.process_time() - start


def _megabytes() -> float:
    """The most this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
