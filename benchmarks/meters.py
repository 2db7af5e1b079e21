"""What the kernel says of processes: memory and processor time (proc(5))."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Memory:
    """MB. pss counts what processes share by its share."""

    rss: float
    pss: float


def group(leader: int) -> list[int]:
    """The processes of the group that *leader* leads."""
    return [pid for pid in _all() if _field(pid, 4) == str(leader)]


def memory(pid: int) -> Memory:
    kept = dict.fromkeys(("Rss", "Pss"), 0)
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in kept:
            kept[name] = int(value.split()[0])
    return Memory(kept["Rss"] / 1024, kept["Pss"] / 1024)


def processor_seconds(pids: Iterable[int]) -> float:
    return sum((int(_field(p, 13)) + int(_field(p, 14))) / _TICKS for p in pids)


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _field(pid: int, number: int) -> str:
    """Of /proc/PID/stat, counted from 0; '0' when the process has just ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "0"
    name_ends = stat.rindex(")")
    return ["", "", *stat[name_ends + 2 :].split()][number]
