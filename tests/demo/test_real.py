"""The demo with its real parts: what a newcomer gets from `make demo`."""

import os
import re
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.keys import kept_keys
from demo.places import ROOT, Places
from tests.demo.conftest import Demo
from tests.demo.phone import Phone

FARMER = "แม่บุญมี"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path / "var", ROOT / "Procfile.demo")
    yield demo
    demo.close()


def _parts(demo: Demo) -> list[int]:
    """Every process that was started with this demo's folder in its environment."""
    mark = f"DEMO_HOME={demo.home}\0".encode()
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if mark in _env(folder)]


def _env(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return b""


def _sessions(messages: list[Any]) -> set[str]:
    """The conversations that the buttons under these messages belong to."""
    return set(re.findall(r"\bs=(\w+)", str(messages)))


def test_a_conversation_goes_on_where_the_demo_was_stopped(real: Demo) -> None:
    process, address = real.open()
    phone = Phone(address, FARMER)
    phone.say("ขายของ")
    asked = phone.say("ผักบุ้ง")
    real.end(process)
    _, address = real.open()
    answered = Phone(address, FARMER).say("20 กิโล")
    assert "กก.ละ" in str(answered)
    assert _sessions(answered) == _sessions(asked) != set()


def test_each_phone_gets_the_menu_of_its_role(real: Demo) -> None:
    _, address = real.open()
    deadline = time.monotonic() + 60
    wanted = {FARMER: "producer", "คุณอรุณี": "buyer", "น้องฝ้าย": "staff", "ลุงสมัย": "guest"}
    while (seen := {name: Phone(address, name).menu() for name in wanted}) != wanted:
        assert time.monotonic() < deadline, seen


def test_the_database_is_there_for_the_worker_and_the_clock(real: Demo) -> None:
    process, address = real.open()
    Phone(address, FARMER).say("สวัสดี")
    real.end(process)
    assert (real.home / "market.sqlite3").exists()
    logs = {log.name: log.read_text() for log in (real.home / "log").iterdir()}
    assert not [text for text in logs.values() if "Traceback" in text]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_real_part_outlives_the_launcher(real: Demo, number: int) -> None:
    process, _ = real.open()
    handles = [os.pidfd_open(pid) for pid in _parts(real)]
    assert len(handles) >= 5
    real.end(process, number)
    for handle in handles:
        assert select.select([handle], [], [], 20)[0]
        os.close(handle)
    assert not _parts(real)


def test_no_command_line_shows_the_channels_secret_or_token(real: Demo) -> None:
    real.open()
    keys = kept_keys(Places(real.home).keys)
    seen = b"".join(Path(f"/proc/{each}/cmdline").read_bytes() for each in _parts(real))
    assert b"simulator" in seen
    assert keys.channel_secret.encode() not in seen
    assert keys.channel_access_token.encode() not in seen
