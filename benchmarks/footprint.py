"""Memory and start-up of each process, and how long `make demo` takes to its first page.

Memory is read (/proc/PID/smaps_rollup) after everybody has been answered once: RSS is what a
process has in memory, PSS counts what the two web processes share by its share. A start-up is from
the command to the first thing it answers; a worker answers when it has registered with RQ. `make
demo` is measured warm: set up and filled once before, then from the command to the phones' page.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from rq import Worker

from benchmarks import crowd, load, meters
from benchmarks.figures import Row
from benchmarks.stage import Stage, open_stage
from demo.places import ROOT

_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Sizes:
    demo: bool = True


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    with open_stage() as stage:
        starts = _start_one_by_one(stage)
        _talk(stage)
        rows = [_row(stage, name, seconds) for name, seconds in starts.items()]
    if sizes.demo:
        rows.append(Row("`make demo` to its first page, warm", f"{_demo_seconds():.1f} s"))
    return rows


def _start_one_by_one(stage: Stage) -> dict[str, float]:
    """Seconds for each, with nothing else starting meanwhile."""
    redis = Redis.from_url(stage.env["REDIS_URL"])
    people = stage.places.home / "people.json"
    stage.start_store()
    stage.prepare()
    crowd.enrol(stage.env["DATABASE_URL"], _PEOPLE)
    return {
        "simulator": _timed(lambda: stage.start_simulator(crowd.write_people(people, _PEOPLE))),
        "web": _timed(stage.start_web),
        "worker1": _timed(lambda: _start_worker(stage, redis)),
        "clock": _timed(lambda: _start_clock(stage, redis)),
    }


def _start_worker(stage: Stage, redis: Redis) -> None:
    stage.start_workers(1)
    stage.until("worker1", lambda: bool(Worker.count(connection=redis)))


def _start_clock(stage: Stage, redis: Redis) -> None:
    """It rings once at its start."""
    stage.start_clock()
    stage.until("clock", lambda: bool(redis.keys("rq:cron*")))


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _talk(stage: Stage) -> None:
    port = stage.ports["SIMULATOR_PORT"]
    phones = crowd.Phones(port)
    said = [crowd.typing(user, text) for text in crowd.SAYINGS for user in crowd.user_ids(_PEOPLE)]
    load.at_rate(port, said, 40, 8)
    if not phones.wait_for(len(said), 60):
        raise RuntimeError(f"{phones.total} of {len(said)} messages were answered")
    phones.close()


def _row(stage: Stage, name: str, seconds: float) -> Row:
    used = [meters.memory(pid) for pid in meters.group(stage.parts[name].pid)]
    rss, pss = (sum(getattr(m, kind) for m in used) for kind in ("rss", "pss"))
    processes = f"{len(used)} processes" if len(used) > 1 else "1 process"
    figure = f"RSS {rss:.0f} MB, PSS {pss:.0f} MB ({processes}); started in {seconds:.1f} s"
    return Row(name.rstrip("1"), figure)


def _demo_seconds() -> float:
    with tempfile.TemporaryDirectory(prefix="bench-demo-") as folder:
        with _demo(Path(folder)):
            """It is made and filled."""
        start = time.perf_counter()
        with _demo(Path(folder)):
            return time.perf_counter() - start


@contextlib.contextmanager
def _demo(folder: Path) -> Iterator[None]:
    """Running, with its page answered."""
    process = subprocess.Popen(
        [sys.executable, "-m", "demo", "--var", str(folder)],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Open "):
                break
        else:
            raise RuntimeError("the demo has not started")
        yield
    finally:
        process.terminate()
        process.communicate()
