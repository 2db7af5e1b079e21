"""What happens when: the clock is moved to the next thing, whatever it is, and never waits."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from models.allocation import Allocation, AllocationState
from models.calendar import BANGKOK, is_awake
from models.outbox import Letter, LetterState
from week.market import Market

# The market sweeps every minute. While nobody does anything and nothing is due, this is often
# enough for what begins at a time of the day: cut-offs, standing orders, reminders, digests.
BY_DAY, BY_NIGHT = timedelta(minutes=15), timedelta(hours=2)

Deed = Callable[[], None]


@dataclass
class Agenda:
    market: Market
    after_each: Deed
    _heap: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _numbers: int = 0

    def add(self, at: datetime, deed: Deed) -> None:
        """Things of one moment happen in the order they were added."""
        self._numbers += 1
        heapq.heappush(self._heap, (at, self._numbers, deed))

    def run(self, until: datetime) -> None:
        while (now := self.market.clock()) < until:
            due = self._next_sweep(now)
            if self._heap and self._heap[0][0] <= due:
                at, _, deed = heapq.heappop(self._heap)
                self.market.clock.move_to(at)
                deed()
            else:
                self.market.sweep_at(due)
            self.after_each()

    def _next_sweep(self, now: datetime) -> datetime:
        """The next mark of the day, or sooner when an offer runs out or a letter is tried again."""
        beat = BY_DAY if is_awake(now) else BY_NIGHT
        midnight = now.astimezone(BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0)
        mark = midnight + beat * ((now - midnight) // beat + 1)
        return min([mark, *(due for due in self._due() if due > now)])

    def _due(self) -> list[datetime]:
        offers = Allocation.state == AllocationState.OFFERED
        owed = Letter.state == LetterState.OWED
        with self.market.house.reading() as session:
            found = (
                session.scalar(select(func.min(Allocation.answer_by)).where(offers)),
                session.scalar(select(func.min(Letter.try_at)).where(owed)),
            )
        return [due for due in found if due is not None]
