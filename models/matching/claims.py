"""Who wants to let goods in, over which arms, and into which sinks each of these reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Arm:
    """key: whose it is, for the caller; settled: its amount may not change any more."""

    key: int
    mask: int
    cap: int
    used: int = 0
    settled: bool = False
    flow: dict[int, int] = field(default_factory=dict)
    claim: Claim | None = None

    @property
    def room(self) -> int:
        return 0 if self.settled else self.cap - self.used


@dataclass(eq=False, slots=True)
class Claim:
    """arms: the dearest to use last; used: what flows over all of them."""

    arms: Sequence[Arm]
    used: int = 0

    def __post_init__(self) -> None:
        for arm in self.arms:
            arm.claim = self

    @property
    def cap(self) -> int:
        return sum(arm.cap for arm in self.arms)
