"""Reasons of a match as facts to be stored with what it decided, and told later.

A rate is [satang, thousandths]: so many satang for so many thousandths of the measure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from models.matching import Reason, Shortage


def reason_facts(reason: Reason) -> dict[str, Any]:
    """why (models.matching.Why), and what the lot and its rivals cost."""
    return {
        "why": reason.why.value,
        "rate": _rate(reason.rate),
        "cheapest": _rate(reason.cheapest),
        "offered": reason.offered,
    }


def shortage_facts(shortage: Shortage, missing: int) -> dict[str, Any]:
    """lack (models.matching.Lack), thousandths missing, and the facts that say something."""
    facts = {
        "lack": shortage.lack.value,
        "missing": missing,
        "kinds": list(shortage.kinds),
        "cheapest": _rate(shortage.cheapest) if shortage.cheapest is not None else None,
        "first_day": shortage.first_day and shortage.first_day.isoformat(),
        "last_day": shortage.last_day and shortage.last_day.isoformat(),
        "available": shortage.available,
        "claimed": shortage.claimed,
        "rivals": shortage.rivals,
        "ahead": list(shortage.ahead),
        "beside": list(shortage.beside),
    }
    return {key: value for key, value in facts.items() if value not in (None, [])}


def _rate(rate: Fraction) -> list[int]:
    return [rate.numerator, rate.denominator]
