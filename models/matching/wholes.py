"""Which wholes to serve so that as much as possible is filled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models.matching.demand import Demand, fair, stakes_of
from models.matching.flow import Network

# So many wholes are tried in every combination.
EXACT_WHOLES = 7
# With more, so many of those in doubt are tried one after the other, the largest first.
TRIES = 64


def fill_with_wholes(demand: Demand, everyone: Sequence[int], most: int) -> None:
    """Serve those wholes in full that make the most of the stock; *most* cannot be exceeded.

    Every combination is tried when they are few, which is exact; else one after the other.
    """
    useless = demand.dropped - set(everyone)
    useless |= {n for n in demand.dropped if not demand.wishes[n].whole}
    flexible = [n for n in everyone if not demand.wishes[n].whole and n not in useless]
    wholes = [n for n in everyone if demand.wishes[n].whole]
    kept = [n for n in wholes if n not in demand.dropped]
    search = _Choice(demand, flexible, most, demand.filled, kept)
    ranked = sorted(wholes, key=lambda n: (demand.rank(n), -demand.wants[n], demand.lots[n]))
    if len(wholes) <= EXACT_WHOLES:
        search.try_all((), ranked)
    else:
        search.add_singly([n for n in ranked if n in demand.dropped][:TRIES])
    if search.best > demand.filled:
        demand.amounts = fair(demand, search.chosen, flexible)
        demand.dropped = useless | (set(wholes) - set(search.chosen))


@dataclass(eq=False)
class _Choice:
    """most: what cannot be exceeded; best: what the chosen wholes fill with the flexible wishes."""

    demand: Demand
    flexible: Sequence[int]
    most: int
    best: int
    chosen: Sequence[int]

    def try_all(self, chosen: tuple[int, ...], left: Sequence[int]) -> None:
        if self.best == self.most or not self._is_possible(chosen):
            return
        if not left:
            self._compare(chosen)
            return
        self.try_all((*chosen, left[0]), left[1:])
        self.try_all(chosen, left[1:])

    def add_singly(self, left: Sequence[int]) -> None:
        for place in left:
            if self.best < self.most:
                self._compare((*self.chosen, place))

    def _is_possible(self, chosen: Collection[int]) -> bool:
        return self._fill(chosen, ()) is not None

    def _compare(self, chosen: Sequence[int]) -> None:
        filled = self._fill(chosen, self.flexible)
        if filled is not None and filled > self.best:
            self.best, self.chosen = filled, chosen

    def _fill(self, chosen: Collection[int], flexible: Collection[int]) -> int | None:
        """What is filled with the chosen in full; None when they are too many."""
        network = Network(list(self.demand.room))
        total = 0
        for stake, _ in stakes_of(self.demand, chosen):
            if not network.fill(stake.claim, stake.claim.cap):
                return None
            total += stake.claim.used
        for stake, _ in stakes_of(self.demand, flexible):
            network.fill(stake.claim, stake.claim.cap)
            total += stake.claim.used
        return total
