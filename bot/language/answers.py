"""Answers to one pending question. Each function gives None when the text does not answer it.

Amounts, units and prices are read here; the rest stands with its own kind of question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bot.language.agreeing import read_yes_no
from bot.language.asked import is_doubtful, nodes_of
from bot.language.catalogue import ProductEntry
from bot.language.commands import read_command
from bot.language.day_answers import read_date, read_date_range
from bot.language.items import spelled
from bot.language.lexicon.units import canonical_unit
from bot.language.nodes import Mark, Measure, Price
from bot.language.product_answers import ProductMatch, read_product
from bot.language.reading import PriceKind

__all__ = [
    "Amount",
    "PriceSaid",
    "ProductMatch",
    "read_amount_and_price",
    "read_command",
    "read_date",
    "read_date_range",
    "read_price",
    "read_product",
    "read_quantity",
    "read_unit",
    "read_yes_no",
]

# Between a name and a number a dash only parts the two; before all else it is a minus.
_BELOW_ZERO = re.compile(r"\s*[-−–]\s*[\d๐-๙]")


@dataclass(frozen=True, slots=True)
class Amount:
    """`quantity` in `unit` as said (None: no unit said); of a range the lower end."""

    quantity: Fraction
    unit: str | None
    quantity_max: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """`baht`, exact; `unit` it was said for, or None: then the unit that was asked about."""

    baht: Fraction
    unit: str | None
    kind: PriceKind


def read_quantity(text: str, product: ProductEntry | None) -> Amount | None:
    """The one amount in the answer, its unit as the product's entry spells it."""
    nodes = nodes_of(text, (product,) if product else ())
    measures = [n for n in nodes if isinstance(n, Measure)]
    if len(measures) != 1 or is_doubtful(nodes) or _BELOW_ZERO.match(text):
        return None
    return _amount_said(measures[0], product)


def _amount_said(said: Measure, product: ProductEntry | None) -> Amount | None:
    if said.quantity is None or said.quantity <= 0:
        return None
    return Amount(said.quantity, spelled(said.unit, product), said.quantity_max)


def read_unit(text: str, product: ProductEntry | None) -> str | None:
    """The one unit that is named, as the product's entry spells it."""
    nodes = nodes_of(text, (product,) if product else ())
    units = {n.unit for n in nodes if isinstance(n, Measure) and n.unit}
    units |= {n.unit for n in nodes if isinstance(n, Price) and n.unit}
    units |= {canonical_unit(n.text) for n in nodes if isinstance(n, Mark) and n.kind == "unit"}
    if len(units) != 1 or is_doubtful(nodes):
        return None
    return spelled(units.pop(), product)


def read_price(text: str, product: ProductEntry | None) -> PriceSaid | None:
    """The one price in the answer. A bare number answers "how much for one": kind "per_unit"."""
    nodes = nodes_of(text, (product,) if product else ())
    prices = [n for n in nodes if isinstance(n, Price)]
    bare = [n for n in nodes if isinstance(n, Measure)]
    if is_doubtful(nodes) or len(prices) + len(bare) != 1 or _BELOW_ZERO.match(text):
        return None
    if prices:
        return _price_said(prices[0], product)
    said = bare[0]
    if said.unit or said.quantity is None or said.quantity_max is not None:
        return None
    return PriceSaid(said.quantity, None, "per_unit")


def read_amount_and_price(
    text: str, product: ProductEntry | None
) -> tuple[Amount | None, PriceSaid | None]:
    """ "50 โล โลละ 35" says both, "50 โล" and "โลละ 35" one; a bare number could be either."""
    nodes = nodes_of(text, (product,) if product else ())
    prices = [n for n in nodes if isinstance(n, Price)]
    measures = [n for n in nodes if isinstance(n, Measure)]
    if len(prices) == len(measures) == 1 and measures[0].unit and not is_doubtful(nodes):
        return _amount_said(measures[0], product), _price_said(prices[0], product)
    if prices:
        return None, read_price(text, product)
    amount = read_quantity(text, product)
    return amount, None if amount else read_price(text, product)


def _price_said(price: Price, product: ProductEntry | None) -> PriceSaid | None:
    if price.baht is None:
        return None
    kind: PriceKind = "total" if price.form == "total" else "max" if price.cap else "per_unit"
    return PriceSaid(price.baht, spelled(price.unit, product), kind)
