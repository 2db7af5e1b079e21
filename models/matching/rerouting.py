"""Ways to let more in: who could flow elsewhere, so that somebody else can flow here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.matching.claims import Arm, Claim

# (arm that gains, sink it gains at, arm that gives way, sink it gives way at). Nobody gives way at
# the beginning of a way; when both arms are one, it is rerouted.
Step = tuple[Arm, int, Arm | None, int]


@dataclass(eq=False, slots=True)
class Search:
    """A breadth-first search over what could give way, from sink to sink.

    users: by sink, the arms that flow into it; seen: as a mask, the sinks not to be entered.
    """

    users: Sequence[Mapping[Arm, None]]
    seen: int
    start: Claim
    came: dict[int, Step] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    claims: set[Claim] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.claims.add(self.start)

    def enter(self, arm: Arm, giving: Arm | None, at: int) -> None:
        found = arm.mask & ~self.seen
        self.seen |= found
        while found:
            sink = (found & -found).bit_length() - 1
            found &= found - 1
            self.came[sink] = (arm, sink, giving, at)
            self.queue.append(sink)

    def spread(self, sink: int) -> None:
        for arm in self.users[sink]:
            if arm.mask & ~self.seen:
                self.enter(arm, arm, sink)
            claim = arm.claim
            if claim is None or arm.settled or len(claim.arms) == 1 or claim in self.claims:
                continue
            self.claims.add(claim)
            for other in claim.arms:
                if other.room and other is not arm:
                    self.enter(other, arm, sink)

    def way(self, sink: int) -> list[Step]:
        steps = [self.came[sink]]
        while steps[-1][2] is not None:
            steps.append(self.came[steps[-1][3]])
        return steps[::-1]
