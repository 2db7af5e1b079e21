"""The order in which webhooks go out: each person a lane, lanes side by side.

Redelivered events do not hold up later ones: LINE warns that their order may differ
('Redelivering webhooks that failed to be received').
"""

import heapq
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.store import Letter


@dataclass(frozen=True, order=True, slots=True)
class Parcel:
    """A letter with the time (Unix ms) it may leave; `copy` is a duplicate made by a fault."""

    due: int
    seq: int
    letter: Letter = field(compare=False)
    copy: bool = field(compare=False, default=False)

    @property
    def lane(self) -> str:
        """Copies travel in a lane of their own, so that they meet the original on the way."""
        return f"{self.letter.user_id} copy" if self.copy else self.letter.user_id


class Lanes:
    """A thread-safe schedule: `put` parcels, `take` the next one, `done` when it has arrived."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._lock = threading.RLock()
        self._work = threading.Condition(self._lock)
        self._idle = threading.Condition(self._lock)
        self._later: list[Parcel] = []
        self._lanes: dict[str, list[Parcel]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._closed = False

    def put(self, parcel: Parcel) -> None:
        """Schedule a parcel."""
        with self._lock:
            heapq.heappush(self._later, parcel)
            self._work.notify()

    def take_back(self, parcel: Parcel) -> bool:
        """Unschedule a parcel that is not due yet; False when it has left the schedule."""
        with self._lock:
            if parcel not in self._later:
                return False
            self._later.remove(parcel)
            heapq.heapify(self._later)
            return True

    def take(self) -> Parcel | None:
        """Wait for the next parcel that may leave; None when the schedule was closed."""
        with self._lock:
            while not self._closed:
                self._bring_due()
                if self._ready:
                    return self._pop()
                self._work.wait(self._pause())
        return None

    def done(self, parcel: Parcel) -> None:
        """The parcel has arrived (or failed); its lane is free again."""
        with self._lock:
            self._busy.discard(parcel.lane)
            if self._lanes.get(parcel.lane):
                self._ready.append(parcel.lane)
                self._work.notify()
            self._idle.notify_all()

    def waiting(self) -> int:
        """Parcels scheduled or on their way."""
        with self._lock:
            lanes = sum(len(lane) for lane in self._lanes.values())
            return len(self._later) + lanes + len(self._busy)

    def wait_idle(self, seconds: float) -> bool:
        """Whether nothing waits any more, at the latest after that time."""
        with self._lock:
            return self._idle.wait_for(lambda: self.waiting() == 0, seconds)

    def clear(self) -> None:
        """Forget whatever has not left yet."""
        with self._lock:
            self._later.clear()
            self._lanes.clear()
            self._ready.clear()
            self._idle.notify_all()

    def close(self) -> None:
        """Send everyone who waits in `take` home."""
        with self._lock:
            self._closed = True
            self._work.notify_all()

    def _bring_due(self) -> None:
        while self._later and self._later[0].due <= self._now():
            parcel = heapq.heappop(self._later)
            lane = self._lanes.setdefault(parcel.lane, [])
            if not lane and parcel.lane not in self._busy:
                self._ready.append(parcel.lane)
            heapq.heappush(lane, parcel)

    def _pop(self) -> Parcel:
        name = self._ready.popleft()
        lane = self._lanes[name]
        parcel = heapq.heappop(lane)
        if not lane:
            del self._lanes[name]
        self._busy.add(name)
        if self._ready or self._later:
            self._work.notify()
        return parcel

    def _pause(self) -> float | None:
        if not self._later:
            return None
        return max(0.001, (self._later[0].due - self._now()) / 1000)
