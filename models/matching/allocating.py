"""The one entrance: stocks and wishes in, who serves whom and why out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from models.matching.demand import Demand
from models.matching.fitting import Fit, fit
from models.matching.kinship import Part, parts_of
from models.matching.meeting import meet
from models.matching.reasons import Grounds
from models.matching.routing import Portion, route
from models.matching.shortages import Shortages
from models.matching.supply import draw
from models.matching.terms import Grant, Outcome, Rules, Stock, Unmet, Wish


def allocate(
    stocks: Iterable[Stock], wishes: Iterable[Wish], rules: Rules | None = None
) -> Outcome:
    """What to offer and why, what stays unmet and why.

    The order of the inputs does not matter. What is left over serves none of the wishes that are
    left: allocating the rest anew gives nothing.
    """
    outcome = Outcome([], [])
    for part in parts_of(stocks, wishes):
        _settle(part, rules or Rules(), outcome)
    outcome.grants.sort(key=lambda grant: (grant.line_id, grant.lot_id))
    outcome.unmet.sort(key=lambda unmet: unmet.line_id)
    return outcome


def _settle(part: Part, rules: Rules, outcome: Outcome) -> None:
    first = meet(fit(part), rules, part.unit)
    grounds, class_of = Grounds(first.fit), _class_by_line(first.fit)
    shortages = Shortages(first)
    place_of = {stock.lot_id: place for place, stock in enumerate(part.stocks)}
    granted = _grants(first, rules)
    got: dict[int, int] = defaultdict(int)
    for (lot_id, line_id), quantity in granted.items():
        got[line_id] += quantity
        reason = grounds.reason(place_of[lot_id], class_of[line_id])
        outcome.grants.append(Grant(lot_id, line_id, quantity, reason))
    for place, wish in enumerate(part.wishes):
        given = got.get(wish.line_id, 0)
        if given < wish.wanted:
            shortage = shortages.of(place, given)
            outcome.unmet.append(Unmet(wish.line_id, wish.wanted - given, shortage))


def _class_by_line(found: Fit) -> dict[int, int]:
    wishes = zip(found.part.wishes, found.class_of, strict=True)
    return {wish.line_id: number for wish, number in wishes if number is not None}


def _grants(demand: Demand, rules: Rules) -> dict[tuple[int, int], int]:
    """Quantities by lot and line; what was no use to one line is matched with the others again."""
    granted: dict[tuple[int, int], int] = defaultdict(int)
    while True:
        part, pairs = demand.fit.part, route(demand, draw(demand))
        for stock, wish, amount in pairs:
            key = part.stocks[stock].lot_id, part.wishes[wish].line_id
            granted[key] += amount * demand.unit
        useless = demand.filled - sum(amount for _, _, amount in pairs)
        if not pairs or not (useless or demand.dropped):
            return granted
        rest = _rest(demand, pairs, range(len(part.wishes)) if useless else demand.dropped)
        demand = meet(fit(rest), rules, rest.unit)


def _rest(demand: Demand, pairs: Sequence[Portion], hungry: Collection[int]) -> Part:
    """What is left of the stocks, and of the wishes at the hungry places."""
    taken: dict[int, int] = defaultdict(int)
    given: dict[int, int] = defaultdict(int)
    for stock, wish, amount in pairs:
        taken[stock] += amount * demand.unit
        given[wish] += amount * demand.unit
    stocks, wishes = demand.fit.part.stocks, demand.fit.part.wishes
    left = [replace(s, free=s.free - taken[n]) if taken[n] else s for n, s in enumerate(stocks)]
    unmet = [replace(wishes[n], wanted=wishes[n].wanted - given[n]) for n in sorted(hungry)]
    return Part([s for s in left if s.free], [w for w in unmet if w.wanted])
