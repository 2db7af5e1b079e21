"""What several letters say of their facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot import texts, thai
from models.measure import Price

Facts = Mapping[str, Any]


def delivery(facts: Facts, today: date) -> str:
    day = texts.DELIVER.format(day=thai.near_day(date.fromisoformat(facts["day"]), today))
    return " · ".join(part for part in (day, facts["window"], facts["place"]) if part)


def price(facts: Facts) -> Price:
    return Price(facts["satang"], facts["price_unit"], 1)
