"""`python -m benchmarks [NAME…]`: measure, print, and write the table into docs/performance.md."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence

from benchmarks import (
    broadcast,
    burst,
    footprint,
    machine,
    matching,
    page,
    paid,
    reading,
    reserving,
    talking,
    webhook,
)
from benchmarks.figures import Row
from demo.places import ROOT

BENCHMARKS: dict[str, Callable[[int], Sequence[Row]]] = {
    "webhook": webhook.run,
    "talking": talking.run,
    "burst": burst.run,
    "reserving": reserving.run,
    "matching": matching.run,
    "paid": paid.run,
    "broadcast": broadcast.run,
    "footprint": footprint.run,
    "reading": reading.run,
}
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    arguments = _parser().parse_args()
    names = arguments.name or list(BENCHMARKS)
    command = f"python -m benchmarks {' '.join(names)} --seed {arguments.seed}"
    circumstances = machine.circumstances(command)
    failed: list[str] = []
    results = {name: _run(name, arguments.seed, failed) for name in names}
    text = page.table(circumstances, results)
    print(text)
    if not arguments.name:
        page.write(PAGE, text)
    return 1 if failed else 0


def _run(name: str, seed: int, failed: list[str]) -> Sequence[Row]:
    start = time.perf_counter()
    rows = _rows(name, seed, failed)
    print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return rows


def _rows(name: str, seed: int, failed: list[str]) -> Sequence[Row]:
    """A benchmark that failed must not cost the others their figures."""
    try:
        return BENCHMARKS[name](seed)
    except Exception as error:
        traceback.print_exc()
        failed.append(name)
        return [
            Row("no figure", f"{type(error).__name__}: {error}".replace("|", "/"), "one", False)
        ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
