"""How long one job may go on before others have their turn."""

from __future__ import annotations

import time

MOST_STEPS = 20
# So many members are heard together: a step is an event of each, and a step's answers go out at the
# same time, so that a hanging LINE costs one time-out and no lock runs out meanwhile.
MOST_TOGETHER = 16
MOST_SECONDS = 5.0


class Turn:
    """Over after twenty steps, or sooner when they are slow: no member and no sick LINE keeps a
    worker to itself."""

    def __init__(self) -> None:
        self._steps = 0
        self._until = time.monotonic() + MOST_SECONDS

    def is_over(self) -> bool:
        """To be asked after each step."""
        self._steps += 1
        return self._steps >= MOST_STEPS or self.is_late()

    def is_late(self) -> bool:
        """To be asked within a step."""
        return time.monotonic() >= self._until
