"""Waiting for something to become true without asking again and again."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """`ring()` after every change; `wait_for()` looks again each time it rings."""

    def __init__(self) -> None:
        self._changed = threading.Condition()

    def ring(self) -> None:
        """Something changed."""
        with self._changed:
            self._changed.notify_all()

    def wait_for(self, look: Callable[[], Found], *, seconds: float) -> Found:
        """What `look()` answers once that is truthy, or at the end of the time."""
        end = time.monotonic() + seconds
        with self._changed:
            found = look()
            while not found and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)
                found = look()
        return found
