"""Whether a rank decided what a wish got, or whether it was shared equally."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from models.matching.claims import Arm, Claim
from models.matching.demand import Demand
from models.matching.flow import Network
from models.matching.terms import Kinds


@dataclass(eq=False)
class Precedence:
    """Of a demand that is settled."""

    demand: Demand
    _contests: dict[int, list[int]] = field(default_factory=dict)

    def of(self, place: int) -> tuple[Kinds, Kinds]:
        """The kinds of buyers that were served before the wish at *place*, and those it shares
        with because others come after them; nothing in both where no rank decided.
        """
        number = self.demand.fit.class_of[place]
        if not self.demand.rules.ranks or number is None:
            return (), ()
        mine, rivals = self.demand.rank(place), self._rivals(number)
        ahead = [n for n in rivals if self.demand.rank(n) < mine and n in self.demand.amounts]
        behind = [n for n in rivals if self.demand.rank(n) > mine]
        beside = [n for n in rivals if self.demand.rank(n) == mine]
        return self._kinds(ahead), self._kinds(beside) if ahead or behind else ()

    def _kinds(self, places: Iterable[int]) -> Kinds:
        return tuple(sorted({self.demand.wishes[n].buyer_kind for n in places}))

    def _rivals(self, number: int) -> list[int]:
        """The wishes that can be served only by what the class would take if there were more of
        it: what one of them gives up reaches the class, over others if need be.
        """
        if number not in self._contests:
            sinks = self._network.reach(self.demand.fit.cells[number])
            cells = enumerate(self.demand.fit.cells)
            alike = {k for k, mask in cells if not mask & ~sinks}
            of_class = enumerate(self.demand.fit.class_of)
            self._contests[number] = [n for n, k in of_class if k in alike]
        return self._contests[number]

    @cached_property
    def _network(self) -> Network:
        """What every class is given, flowing."""
        network = Network(list(self.demand.room))
        for claim, amount in self._claims():
            network.fill(claim, amount)
        return network

    def _claims(self) -> Iterator[tuple[Claim, int]]:
        sums: dict[int, int] = defaultdict(int)
        for place, amount in self.demand.amounts.items():
            number = self.demand.fit.class_of[place]
            if number is not None:
                sums[number] += amount
        for number, amount in sorted(sums.items()):
            yield Claim([Arm(number, self.demand.fit.cells[number], amount)]), amount
