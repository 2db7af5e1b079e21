"""A producer group's tomorrow: what it delivers, who brings what, and what is wanted besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from models.allocation import PROMISED, Allocation
from models.calendar import local_day
from models.demand import demand, sold_by
from models.lot import Lot
from models.order import Order
from models.order_line import OrderLine

Facts = dict[str, Any]
# More than these and nobody reads on; what is left out is counted.
MOST_WANTED = 5


def group_day(session: Session, group_id: int, now: datetime) -> Facts | None:
    """{"at", "day", "goods": [{"product", "measure", "quantity", "bring": [[name, quantity]],
    "kitchens", "names"}], "wanted": [{"product", "measure", "quantity", "day", "until", "kitchens",
    "names"}], "more"}.

    Quantities in thousandths of the measure; None when there is nothing to say. Kitchens are named
    only where they let themselves be seen: people may listen there who are no members.
    """
    day = local_day(now) + timedelta(days=1)
    goods = [_good(list(some)) for some in _by_good(_promised(session, group_id, day))]
    wanted = _wanted(session, group_id, now)
    if not goods and not wanted:
        return None
    return {
        "at": now.isoformat(),
        "day": day.isoformat(),
        "goods": goods,
        "wanted": wanted[:MOST_WANTED],
        "more": len(wanted[MOST_WANTED:]),
    }


def _promised(session: Session, group_id: int, day: date) -> Sequence[Allocation]:
    found = (
        select(Allocation)
        .join(Allocation.lot)
        .join(Allocation.line)
        .join(OrderLine.order)
        .options(contains_eager(Allocation.lot), contains_eager(Allocation.line))
        .where(
            Lot.producer_group_id == group_id,
            Allocation.state.in_(PROMISED),
            Order.delivery_day == day,
        )
        .order_by(Allocation.id)
    )
    return session.scalars(found).all()


def _by_good(parts: Iterable[Allocation]) -> Iterable[Iterable[Allocation]]:
    """By the product that is brought, which may be another than was asked for, and its measure."""
    ordered = sorted(parts, key=_key)
    return (list(some) for _, some in groupby(ordered, key=_key))


def _key(part: Allocation) -> tuple[str, str]:
    return part.lot.product.name, part.lot.measure


def _good(parts: Sequence[Allocation]) -> Facts:
    buyers = {part.line.order.buyer_id: part.line.order.buyer for part in parts}
    return {
        "product": parts[0].lot.product.name,
        "measure": parts[0].lot.measure,
        "quantity": sum(part.quantity for part in parts),
        "bring": _bring(parts),
        "kitchens": len(buyers),
        "names": sorted(buyer.name for buyer in buyers.values() if buyer.shows_name),
    }


def _bring(parts: Sequence[Allocation]) -> list[list[Any]]:
    """[first name, quantity] of each person, whoever brings most first."""
    people = {part.lot.member_id: part.lot.member for part in parts}
    sums = {
        key: sum(part.quantity for part in parts if part.lot.member_id == key) for key in people
    }
    ordered = sorted(people, key=lambda key: (-sums[key], key))
    return [[_first_name(people[key].name), sums[key]] for key in ordered]


def _first_name(name: str | None) -> str:
    return (name or "-").split()[0]


def _wanted(session: Session, group_id: int, now: datetime) -> list[Facts]:
    """What is still lacking of goods the group has sold before, the soonest first."""
    kinds = sold_by(session, group_id)
    spans = [
        (each.product, span)
        for each in demand(session, now, group_id)
        if each.product_id in kinds
        for span in each.spans
    ]
    spans.sort(key=lambda pair: (pair[1].first, pair[0]))
    return [
        {
            "product": product,
            "measure": span.measure,
            "quantity": span.quantity,
            "day": span.first.isoformat(),
            "until": span.last.isoformat(),
            "kitchens": span.kitchens,
            "names": list(span.names),
        }
        for product, span in spans
    ]
