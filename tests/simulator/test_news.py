"""Server-sent events: what happens is told as it happens, and what was missed comes first."""

import io
import json
from typing import IO, Any, cast

import urllib3

from tests.simulator.harness import BOONMEE, Line

UID = BOONMEE["user_id"]


class _News:
    """An open event stream. Its headers come with its first line: nothing after is missed."""

    def __init__(self, line: Line, **headers: str) -> None:
        http = urllib3.PoolManager(retries=False)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._opened = http.request(
            "GET", f"{line.url}/events", headers=named, preload_content=False, timeout=10
        )
        assert self._opened.headers["Content-Type"].startswith("text/event-stream")
        self._lines = io.TextIOWrapper(cast(IO[bytes], self._opened), encoding="utf-8")

    def next(self, kind: str) -> tuple[str, dict[str, Any]]:
        """The id and data of the next event of that type."""
        number = ""
        for read in self._lines:
            name, _, value = read.strip().partition(": ")
            number = value if name == "id" else number
            if name == "data" and json.loads(value)["type"] == kind:
                return number, json.loads(value)
        raise AssertionError(f"no {kind} came")


def test_news_arrive_live(line: Line) -> None:
    news = _News(line)
    line.push(UID, "สวัสดีค่ะ")
    _, event = news.next("message")
    assert event["user_id"] == UID
    assert event["message"] == line.phone(UID)["messages"][0]
    _, paid = news.next("paid")
    assert (paid["paid"], paid["quota"]["used"]) == (1, 1)
    _, logged = news.next("log")
    assert logged["entry"] == line.log("api")[0]


def test_news_missed_meanwhile_come_first(line: Line) -> None:
    news = _News(line)
    line.push(UID, "หนึ่ง")
    last, _ = news.next("message")
    line.push(UID, "สอง")
    _, event = _News(line, Last_Event_ID=last).next("message")
    assert event["message"]["message"]["text"] == "สอง"


def test_loading_and_its_end_are_news(line: Line) -> None:
    news = _News(line)
    line.api("POST", "/v2/bot/chat/loading/start", {"chatId": UID})
    assert news.next("loading")[1]["until"] > line.clock()
    line.push(UID, "เสร็จแล้วค่ะ")
    assert news.next("loading")[1] == {"type": "loading", "user_id": UID, "until": 0}
