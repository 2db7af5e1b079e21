"""What several letters say of their facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from bot import texts, thai
from models.measure import Amount, Price

Facts = Mapping[str, Any]


def delivery(facts: Facts, today: date) -> str:
    day = texts.DELIVER.format(day=thai.near_day(date.fromisoformat(facts["day"]), today))
    return " · ".join(part for part in (day, facts["window"], facts["place"]) if part)


def price(facts: Facts) -> Price:
    return Price(facts["satang"], facts["price_unit"], 1)


def got_of(got: Amount, asked: Amount) -> str:
    """15 จาก 20 กก., or the whole amount when nothing is missing."""
    if got == asked:
        return thai.amount(asked)
    number, unit = got.shown()
    whole, whole_unit = asked.shown()
    if unit != whole_unit:
        number, whole, unit = (
            Fraction(got.quantity, 1000),
            Fraction(asked.quantity, 1000),
            asked.measure,
        )
    return texts.GOT_OF.format(got=thai.number(number), asked=thai.number(whole), unit=unit)
