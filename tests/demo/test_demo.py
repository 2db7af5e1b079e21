"""The demo as a whole: what it prints, ends, refuses and leaves behind."""

import contextlib
import os
import re
import select
import signal
import stat
import urllib.request
from collections.abc import Iterator

import pytest
import redis

from tests.demo.conftest import Demo, is_alive


def _wait_until_gone(pids: list[int]) -> None:
    """Wait for processes that aren't our children; TimeoutError names who stays."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            if not select.select([handle], [], [], 10)[0]:
                raise TimeoutError(f"process {pid} stays")
            os.close(handle)


@contextlib.contextmanager
def _store(demo: Demo) -> Iterator["redis.Redis"]:
    """The running demo's Valkey, found by where its log says it listens."""
    log = (demo.home / "log" / "valkey.log").read_text()
    port = int(re.findall(r"port=(\d+)", log)[0])
    with redis.Redis(port=port, decode_responses=True) as client:
        yield client


def _all_pids(demo: Demo) -> list[int]:
    with _store(demo) as client:
        return [*demo.noted(), client.info("server")["process_id"]]


def test_it_prints_the_address_of_the_phones_once_they_answer(demo: Demo) -> None:
    process, address = demo.open()
    assert urllib.request.urlopen(f"{address}/phones").status == 200
    _, rest = demo.end(process)
    assert "Open" not in rest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_and_is_no_failure(demo: Demo, number: int) -> None:
    process, _ = demo.open()
    pids = _all_pids(demo)
    assert len(pids) == 9
    assert all(is_alive(pid) for pid in pids)
    status, _ = demo.end(process, number)
    assert status == 0
    assert not any(is_alive(pid) for pid in pids)


def test_menus_that_fail_are_said_and_the_demo_goes_on(demo: Demo) -> None:
    (demo.home / "end-menus").touch()
    process, address = demo.open()
    assert process.stdout
    for line in process.stdout:
        if line.startswith("The menus"):
            break
    assert "menus.log" in line
    assert urllib.request.urlopen(f"{address}/phones").status == 200
    assert demo.end(process)[0] == 0


def test_killing_the_launcher_leaves_no_part_behind(demo: Demo) -> None:
    process, _ = demo.open()
    pids = _all_pids(demo)
    demo.end(process, signal.SIGKILL)
    _wait_until_gone(pids)


def test_the_death_of_one_part_ends_all_and_is_told_with_its_last_words(demo: Demo) -> None:
    process, _ = demo.open()
    pids = _all_pids(demo)
    worker = int((demo.home / "pids" / "worker").read_text().split()[0])
    (demo.home / "log" / "worker.log").write_text("the last thing it did\n")
    os.kill(worker, signal.SIGKILL)
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "worker has ended" in printed
    assert "the last thing it did" in printed
    assert not any(is_alive(pid) for pid in pids)


def test_a_part_that_ends_at_once_fails_the_start(demo: Demo) -> None:
    (demo.home / "end-clock").touch()
    status, printed = demo.run()
    assert status == 1
    assert "clock found a reason to end" in printed
    assert not any(is_alive(pid) for pid in demo.noted(count=0))


def test_a_database_that_cannot_be_made_fails_the_start_and_is_tried_again(demo: Demo) -> None:
    (demo.home / "end-release").touch()
    status, printed = demo.run()
    assert status == 1
    assert "release has ended" in printed
    (demo.home / "end-release").unlink()
    demo.open()
    assert (demo.home / "released").read_text() == "migrated\n" * 2


def test_a_second_start_finds_what_the_first_kept(demo: Demo) -> None:
    process, _ = demo.open()
    with _store(demo) as client:
        client.set("conversation", "halfway")
    keys = (demo.home / "demo.json").read_text()
    demo.end(process)
    demo.open()
    with _store(demo) as client:
        assert client.get("conversation") == "halfway"
    assert (demo.home / "demo.json").read_text() == keys


def test_the_database_is_prepared_only_once(demo: Demo) -> None:
    for _ in range(2):
        process, _ = demo.open()
        (demo.home / "market.sqlite3").touch()
        demo.end(process)
    assert (demo.home / "released").read_text() == "migrated\n"


def test_the_channel_keys_are_the_owners_alone(demo: Demo) -> None:
    demo.open()
    assert stat.S_IMODE((demo.home / "demo.json").stat().st_mode) == 0o600


def test_two_demos_in_one_folder_are_refused_and_the_first_runs_on(demo: Demo) -> None:
    process, address = demo.open()
    status, printed = demo.run()
    assert status == 1
    assert f"already running here (process {process.pid})" in printed
    assert urllib.request.urlopen(f"{address}/phones").status == 200


def test_a_taken_port_is_stepped_over(demo: Demo) -> None:
    _, first = demo.open()
    other = Demo(demo.home.with_name("other"), demo.home.with_name("Procfile"))
    try:
        _, second = other.open()
        assert first != second
    finally:
        other.close()


def test_reset_is_refused_while_the_demo_runs(demo: Demo) -> None:
    demo.open()
    status, printed = demo.run("--reset")
    assert status == 1
    assert "already running" in printed
    assert (demo.home / "demo.json").exists()


def test_reset_forgets_the_demo_and_nothing_else(demo: Demo) -> None:
    process, _ = demo.open()
    demo.end(process)
    (demo.home / "market.sqlite3-wal").touch()
    (demo.home / "mine.txt").write_text("kept")
    status, _ = demo.run("--reset")
    assert status == 0
    left = {path.name for path in demo.home.iterdir()}
    assert left == {"mine.txt", "demo.lock", "released", "pids"}
