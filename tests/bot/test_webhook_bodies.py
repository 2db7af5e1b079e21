"""Bodies LINE would never send: each gets a clear status, and none a traceback."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from bot.body import FEW_BRACKETS
from bot.webhook import LARGEST_BODY
from tests.bot.door import Door, signature
from tests.world import served

NO_JSON = {
    "nothing": b"",
    "a word": b"events",
    "half": b'{"events":[',
    "a comma too many": b'{"events":[],}',
    "single quotes": b"{'events':[]}",
    "no UTF-8": b'{"events":["\xff"]}',
    "half a surrogate pair in bytes": b'{"events":["\xed\xa0\x80"]}',
    "UTF-16": '{"events":[]}'.encode("utf-16"),
    "not a number": b'{"events":[{"webhookEventId":"1","timestamp":NaN}]}',
    "infinity": b'{"events":[{"webhookEventId":"1","timestamp":-Infinity}]}',
    "a number of 5,000 figures": b'{"events":[{"timestamp":' + b"9" * 5000 + b"}]}",
    "100,000 arrays in one another": b"[" * 100_000,
    "a raw control character": b'{"events":["\x00"]}',
}
NO_WEBHOOK = {
    "an array": b"[]",
    "a string": b'"events"',
    "a number": b"1",
    "null": b"null",
    "no events": b"{}",
    "events that are none": b'{"events":{"0":{}}}',
    "events that are null": b'{"events":null}',
    "events that are a string": b'{"events":"x"}',
}


@pytest.mark.parametrize("body", [*NO_JSON.values(), *NO_WEBHOOK.values()],
                         ids=[*NO_JSON, *NO_WEBHOOK])  # fmt: skip
def test_what_is_no_webhook_body_is_answered_400(door: Door, body: bytes) -> None:
    assert door.knock(body) == 400
    assert door.kept() == []


def test_who_did_not_sign_learns_nothing_about_the_body(door: Door) -> None:
    assert door.knock(b"[" * 100_000, {}) == 403


@pytest.mark.parametrize("levels", [FEW_BRACKETS, 900])
def test_what_is_nested_too_deeply_is_cut_off_and_the_event_kept(
    both_doors: Door, levels: int
) -> None:
    deep: object = "bottom"
    for _ in range(levels):
        deep = [deep]
    strange, plain = both_doors.event(x=deep), both_doors.event()
    assert both_doors.send(strange, plain) == 200
    kept = both_doors.kept()
    assert [event.event_id for event in kept] == [e["webhookEventId"] for e in (strange, plain)]
    assert "bottom" not in json.dumps(kept[0].payload)
    assert kept[0].payload["message"] == strange["message"]


def test_a_body_of_the_largest_size_comes_in(door: Door) -> None:
    body = b'{"events":[],"x":"' + b"x" * (LARGEST_BODY - 20) + b'"}'
    assert len(body) == LARGEST_BODY
    assert door.knock(body) == 200
    assert door.knock(body + b" ") == 413


class TestOverTheWire:
    """A real socket, because a test client takes care of lengths by itself."""

    @pytest.fixture
    def connection(self, door: Door) -> Iterator[http.client.HTTPConnection]:
        with served(door.app) as url:
            parts = urlsplit(url)
            yield http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)

    def chunks(self, size: int, number: int) -> Iterator[bytes]:
        yield from (b"x" * size for _ in range(number))

    def status(
        self, connection: http.client.HTTPConnection, body: Iterator[bytes], signed: str
    ) -> int:
        headers = {"x-line-signature": signed, "Transfer-Encoding": "chunked"}
        connection.request("POST", "/webhook", body, headers, encode_chunked=True)
        return connection.getresponse().status

    def test_a_body_in_chunks_comes_in(
        self, connection: http.client.HTTPConnection, door: Door
    ) -> None:
        body = json.dumps({"events": [door.event()]}).encode()
        parts = iter([body[:10], body[10:]])
        assert self.status(connection, parts, signature(body)) == 200
        assert len(door.kept()) == 1

    def test_chunks_without_a_length_end_at_the_same_size(
        self, connection: http.client.HTTPConnection
    ) -> None:
        assert self.status(connection, self.chunks(64 * 1024, 17), "x") == 413

    def test_a_length_that_is_too_large_is_refused_before_the_body_is_read(
        self, connection: http.client.HTTPConnection
    ) -> None:
        connection.putrequest("POST", "/webhook")
        connection.putheader("Content-Length", str(10 * 1024**4))
        connection.endheaders()
        assert connection.getresponse().status == 413
