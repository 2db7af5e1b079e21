"""Processes that are killed, stopped and started again, as the process manager does it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from torture.process import Process
from torture.supervisor import Supervisor, until

SLEEPER = "exec sleep 60"
FAMILY = "sleep 61 & sleep 62 & wait"


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    supervisor = Supervisor()
    yield supervisor
    supervisor.end(last=())


def part(folder: Path, command: str = SLEEPER, name: str = "worker.1") -> Process:
    return Process(name, command, dict(os.environ), folder / f"{name}.log")


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_kill_takes_the_whole_group(supervisor: Supervisor, tmp_path: Path) -> None:
    family = part(tmp_path, FAMILY)
    supervisor.add(family)
    assert until(lambda: len(family.children()) == 2, 5)
    children = family.children()
    family.kill()
    assert until(lambda: family.status == -signal.SIGKILL, 5)
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 5)


def test_what_dies_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    sleeper = part(tmp_path)
    supervisor.add(sleeper)
    supervisor.watch()
    first = sleeper.pid
    supervisor.expect("worker.1")
    sleeper.kill()
    assert until(lambda: sleeper.starts == 2 and sleeper.status is None, 5)
    assert sleeper.pid != first
    assert not supervisor.fell


def test_an_end_nobody_asked_for_is_noted_with_its_last_words(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.add(part(tmp_path, "echo out of rice; exit 3"))
    supervisor.watch()
    assert until(lambda: supervisor.fell["worker.1"] > 0, 5)
    assert "out of rice" in supervisor.words[0]
    assert "(3)" in supervisor.words[0]


def test_a_stopped_process_ends_all_the_same(supervisor: Supervisor, tmp_path: Path) -> None:
    sleeper = part(tmp_path)
    supervisor.add(sleeper)
    assert until(lambda: state(sleeper.pid) == "S", 5)
    sleeper.send(signal.SIGSTOP)
    assert until(lambda: state(sleeper.pid) == "T", 5)
    sleeper.end()
    assert sleeper.status == -signal.SIGTERM
