"""The webhook: how many signed bodies a second it stores, beside line-bot-sdk's own sample.

Ours checks the signature, stores the event durably and rings a bell; the sample
(`benchmarks/sample.py`) parses and answers. Both run on the Procfile's server with its options, two
processes each, and take turns round by round. Every body is another event of another person. No
worker runs. "Half load" is an open loop: requests leave by the clock, and one that finds no free
connection is charged for the wait.
"""

from __future__ import annotations

import contextlib
import itertools
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import bodies, load
from benchmarks.figures import Row, milliseconds, ratio
from benchmarks.postgres import open_postgres
from benchmarks.stage import PRODUCTION, Stage, open_stage

CONNECTIONS = 64
# More than any of the three takes in; preparing them is not timed.
MOST_A_SECOND = 12_000
_SAMPLE = PRODUCTION["web"].replace("app:create_app()", "benchmarks.sample:create_app()")


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int = 4
    seconds: float = 1.5
    half_seconds: float = 4.0
    most_a_second: int = MOST_A_SECOND


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    with open_postgres() as server, _two_stages(server.create_database()) as (stage, other):
        doors = {
            "SQLite": stage.ports["PORT"],
            "PostgreSQL": other.ports["PORT"],
            "sample": stage.ports["OTHER_PORT"],
        }
        other.keys = stage.keys
        requests = bodies.requests(stage.keys.channel_secret, seed)
        speeds = _take_turns(doors, requests, sizes)
        rows = [_speed(name, speeds[name]) for name in doors]
        rows += [_beside(name, speeds) for name in ("SQLite", "PostgreSQL")]
        for name in ("SQLite", "PostgreSQL"):
            half = statistics.median(speeds[name]) / 2
            rows.append(_half_load(name, doors[name], requests, half, sizes))
    return rows


@contextlib.contextmanager
def _two_stages(postgres_url: str) -> Iterator[tuple[Stage, Stage]]:
    """Ours on SQLite with the sample at its side, and ours on PostgreSQL; one secret for all."""
    with open_stage() as stage, open_stage(postgres_url) as other:
        other.env["LINE_CHANNEL_SECRET"] = stage.keys.channel_secret
        for each in (stage, other):
            each.start_store()
            each.prepare()
            each.start_web()
        stage.start_web("sample", "OTHER_PORT", _SAMPLE)
        yield stage, other


def _take_turns(
    doors: dict[str, int], requests: Iterator[bytes], sizes: Sizes
) -> dict[str, list[float]]:
    speeds: dict[str, list[float]] = {name: [] for name in doors}
    for _ in range(sizes.rounds):
        for name, port in doors.items():
            some = list(itertools.islice(requests, int(sizes.seconds * sizes.most_a_second)))
            outcome = load.at_most(port, some, sizes.seconds, CONNECTIONS)
            _must_be_well(name, outcome)
            speeds[name].append(outcome.per_second)
    return speeds


def _half_load(name: str, port: int, requests: Iterator[bytes], rate: float, sizes: Sizes) -> Row:
    some = list(itertools.islice(requests, max(1, int(rate * sizes.half_seconds))))
    outcome = load.at_rate(port, some, rate, CONNECTIONS)
    _must_be_well(name, outcome)
    p50, p99 = (milliseconds(outcome.took, part) for part in (0.5, 0.99))
    what = f"{name}, half load ({rate:.0f}/s), p50 and p99"
    return Row(what, f"{p50:.1f} and {p99:.0f} ms", "p99 < 50 ms", p99 < 50)


def _must_be_well(name: str, outcome: load.Outcome) -> None:
    if outcome.refused:
        raise RuntimeError(f"{name} answered {outcome.statuses}")


def _speed(name: str, speeds: list[float]) -> Row:
    what = "the SDK's sample" if name == "sample" else name
    return Row(f"{what}, bodies a second", f"{statistics.median(speeds):,.0f}")


def _beside(name: str, speeds: dict[str, list[float]]) -> Row:
    share = ratio(speeds[name], speeds["sample"])
    if name == "SQLite":
        return Row(f"{name} beside the sample", f"{share:.2f}", "≥ 0.6", share >= 0.6)
    return Row(f"{name} beside the sample", f"{share:.2f}")
