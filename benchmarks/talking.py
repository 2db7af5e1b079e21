"""A message to its answer, through everything: from a finger on a phone of the simulator over the
webhook and a worker back to the bubble on that phone.

Two workers, the Procfile's web process, SQLite, and simulator, Valkey and the load generator on the
same cores. Messages leave by the clock, twenty a second; everybody writes every three seconds.
The processor time of each part is told along: unlike a latency it hardly depends on who else uses
the machine.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import crowd, load
from benchmarks.figures import Row, milliseconds
from benchmarks.stage import Stage, open_stage

WORKERS = 2
CONNECTIONS = 32
_PATIENCE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Sizes:
    people: int = 60
    messages: int = 480
    rate: float = 20.0


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    with open_market(sizes.people) as (stage, phones):
        users = itertools.cycle(crowd.user_ids(sizes.people))
        said = [
            (user, crowd.SAYINGS[(seed + number // sizes.people) % len(crowd.SAYINGS)])
            for number, user in zip(range(sizes.messages), users, strict=False)
        ]
        before, start = stage.processor_seconds(), time.perf_counter()
        typing = [crowd.typing(user, text) for user, text in said]
        load.at_rate(stage.ports["SIMULATOR_PORT"], typing, sizes.rate, CONNECTIONS)
        await_all(phones, sizes.messages)
        spent = {n: s - before[n] for n, s in stage.processor_seconds().items()}
        asked = [(user, start + n / sizes.rate) for n, (user, _) in enumerate(said)]
        waits = crowd.waits(phones, asked)
    p50, p99 = milliseconds(waits, 0.5), milliseconds(waits, 0.99)
    return [
        Row(f"at {sizes.rate:.0f} messages a second, p50", f"{p50:.0f} ms", "≤ 40 ms", p50 <= 40),
        Row(f"at {sizes.rate:.0f} messages a second, p99", f"{p99:.0f} ms", "≤ 200 ms", p99 <= 200),
        spent_row(spent, sizes.messages),
    ]


@contextmanager
def open_market(people: int) -> Iterator[tuple[Stage, crowd.Phones]]:
    """Everything runs and is warm: every person has been answered once."""
    with open_stage() as stage:
        stage.start_store()
        stage.prepare()
        crowd.enrol(stage.env["DATABASE_URL"], people)
        stage.start_web()
        stage.start_simulator(crowd.write_people(stage.places.home / "people.json", people))
        stage.start_workers(WORKERS)
        port = stage.ports["SIMULATOR_PORT"]
        phones = crowd.Phones(port)
        users = crowd.user_ids(people)
        load.at_rate(port, [crowd.typing(u, crowd.SAYINGS[0]) for u in users], 50, CONNECTIONS)
        await_all(phones, people)
        phones.shown.clear()
        yield stage, phones
        phones.close()


def await_all(phones: crowd.Phones, number: int) -> None:
    if not phones.wait_for(number, _PATIENCE_SECONDS):
        raise RuntimeError(f"{phones.total} of {number} messages were answered")


def spent_row(spent: dict[str, float], messages: int) -> Row:
    parts = ", ".join(f"{name} {s / messages * 1000:.1f}" for name, s in _merged(spent).items())
    total = sum(spent.values()) / messages * 1000
    return Row("processor time a message", f"{total:.0f} ms ({parts})")


def _merged(spent: dict[str, float]) -> dict[str, float]:
    workers = sum(s for name, s in spent.items() if name.startswith("worker"))
    others = {name: s for name, s in spent.items() if not name.startswith("worker")}
    return others | {"workers": workers}
