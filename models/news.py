"""Which letters a trade owes: kinds and facts, never LINE's shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.measure import Amount
from models.order import Order
from models.order_line import OrderLine
from models.outbox import Letter
from models.proposing import Proposal, proposals
from models.standing.days import standing_number

# What fits into one LINE message whatever the names are: a carousel's twelve bubbles.
MOST_IN_A_LETTER = 12


def owe_offers(session: Session, offers: Sequence[Allocation], now: datetime) -> None:
    """One letter for each producer, however many offers a match made them."""
    _owe_producers(session, "offer", offers, now)


def owe_promises(session: Session, taken: Sequence[Allocation], now: datetime) -> None:
    """Each producer hears what was promised for them as their setting allows."""
    _owe_producers(session, "auto_accepted", taken, now)


def owe_cancellations(
    session: Session, ended: Sequence[Allocation], now: datetime, why: str
) -> None:
    _owe_producers(session, "cancelled", ended, now, why=why)


def owe_reductions(session: Session, cuts: Sequence[tuple[Allocation, int]], now: datetime) -> None:
    """One letter for each promise its buyer needs less of; cuts: with thousandths taken back."""
    for promise, by in cuts:
        less = amount_facts(promise.amount.with_quantity(by))
        facts = {"offers": [{**offer_facts(promise), "less": less}]}
        key = f"reduced:{promise.id}:{promise.reduced}"
        Letter.owe(session, promise.lot.member_id, "reduced", facts, key, now)


def owe_reminder(session: Session, offers: Sequence[Allocation], now: datetime) -> Letter | None:
    """One letter about offers of one producer that wait for an answer."""
    facts = {"offers": [offer_facts(offer) for offer in offers]}
    key = f"reminder:{offers[0].id}-{offers[-1].id}:{len(offers)}"
    return Letter.owe(session, offers[0].lot.member_id, "reminder", facts, key, now)


def _owe_producers(
    session: Session, kind: str, allocations: Sequence[Allocation], now: datetime, **more: str
) -> None:
    for member_id, mine in _by_producer(allocations).items():
        for start in range(0, len(mine), MOST_IN_A_LETTER):
            some = mine[start : start + MOST_IN_A_LETTER]
            key = f"{kind}:{some[0].id}-{some[-1].id}:{member_id}"
            facts = {"offers": [offer_facts(offer) for offer in some], **more}
            Letter.owe(session, member_id, kind, facts, key, now)


def report(session: Session, order: Order, now: datetime) -> Letter | None:
    """Tell the buyer once, as one letter, when everybody has answered and something is new."""
    promised = {str(line.id): line.promised for line in order.open_lines}
    if order.told is not None and promised == {key: order.told.get(key) for key in promised}:
        return None
    if not promised or not order.is_settled(session):
        return None
    first, order.told, order.reports = order.told is None, promised, order.reports + 1
    facts = {**order_facts(order, now), "first": first, "open": now < _looked_until(order)}
    facts |= {"standing": standing_number(session, order.id)}
    facts |= {"proposals": proposal_facts(proposals(session, order, now))}
    key = f"result:{order.id}:{order.reports}"
    return Letter.owe(session, order.member_id, "order_result", facts, key, now)


def offer_facts(offer: Allocation) -> dict[str, Any]:
    order = offer.line.order
    return {
        "allocation": offer.id,
        "order": order.number,
        "product": offer.lot.product.name,
        "amount": amount_facts(offer.amount),
        "satang": offer.satang,
        "price_unit": offer.price_unit,
        "total": offer.total,
        "buyer": order.buyer.name,
        "place": order.place,
        "window": order.buyer.delivery_window,
        "day": order.delivery_day.isoformat(),
        "answer_by": offer.answer_by.isoformat(),
    }


def order_facts(order: Order, now: datetime) -> dict[str, Any]:
    return {
        "order_id": order.id,
        "order": order.number,
        "day": order.delivery_day.isoformat(),
        "place": order.place,
        "window": order.buyer.delivery_window,
        "cut_off": _looked_until(order).isoformat(),
        "lines": [line_facts(line, now) for line in order.open_lines],
    }


def _looked_until(order: Order) -> datetime:
    """Until when what is short is looked for: each line until its own cut-off, the last counts."""
    short = [line.cut_off_at for line in order.open_lines if line.promised < line.quantity]
    return max(short, default=order.cut_off_at)


def line_facts(line: OrderLine, now: datetime) -> dict[str, Any]:
    return {
        "line": line.id,
        "product": line.product.name,
        "asked": amount_facts(line.amount),
        "promised": amount_facts(line.amount.with_quantity(line.promised)),
        "missing": amount_facts(line.amount.with_quantity(line.quantity - line.promised)),
        "waiting": amount_facts(line.amount.with_quantity(line.reserved - line.promised)),
        "cut_off": line.cut_off_at.isoformat(),
        "open": now < line.cut_off_at,
        "parts": [_part_facts(a) for a in line.allocations if a.is_promised],
    }


def _part_facts(part: Allocation) -> dict[str, Any]:
    return {
        "group": part.lot.producer_group.short_name,
        "instead": part.lot.product.name if part.substitute_id else None,
        "amount": amount_facts(part.amount),
        "satang": part.satang,
        "price_unit": part.price_unit,
        "total": part.total,
    }


def proposal_facts(found: Mapping[int, Proposal]) -> dict[str, Any]:
    """What may be sent instead of what is missing, by line; nothing is reserved for it."""
    return {
        str(line_id): {
            "product_id": each.product.id,
            "product": each.product.name,
            "quantity": each.quantity,
            "satang": each.price.satang,
            "price_unit": each.price.unit,
        }
        for line_id, each in found.items()
    }


def amount_facts(amount: Amount) -> list[Any]:
    """[quantity, measure, unit, factor], as Amount takes them."""
    return [amount.quantity, amount.measure, amount.unit, amount.factor]


def _by_producer(allocations: Iterable[Allocation]) -> dict[int, list[Allocation]]:
    found: dict[int, list[Allocation]] = defaultdict(list)
    for allocation in sorted(allocations, key=lambda a: a.id):
        found[allocation.lot.member_id].append(allocation)
    return found
