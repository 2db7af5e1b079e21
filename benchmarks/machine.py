"""The circumstances a figure was measured under."""

from __future__ import annotations

import os
import platform
import tempfile
import time
from pathlib import Path

from benchmarks.figures import milliseconds

_SYNCS = 60


def circumstances(command: str) -> list[str]:
    """For a reader who wants to compare: an fsync is what durable storing waits for, and the load
    says whether the machine was ours alone."""
    load = os.getloadavg()[0]
    return [
        f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, `{command}`",
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        f"others' load when it began: {load:.1f}; an fdatasync: {_sync_ms():.1f} ms (median)",
    ]


def _sync_ms() -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = os.open(Path(folder) / "written", os.O_CREAT | os.O_WRONLY)
        took = [_sync(file) for _ in range(_SYNCS)]
        os.close(file)
    return milliseconds(took, 0.5)


def _sync(file: int) -> float:
    os.write(file, b"x" * 4096)
    start = time.perf_counter()
    os.fdatasync(file)
    return time.perf_counter() - start
