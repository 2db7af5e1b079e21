"""What a benchmark answers: rows for a table, and the arithmetic of figures."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """aim: what was asked for, '' for a figure that is only told; met: None without an aim."""

    what: str
    figure: str
    aim: str = ""
    met: bool | None = None


def percentile(values: Sequence[float], part: float) -> float:
    """*part* of 1 of the values are at or below it (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))]


def milliseconds(seconds: Sequence[float], part: float) -> float:
    return percentile(seconds, part) * 1000


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the rounds' ratios: what slows a machine for a while slows both sides."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
