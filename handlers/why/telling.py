"""Stored reasons as sentences (models/reasons.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from math import ceil
from typing import Any

from bot import texts, thai
from handlers.buyer_kinds import named
from handlers.deliveries import sent_as
from models.allocation import Allocation
from models.lot import Lot
from models.measure import Price
from models.order_line import OrderLine
from models.unsold import Obstacle


def of_line(line: OrderLine, now: datetime) -> list[str]:
    """Why it is short, or where all of it comes from and why from there."""
    if line.missing:
        missing = thai.amount(line.amount.with_quantity(line.missing))
        why = lack(line, now)
        short = texts.WHY_SHORT_LINE.format(product=line.product.name, amount=missing, why=why)
        return [short, *(_of_part(x) for x in line.allocations if x.is_live and x.substitute_id)]
    return [_of_part(part) for part in line.allocations if part.is_live]


def _of_part(part: Allocation) -> str:
    """The group stays unnamed until it has promised, as everywhere."""
    words = texts.WHY_PART_LINE if part.is_promised else texts.WHY_PART_WAITING
    instead = texts.WHY_INSTEAD.format(wished=part.line.product.name)
    return words.format(
        product=sent_as(part) if part.substitute_id else part.lot.product.name,
        amount=thai.amount(part.amount),
        group=part.lot.producer_group.short_name,
        why=instead if part.substitute_id else chosen(part.reason, texts.WHY_CHOSEN),
    )


def chosen(reason: Mapping[str, Any] | None, sentences: Mapping[str, str]) -> str:
    return sentences[reason["why"]] if reason else texts.WHY_FITS


def lack(line: OrderLine, now: datetime) -> str:
    """A line whose producer has fallen away since the last match has none yet."""
    facts = line.lack
    if facts is None:
        return texts.WHY_LOOKING if now < line.cut_off_at else texts.WHY_TOO_LATE
    return _sentence(facts).format(
        product=line.product.name,
        measure=line.measure,
        days=_days(facts),
        kinds=", ".join(facts.get("kinds", ())),
        price=_cheapest(facts, line),
        most=line.most and thai.baht(line.most.satang),
        available=thai.amount(line.amount.with_quantity(facts.get("available", 0))),
        crowd=_crowd(facts, line),
        ahead=named(facts.get("ahead", ())),
        beside=named(facts.get("beside", ())),
    )


def _sentence(facts: Mapping[str, Any]) -> str:
    """Of rank, where staff's priority decided; else of equal shares."""
    lack: str = facts["lack"]
    if "ahead" in facts:
        return texts.WHY_SHORT_AFTER[lack]
    ranked = texts.WHY_SHORT_BESIDE if "beside" in facts else {}
    return ranked.get(lack, texts.WHY_SHORT_OF[lack])


def _days(facts: Mapping[str, Any]) -> str:
    if "first_day" not in facts:
        return ""
    first, last = (
        thai.long_day(date.fromisoformat(facts[key])) for key in ("first_day", "last_day")
    )
    return (texts.WHY_ONE_DAY if first == last else texts.WHY_FROM_TO).format(
        first=first, last=last
    )


def _cheapest(facts: Mapping[str, Any], line: OrderLine) -> str:
    """For the unit the limit was said in, so that the two can be compared."""
    if "cheapest" not in facts:
        return ""
    unit, factor = (
        (line.most.unit, line.most.factor) if line.most else (line.unit, line.unit_factor)
    )
    return thai.price(Price(ceil(Fraction(*facts["cheapest"]) * factor), unit, factor))


def _crowd(facts: Mapping[str, Any], line: OrderLine) -> str:
    """How many ask for the same goods, when it is not this line alone."""
    if not facts.get("rivals"):
        return ""
    claimed = thai.amount(line.amount.with_quantity(facts["claimed"]))
    return texts.WHY_CROWD.format(count=facts["rivals"] + 1, claimed=claimed)


def of_lot(lot: Lot, found: Obstacle | None) -> str:
    """Why nobody takes what is left; limits and names of kitchens are not told."""
    if found is None:
        return texts.WHY_NOBODY_ASKS
    return texts.WHY_LOT_WAITS[found.lack].format(
        measure=found.line.measure,
        day=thai.long_day(found.line.order.delivery_day),
        kinds=", ".join(found.kinds),
        price=thai.price(lot.price),
    )
