"""Real processes for tests: started together, each with nothing of its parent but its arguments."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from typing import Any

# Imported once by the process that the others are forked from; none of them opens anything.
_HEAVY = ["__main__", "app", "jobs.work", "bot.line", "tests.invariants.traders"]


def start(target: Callable[..., None], arguments: Sequence[tuple[Any, ...]]) -> list[BaseProcess]:
    """One process for each tuple of arguments."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_HEAVY)
    processes = [context.Process(target=target, args=each, daemon=True) for each in arguments]
    for process in processes:
        process.start()
    return list(processes)


def barrier(parties: int) -> Barrier:
    """Where processes wait for each other."""
    return multiprocessing.get_context("forkserver").Barrier(parties)


def run_together(target: Callable[..., None], arguments: Sequence[tuple[Any, ...]]) -> None:
    """Run them all to their end; fails when one of them did (its traceback is on stderr)."""
    exits = [_exit(process) for process in start(target, arguments)]
    assert exits == [0] * len(arguments)


def _exit(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode
