"""Who gets how much: as much as can be given, shared fairly, wholes in full or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from models.matching.fitting import Fit
from models.matching.flow import Arm, Claim, Network, bits
from models.matching.sharing import Portion, Stake, serve
from models.matching.terms import Rules, Wish

# So many wholes in doubt are tried in every combination; with more, one after the other.
EXACT_WHOLES = 7
# Lines are dropped in rounds; whoever still cannot be served after so many is dropped at once.
ROUNDS = 24


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
            Portion(
                cap=wants,
                order=(lot, wish.line_id),
                weight=self.rules.weights.get(wish.buyer_kind, 1),
            )
            for wants, lot, wish in zip(self.wants, self.lots, self.wishes, strict=True)
        ]

    def useful(self, place: int) -> int:
        """The least that is welcome."""
        wish = self.wishes[place]
        return self.wants[place] if wish.whole else min(wish.wanted, wish.smallest) // self.unit

    def rank(self, place: int) -> int:
        return self.rules.ranks.get(self.wishes[place].buyer_kind, 0)


def meet(fit: Fit, rules: Rules, unit: int) -> Demand:
    demand = Demand(fit, rules, unit)
    served = [n for n, k in enumerate(fit.class_of) if k is not None]
    demand.dropped = {n for n in served if demand.wishes[n].whole and not _fits_alone(demand, n)}
    everyone = _others(served, demand.dropped)
    demand.amounts = _fair(demand, (), everyone)
    most = demand.filled
    for turn in range(ROUNDS):
        unhappy = [n for n in everyone if n not in demand.dropped and _is_useless(demand, n)]
        if not unhappy:
            break
        demand.dropped |= set(unhappy if turn == ROUNDS - 1 else _losers(demand, unhappy))
        demand.amounts = _fair(demand, (), _others(everyone, demand.dropped))
    if demand.filled < most:
        _fill_with_wholes(demand, everyone, most)
    return demand


def _fits_alone(demand: Demand, place: int) -> bool:
    number = demand.fit.class_of[place]
    cells = demand.fit.cells[number] if number is not None else 0
    return demand.wants[place] <= sum(demand.room[c] for c in bits(cells))


def _is_useless(demand: Demand, place: int) -> bool:
    got = demand.amounts.get(place, 0)
    if demand.wishes[place].whole:
        return got < demand.wants[place]
    return 0 < got < demand.useful(place)


def _losers(demand: Demand, unhappy: Sequence[int]) -> list[int]:
    """Who must stand back so that the others' shares become useful: at least one.

    What the unhappy have together serves those first whom a little makes happy, of the better rank
    first; among equals the line's lot decides, not who was first.
    """
    budget = sum(demand.amounts.get(n, 0) for n in unhappy)
    losers = []
    ranked = sorted(unhappy, key=lambda n: (demand.rank(n), demand.useful(n), demand.lots[n]))
    for place in ranked:
        need = demand.useful(place)
        if need <= budget:
            budget -= need
        else:
            losers.append(place)
    return losers or ranked[-1:]


def _lot(line_id: int) -> int:
    return int.from_bytes(blake2b(b"%d" % line_id, digest_size=8).digest())


def _fair(demand: Demand, first: Iterable[int], rest: Iterable[int]) -> dict[int, int]:
    """What everybody gets: *first* in full, then by rank, equal shares within one."""
    network = Network(list(demand.room))
    amounts = {}
    ranks: dict[int, list[int]] = defaultdict(list)
    for place in rest:
        ranks[demand.rank(place)].append(place)
    for places in (list(first), *(ranks[rank] for rank in sorted(ranks))):
        owners = _stakes(demand, places)
        serve(network, [stake for stake, _ in owners])
        for stake, members in owners:
            amounts.update(
                {n: p.amount for n, p in zip(members, stake.portions, strict=True) if p.amount}
            )
    return amounts


def _stakes(demand: Demand, places: Iterable[int]) -> list[tuple[Stake, list[int]]]:
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


def _fill_with_wholes(demand: Demand, everyone: Sequence[int], most: int) -> None:
    """Serve those wholes in full that make the most of the stock; *most* cannot be exceeded.

    Every combination is tried when few are in doubt; else one after the other.
    """
    useless = demand.dropped - set(everyone)
    useless |= {n for n in demand.dropped if not demand.wishes[n].whole}
    flexible = [n for n in everyone if not demand.wishes[n].whole and n not in useless]
    wholes = [n for n in everyone if demand.wishes[n].whole]
    kept = [n for n in wholes if n not in demand.dropped]
    search = _Search(demand, flexible, most, demand.filled, kept)
    ranked = sorted(wholes, key=lambda n: (demand.rank(n), -demand.wants[n], demand.lots[n]))
    if len(wholes) <= EXACT_WHOLES:
        search.try_all((), ranked)
    else:
        search.add_singly([n for n in ranked if n in demand.dropped])
    if search.best > demand.filled:
        demand.amounts = _fair(demand, search.chosen, flexible)
        demand.dropped = useless | (set(wholes) - set(search.chosen))


@dataclass(eq=False)
class _Search:
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
        for stake, _ in _stakes(self.demand, chosen):
            if not network.fill(stake.claim, stake.claim.cap):
                return None
            total += stake.claim.used
        for stake, _ in _stakes(self.demand, flexible):
            network.fill(stake.claim, stake.claim.cap)
            total += stake.claim.used
        return total


def _others(places: Iterable[int], dropped: Collection[int]) -> list[int]:
    return [n for n in places if n not in dropped]
