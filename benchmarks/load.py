"""An HTTP load generator cheap enough to share two cores with what it measures.

One thread, one selector, keep-alive connections, requests prepared beforehand as bytes. `at_most`
asks as fast as answers come; `at_rate` asks by the clock, and a request that had to wait for a free
connection is charged for the wait, as a person would be (no "coordinated omission").
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


class TooFewRequests(Exception):
    """The requests ran out before the time did: the figure would be wrong."""


@dataclass
class Outcome:
    """took: seconds from when each request was due until its answer was complete."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    statuses: dict[bytes, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def refused(self) -> int:
        return sum(n for status, n in self.statuses.items() if status != b"200")


def at_most(port: int, requests: Iterable[bytes], seconds: float, connections: int) -> Outcome:
    """As many as it takes in, for *seconds*. Raises TooFewRequests."""
    return _Run(port, connections).closed(iter(requests), seconds)


def at_rate(port: int, requests: Sequence[bytes], rate: float, connections: int) -> Outcome:
    """Every request, *rate* of them a second."""
    return _Run(port, connections).open(requests, rate)


class _Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self.due = 0.0
        self.busy = False
        self._open()

    def _open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self._port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard = b""

    def ask(self, request: bytes, due: float) -> None:
        self.due, self.busy, self._request = due, True, request
        self.socket.sendall(request)

    def hear(self) -> bytes | None:
        """The status once the answer is complete. Raises ConnectionError when it will not be."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionResetError
        self._heard += piece
        head, found, body = self._heard.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return None
        self._heard, self.busy = b"", False
        if b"connection: close" in head.lower():
            raise ConnectionResetError(head[9:12])
        return head[9:12]

    def again(self) -> None:
        """A new socket; a request the server never took on a kept-alive one is asked anew."""
        self.socket.close()
        self._open()
        if self.busy:
            self.socket.sendall(self._request)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0


class _Run:
    def __init__(self, port: int, connections: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._idle: deque[_Connection] = deque()
        self.outcome = Outcome()
        for _ in range(connections):
            self._idle.append(self._watch(_Connection(port)))

    def closed(self, requests: Iterator[bytes], seconds: float) -> Outcome:
        start = time.perf_counter()
        end = start + seconds
        while (now := time.perf_counter()) < end:
            while self._idle:
                if (request := next(requests, None)) is None:
                    raise TooFewRequests
                self._idle.popleft().ask(request, now)
            self._listen(end - now)
        return self._finish(start, end)

    def open(self, requests: Sequence[bytes], rate: float) -> Outcome:
        start = time.perf_counter()
        waiting, sent = deque(enumerate(requests)), 0
        while sent < len(requests) or len(self.outcome.took) < len(requests):
            now = time.perf_counter()
            while self._idle and waiting and start + waiting[0][0] / rate <= now:
                number, request = waiting.popleft()
                self._idle.popleft().ask(request, start + number / rate)
                sent += 1
            self._listen(start + waiting[0][0] / rate - now if waiting else 1.0)
        return self._finish(start, time.perf_counter())

    def _watch(self, connection: _Connection) -> _Connection:
        self._selector.register(connection.socket, selectors.EVENT_READ, connection)
        return connection

    def _listen(self, seconds: float) -> None:
        for key, _ in self._selector.select(max(seconds, 0)):
            self._hear(key.data)

    def _hear(self, connection: _Connection) -> None:
        try:
            status = connection.hear()
        except ConnectionError as closed:
            status = closed.args[0] if closed.args and not connection.busy else None
            self._reopen(connection)
        if status is not None:
            self.outcome.took.append(time.perf_counter() - connection.due)
            self.outcome.statuses[status] = self.outcome.statuses.get(status, 0) + 1
            self._idle.append(connection)

    def _reopen(self, connection: _Connection) -> None:
        self._selector.unregister(connection.socket)
        connection.again()
        self._watch(connection)

    def _finish(self, start: float, end: float) -> Outcome:
        self.outcome.seconds = end - start
        for key in list(self._selector.get_map().values()):
            key.data.socket.close()
        self._selector.close()
        return self.outcome
