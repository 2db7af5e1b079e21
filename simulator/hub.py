"""News for the page: who listens hears everything, who comes back hears what was missed."""

import json
import queue
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_KEPT = 500
_WAITING = 2000

News = tuple[int, str]
Ear = queue.Queue[News | None]


class Hub:
    """Publishes JSON-able dicts, numbered from `first` on, to any number of listeners."""

    def __init__(self, first: int) -> None:
        self._lock = threading.Lock()
        self._next = first
        self._kept: deque[News] = deque(maxlen=_KEPT)
        self._ears: set[Ear] = set()

    def publish(self, event: dict[str, Any]) -> None:
        """Tell everyone; a listener that fell far behind is let go (it will reconnect)."""
        text = json.dumps(event)
        with self._lock:
            news = (self._next, text)
            self._next += 1
            self._kept.append(news)
            self._ears -= {ear for ear in self._ears if not _heard(ear, news)}

    @contextmanager
    def listener(self, last_seen: int | None) -> Iterator[Ear]:
        """A queue of news; missed news come first; None in it means the end."""
        ear: Ear = queue.Queue(_WAITING)
        with self._lock:
            for news in self._missed(last_seen):
                ear.put_nowait(news)
            self._ears.add(ear)
        try:
            yield ear
        finally:
            with self._lock:
                self._ears.discard(ear)

    def _missed(self, last_seen: int | None) -> list[News]:
        if last_seen is None:
            return []
        return [news for news in self._kept if news[0] > last_seen]

    def close(self) -> None:
        """Send every listener home."""
        with self._lock:
            for ear in self._ears:
                _end(ear)
            self._ears.clear()


def _heard(ear: Ear, news: News) -> bool:
    try:
        ear.put_nowait(news)
    except queue.Full:
        _end(ear)
        return False
    return True


def _end(ear: Ear) -> None:
    while ear.full():
        ear.get_nowait()
    ear.put_nowait(None)
