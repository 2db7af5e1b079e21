"""Goods flowing from claims over arms into sinks: more is let in by rerouting what flows already.

A claim may use its arms up to a quota; an arm reaches the sinks of its mask (bit t for sink t) up
to its cap. What a claim has once been given is never taken away by another: it is only rerouted. So
the amounts claims can have together are a polymatroid (Edmonds 1970), and serving them one after
the other, the best first, is exact. Every number is a whole number.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.matching.claims import Arm, Claim
from models.matching.rerouting import Search, Step


@dataclass(eq=False, slots=True)
class Network:
    """slack: what each sink still takes; users: the arms that flow into it; as masks, free: the
    sinks with slack, dead: those that can never gain again.
    """

    slack: list[int]
    dead: int = 0
    users: list[dict[Arm, None]] = field(init=False)
    free: int = field(init=False)

    def __post_init__(self) -> None:
        self.users = [{} for _ in self.slack]
        self.free = sum(1 << t for t, room in enumerate(self.slack) if room)

    def fill(self, claim: Claim, quota: int) -> bool:
        """Bring the claim up to *quota*; when that cannot be, False, and all it reaches is dead."""
        for arm in claim.arms:
            if claim.used >= quota:
                return True
            self._pour(arm, quota - claim.used)
        while claim.used < quota:
            way = self._search(claim)
            if way is None:
                return False
            self._push(way, quota - claim.used)
        return True

    def empty(self, claim: Claim) -> None:
        for arm in claim.arms:
            for sink, amount in list(arm.flow.items()):
                self._change(arm, sink, -amount)

    def prefer(self, arm: Arm, dead: int) -> None:
        """Use the arm in place of those of its claim that are not settled, as far as can be.

        Only where nothing more can be let in. dead: the sinks that were so before these arms came.
        """
        while arm.room and (way := self._search_swap(arm, dead)):
            self._push(way, arm.room)
        arm.settled = True

    def reach(self, mask: int) -> int:
        """The sinks that something could be had at for *mask* if there were more: its own, and all
        that who flows into one of them could be rerouted to.
        """
        search = Search(self.users, 0, Claim(()))
        search.enter(Arm(-1, mask, 1), None, -1)
        for sink in search.queue:
            search.spread(sink)
        return search.seen

    def _pour(self, arm: Arm, most: int) -> None:
        """Let in what needs no rerouting; low sinks first, which fewest others reach."""
        most = min(most, arm.room)
        while most and (open_sinks := arm.mask & self.free):
            sink = (open_sinks & -open_sinks).bit_length() - 1
            amount = min(most, self.slack[sink])
            self._change(arm, sink, amount)
            most -= amount

    def _change(self, arm: Arm, sink: int, amount: int) -> None:
        flow = arm.flow.get(sink, 0) + amount
        if flow:
            arm.flow[sink] = flow
            self.users[sink][arm] = None
        else:
            del arm.flow[sink], self.users[sink][arm]
        arm.used += amount
        if arm.claim is not None:
            arm.claim.used += amount
        self.slack[sink] -= amount
        bit = 1 << sink
        self.free = self.free | bit if self.slack[sink] else self.free & ~bit

    def _search(self, claim: Claim) -> list[Step] | None:
        search = Search(self.users, self.dead, claim)
        for arm in claim.arms:
            if arm.room:
                search.enter(arm, None, -1)
        for sink in search.queue:
            if self.free >> sink & 1:
                return search.way(sink)
            search.spread(sink)
        self.dead |= search.seen
        return None

    def _search_swap(self, arm: Arm, dead: int) -> list[Step] | None:
        """A way from the arm to where another of its claim gives way."""
        others = _that_may_give_way(arm)
        if arm.claim is None or not others:
            return None
        search = Search(self.users, dead, arm.claim)
        search.enter(arm, None, -1)
        for sink in search.queue:
            for other in others:
                if sink in other.flow:
                    return [*search.way(sink), (other, -1, other, sink)]
            search.spread(sink)
        return None

    def _push(self, way: list[Step], most: int) -> None:
        """Send what the narrowest step of the way lets through."""
        end = way[-1][1]
        if end >= 0:
            most = min(most, self.slack[end])
        for arm, _, giving, at in way:
            if giving is not None:
                most = min(most, giving.flow[at])
            if giving is not arm:
                most = min(most, arm.room)
        for arm, sink, giving, at in way:
            if giving is not None:
                self._change(giving, at, -most)
            if sink >= 0:
                self._change(arm, sink, most)


def _that_may_give_way(arm: Arm) -> list[Arm]:
    arms = arm.claim.arms if arm.claim is not None else ()
    return [other for other in arms if other.used and not other.settled and other is not arm]
