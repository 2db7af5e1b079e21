"""Fair shares: when claims cannot all have what they want, those who have least come first.

The rule is max-min fairness. A level rises until what there is has been given: a portion with
offset o, weight w and cap c has at level v the amount v·w - o, between nothing and c. Where some
claims reach only part of what there is, they share that part among themselves and the others share
the rest: the decomposition algorithm for separable convex functions over a polymatroid (Fujishige
1980; Groenevelt 1991), which is exact, in whole numbers too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.matching.claims import Claim
from models.matching.flow import Network


@dataclass(eq=False, slots=True)
class Portion:
    """What one party may get; order: who gets the odd unit that cannot be shared."""

    cap: int
    order: tuple[int, int]
    weight: int = 1
    offset: int = 0
    amount: int = 0

    def at(self, level: int, over: int) -> int:
        """The whole amount at the level, a fraction of two whole numbers."""
        return min(max(level * self.weight // over - self.offset, 0), self.cap)


@dataclass(eq=False, slots=True)
class Stake:
    """Parties who reach the same goods, and the claim through which they get them."""

    claim: Claim
    portions: Sequence[Portion]

    @property
    def amount(self) -> int:
        return sum(portion.amount for portion in self.portions)


def serve(network: Network, stakes: Sequence[Stake]) -> None:
    """Give the stakes as much as can be given to them together, each portion its fair amount."""
    before = network.dead
    for stake in stakes:
        for portion in stake.portions:
            portion.amount = portion.cap
    short = _fill(network, stakes, before)
    if short:
        network.dead, dead = before, network.dead
        _share(network, short, sum(stake.claim.used for stake in short))
        network.dead |= dead


def level_out(portions: Sequence[Portion], total: int) -> None:
    """Set the amounts to those of the level at which they sum up to *total*."""
    level, over = _level(portions, total).as_integer_ratio()
    for portion in portions:
        portion.amount = portion.at(level, over)
    _give_odd_units(portions, total - sum(portion.amount for portion in portions))


def _share(network: Network, stakes: Sequence[Stake], total: int) -> None:
    """Share *total*, which is all the stakes can have together."""
    before = network.dead
    level_out([portion for stake in stakes for portion in stake.portions], total)
    for stake in stakes:
        network.empty(stake.claim)
    short = _fill(network, stakes, before)
    if not short:
        return
    network.dead, dead = before, network.dead
    among_them = sum(stake.claim.used for stake in short)
    others = [stake for stake in stakes if stake not in short]
    for stake in others:
        network.empty(stake.claim)
    _share(network, short, among_them)
    network.dead |= dead
    _share(network, others, total - among_them)


def _fill(network: Network, stakes: Sequence[Stake], before: int) -> list[Stake]:
    """Fill each stake up to its amount; those who contend for too little, when there are any."""
    filled = [network.fill(stake.claim, stake.amount) for stake in stakes]
    if all(filled):
        return []
    dead = network.dead & ~before
    return [
        stake
        for stake, full in zip(stakes, filled, strict=True)
        if not full or _flows_into(stake.claim, dead)
    ]


def _flows_into(claim: Claim, dead: int) -> bool:
    return any(dead >> sink & 1 for arm in claim.arms for sink in arm.flow)


def _level(portions: Sequence[Portion], total: int) -> Fraction | int:
    """Let the level rise from where one portion begins or ends to where the next one does."""
    turns: dict[Fraction | int, int] = defaultdict(int)
    for portion in portions:
        turns[_over(portion.offset, portion.weight)] += portion.weight
        turns[_over(portion.offset + portion.cap, portion.weight)] -= portion.weight
    level: Fraction | int = 0
    left: Fraction | int = total
    rising = 0
    for turn in sorted(turns):
        if rising * (turn - level) >= left:
            break
        left -= rising * (turn - level)
        level, rising = turn, rising + turns[turn]
    return level + Fraction(left) / rising if left else level


def _give_odd_units(portions: Sequence[Portion], left: int) -> None:
    if not left:
        return
    hungry = [p for p in portions if p.amount < p.cap]
    hungry.sort(key=lambda p: (_over(p.offset + p.amount + 1, p.weight), p.order))
    for portion in hungry[:left]:
        portion.amount += 1


def _over(number: int, weight: int) -> Fraction | int:
    return number if weight == 1 else Fraction(number, weight)
