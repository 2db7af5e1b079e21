"""Who is to get how much, and what everybody gets when all share fairly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from models.matching.claims import Arm, Claim
from models.matching.fitting import Fit
from models.matching.flow import Network
from models.matching.sharing import Portion, Stake, serve
from models.matching.terms import Rules, Wish


@dataclass(eq=False)
class Demand:
    """amounts: by the wish's place in the part, in the part's units; dropped: who gets nothing
    because a part is not welcome or too small to be of use.
    """

    fit: Fit
    rules: Rules
    unit: int
    amounts: dict[int, int] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)

    @property
    def wishes(self) -> Sequence[Wish]:
        return self.fit.part.wishes

    @property
    def filled(self) -> int:
        return sum(self.amounts.values())

    @cached_property
    def room(self) -> list[int]:
        return [room // self.unit for room in self.fit.room]

    @cached_property
    def wants(self) -> list[int]:
        return [wish.wanted // self.unit for wish in self.wishes]

    @cached_property
    def lots(self) -> list[int]:
        """A number drawn for each line, always the same."""
        return [_lot(wish.line_id) for wish in self.wishes]

    @cached_property
    def portions(self) -> list[Portion]:
        return [
            Portion(cap=wants, order=(lot, wish.line_id))
            for wants, lot, wish in zip(self.wants, self.lots, self.wishes, strict=True)
        ]

    def useful(self, place: int) -> int:
        """The least that is welcome."""
        wish = self.wishes[place]
        return self.wants[place] if wish.whole else min(wish.wanted, wish.smallest) // self.unit

    def rank(self, place: int) -> int:
        return self.rules.ranks.get(self.wishes[place].buyer_kind, 0)


def _lot(line_id: int) -> int:
    return int.from_bytes(blake2b(b"%d" % line_id, digest_size=8).digest())


def fair(demand: Demand, first: Iterable[int], rest: Iterable[int]) -> dict[int, int]:
    """What everybody gets: *first* in full, then by rank, equal shares within one."""
    network = Network(list(demand.room))
    amounts = {}
    ranks: dict[int, list[int]] = defaultdict(list)
    for place in rest:
        ranks[demand.rank(place)].append(place)
    for places in (list(first), *(ranks[rank] for rank in sorted(ranks))):
        owners = stakes_of(demand, places)
        serve(network, [stake for stake, _ in owners])
        for stake, members in owners:
            amounts.update(
                {n: p.amount for n, p in zip(members, stake.portions, strict=True) if p.amount}
            )
    return amounts


def stakes_of(demand: Demand, places: Iterable[int]) -> list[tuple[Stake, list[int]]]:
    """One stake for each class, the scarcest first."""
    classes: dict[int, list[int]] = defaultdict(list)
    for place in places:
        number = demand.fit.class_of[place]
        if number is not None:
            classes[number].append(place)
    return [
        (_stake(demand, number, classes[number]), classes[number]) for number in sorted(classes)
    ]


def _stake(demand: Demand, number: int, places: Sequence[int]) -> Stake:
    portions = [demand.portions[n] for n in places]
    arm = Arm(number, demand.fit.cells[number], sum(p.cap for p in portions))
    return Stake(Claim([arm]), portions)
