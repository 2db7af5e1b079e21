"""What one torture is asked to do."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """database: sqlite or postgresql; kills: processes killed with -9 over *minutes*.

    The crowd's and the saboteur's choices follow from the seed alone; what they meet does not,
    because processes take their own time.
    """

    database: str
    seed: int
    kills: int
    minutes: float
    home: Path
    sweep_seconds: int = 20
    messages_a_second: float = 3.0

    @property
    def seconds(self) -> float:
        return self.minutes * 60

    def dice(self, name: str) -> random.Random:
        """Dice of their own for everybody, so that one's luck does not hang on another's pace."""
        return random.Random(f"{self.seed}:{name}")  # noqa: S311  dice, not secrets
