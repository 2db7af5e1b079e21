"""Who gets how much: as much as can be given, shared fairly, wholes in full or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from models.matching.demand import Demand, fair
from models.matching.fitting import Fit
from models.matching.masks import bits
from models.matching.terms import Rules
from models.matching.wholes import fill_with_wholes

# Lines are dropped in rounds; whoever still cannot be served after so many is dropped at once.
ROUNDS = 24


def meet(fit: Fit, rules: Rules, unit: int) -> Demand:
    demand = Demand(fit, rules, unit)
    served = [n for n, k in enumerate(fit.class_of) if k is not None]
    demand.dropped = {n for n in served if demand.wishes[n].whole and not _fits_alone(demand, n)}
    everyone = _others(served, demand.dropped)
    demand.amounts = fair(demand, (), everyone)
    most = demand.filled
    _drop_useless(demand, everyone)
    if demand.filled < most:
        fill_with_wholes(demand, everyone, most)
    return demand


def _drop_useless(demand: Demand, everyone: Sequence[int]) -> None:
    """Let those stand back whose share is no use to them, until everybody's is."""
    for turn in range(ROUNDS):
        unhappy = [n for n in everyone if n not in demand.dropped and _is_useless(demand, n)]
        if not unhappy:
            return
        demand.dropped |= set(unhappy if turn == ROUNDS - 1 else _losers(demand, unhappy))
        demand.amounts = fair(demand, (), _others(everyone, demand.dropped))


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


def _others(places: Iterable[int], dropped: Collection[int]) -> list[int]:
    return [n for n in places if n not in dropped]
