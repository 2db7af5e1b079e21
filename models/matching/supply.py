"""Which lots serve: the cheapest; at one price spread over groups; the soonest to expire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.matching.claims import Arm, Claim
from models.matching.demand import Demand
from models.matching.flow import Network
from models.matching.sharing import Portion, Stake, serve
from models.matching.terms import Goods

# For each class of wishes what flows into it, by the stock's place in the part, in its units.
Flows = dict[int, dict[int, int]]


@dataclass(eq=False)
class _Seller:
    """offers: a group's goods, sold lately or free; sold: what of them has found a buyer by now."""

    offers: int
    sold: int


def draw(demand: Demand) -> Flows:
    """Take what the demand needs from the lots."""
    sinks = [0] * len(demand.fit.cells)
    for place, amount in demand.amounts.items():
        number = demand.fit.class_of[place]
        if number is not None:
            sinks[number] += amount
    network = Network(sinks)
    sellers = _sellers(demand)
    arms: list[Arm] = []
    for tier in _tiers(demand):
        if not network.free:
            break
        arms += _draw_tier(demand, network, sellers, tier)
    return _flows(arms)


def _flows(arms: Iterable[Arm]) -> Flows:
    flows: Flows = defaultdict(dict)
    for arm in arms:
        for sink, amount in arm.flow.items():
            flows[sink][arm.key] = amount
    return flows


def _tiers(demand: Demand) -> Iterator[list[int]]:
    """The places of the stocks that fit anybody, those of one price together, cheapest first."""
    stocks, reach, rates = demand.fit.part.stocks, demand.fit.reach, demand.fit.rates
    ranked = sorted(
        (n for n, mask in enumerate(reach) if mask),
        key=lambda n: (rates[n], stocks[n].last_day, stocks[n].lot_id),
    )
    for _, tier in groupby(ranked, key=lambda n: rates[n]):
        yield list(tier)


def _sellers(demand: Demand) -> dict[int, _Seller]:
    part, unit = demand.fit.part, demand.unit
    free: dict[int, int] = defaultdict(int)
    goods: dict[int, set[Goods]] = defaultdict(set)
    for stock in part.stocks:
        free[stock.group_id] += stock.free // unit
        goods[stock.group_id].add((stock.group_id, stock.product_id, stock.measure))
    sold = {g: sum(demand.rules.sold.get(key, 0) for key in goods[g]) // unit for g in free}
    return {group: _Seller(free[group] + sold[group], sold[group]) for group in free}


def _draw_tier(
    demand: Demand, network: Network, sellers: dict[int, _Seller], tier: Sequence[int]
) -> list[Arm]:
    before = network.dead
    stocks, reach = demand.fit.part.stocks, demand.fit.reach
    groups: dict[int, list[Arm]] = defaultdict(list)
    arms = []
    for place in tier:
        arms.append(Arm(place, reach[place], stocks[place].free // demand.unit))
        groups[stocks[place].group_id].append(arms[-1])
    stakes = [_stake(group, sellers[group], groups[group]) for group in sorted(groups)]
    serve(network, stakes)
    for arm in arms:
        network.prefer(arm, before)
    for group, stake in zip(sorted(groups), stakes, strict=True):
        sellers[group].sold += stake.claim.used
    return arms


def _stake(group: int, seller: _Seller, arms: Sequence[Arm]) -> Stake:
    """Its level is the share of what the group offers that has found a buyer."""
    cap = sum(arm.cap for arm in arms)
    portion = Portion(cap, (group, 0), weight=seller.offers, offset=seller.sold)
    return Stake(Claim(arms), [portion])
