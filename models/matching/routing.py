"""Which lot goes to which line, in few parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.matching.demand import Demand
from models.matching.supply import Flows

# (stock, wish, amount): places in the part, and the part's units.
Portion = tuple[int, int, int]


def route(demand: Demand, flows: Flows) -> list[Portion]:
    """Pair what flows into each class with the wishes in it, as far as the parts are of use."""
    wishes: dict[int, dict[int, int]] = defaultdict(dict)
    for place, amount in demand.amounts.items():
        number = demand.fit.class_of[place]
        if number is not None:
            wishes[number][place] = amount
    pairs = [pair for k in sorted(flows) for pair in _pair(flows[k], wishes[k])]
    return list(_useful(demand, pairs))


def _pair(lots: dict[int, int], wishes: dict[int, int]) -> Iterator[Portion]:
    """Equal amounts first, then the largest with the largest: each part ends a lot or a wish."""
    lots, wishes = dict(lots), dict(wishes)
    yield from _equals(lots, wishes)
    sources, takers = _largest_first(lots), _largest_first(wishes)
    while sources and takers:
        lot, wish = sources[-1], takers[-1]
        amount = min(lots[lot], wishes[wish])
        yield lot, wish, amount
        for left, place, queue in ((lots, lot, sources), (wishes, wish, takers)):
            left[place] -= amount
            if not left[place]:
                queue.pop()


def _equals(lots: dict[int, int], wishes: dict[int, int]) -> Iterator[Portion]:
    by_amount: dict[int, list[int]] = defaultdict(list)
    for lot in sorted(lots, reverse=True):
        by_amount[lots[lot]].append(lot)
    for wish in sorted(wishes):
        if by_amount[wishes[wish]]:
            lot = by_amount[wishes[wish]].pop()
            yield lot, wish, wishes.pop(wish)
            del lots[lot]


def _largest_first(amounts: dict[int, int]) -> list[int]:
    """To be taken from the end."""
    return sorted(amounts, key=lambda place: (amounts[place], -place))


def _useful(demand: Demand, pairs: Iterable[Portion]) -> Iterator[Portion]:
    """Without what is too small for a wish that is not met in full."""
    for stock, wish, amount in pairs:
        complete = demand.amounts[wish] == demand.wants[wish]
        if complete or amount >= demand.useful(wish):
            yield stock, wish, amount
