"""`python -m simulator`, as the demo starts it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from tests.simulator.fake_bot import FakeBot
from tests.simulator.harness import BOONMEE, CHANNEL_ID, SECRET, TOKEN, Clock, Line

UID = BOONMEE["user_id"]
CHANNEL = {
    "LINE_CHANNEL_SECRET": SECRET,
    "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
    "LINE_CHANNEL_ID": CHANNEL_ID,
}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def _started(folder: Path, bot: FakeBot) -> Iterator[tuple[Line, subprocess.Popen[bytes]]]:
    people = folder / "people.json"
    people.write_text(json.dumps([BOONMEE]), encoding="utf-8")
    port = _free_port()
    arguments = {
        "port": port,
        "people": people,
        "data": folder / "world.sqlite3",
        "webhook": bot.url,
    }
    listed = [text for name, value in arguments.items() for text in (f"--{name}", str(value))]
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", *listed], env={**os.environ, **CHANNEL}
    )
    try:
        line = Line(f"http://127.0.0.1:{port}", bot, Clock())
        _wait_until_it_answers(line)
        yield line, process
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def _wait_until_it_answers(line: Line) -> None:
    patient = urllib3.Retry(total=300, backoff_factor=0.02, backoff_max=0.1)
    urllib3.PoolManager(retries=patient).request("GET", f"{line.url}/idle")


def test_it_carries_messages_and_continues_after_a_restart(tmp_path: Path) -> None:
    with FakeBot.listening() as bot:
        with _started(tmp_path, bot) as (line, _):
            line.say(UID, "สวัสดี")
            [event] = bot.wait_for_events(1)
            assert line.reply(event["replyToken"], "สวัสดีค่ะ").status == 200
        with _started(tmp_path, bot) as (line, _):
            texts = [bubble["message"]["text"] for bubble in line.phone(UID)["messages"]]
            assert texts == ["สวัสดี", "สวัสดีค่ะ"]


def test_a_dropped_connection_gives_no_answer_under_gunicorn_either(tmp_path: Path) -> None:
    with FakeBot.listening() as bot, _started(tmp_path, bot) as (line, _):
        line.faults(api_drop_after_accept_next=1)
        with pytest.raises(urllib3.exceptions.ProtocolError):
            line.push(UID, "ข่าวดีค่ะ")
        assert len(line.wait(UID)) == 1


def test_it_stops_at_once_though_a_page_is_open(tmp_path: Path) -> None:
    with FakeBot.listening() as bot, _started(tmp_path, bot) as (line, process):
        opened = urllib3.PoolManager().request("GET", f"{line.url}/events", preload_content=False)
        assert opened.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0


def test_it_says_what_it_lacks_of_the_channel(tmp_path: Path) -> None:
    people = tmp_path / "people.json"
    people.write_text("[]", encoding="utf-8")
    unset = {name: value for name, value in os.environ.items() if name not in CHANNEL}
    call = [sys.executable, "-m", "simulator", "--port", "1", "--people", str(people)]
    done = subprocess.run(call, env=unset, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--secret, --token, --channel-id" in done.stderr
