"""What an amount, a unit and a price must be for a product."""

from __future__ import annotations

from fractions import Fraction

from bot import texts
from bot.conversation import Choice, Unreadable
from bot.language.catalogue import ProductEntry

# A thousand tonnes, a million baht: beyond is a slip of the finger, and columns stay small.
MOST_THOUSANDTHS = 10**9
MOST_BAHT = 10**6


def check_amount(number: Fraction, unit: str, product: ProductEntry) -> None:
    """Raises Unreadable for what cannot be counted exactly, or is a slip of the finger."""
    thousandths = _thousandths(number, unit, product)
    if thousandths.denominator != 1:
        raise Unreadable(texts.TOO_FINE)
    if thousandths > MOST_THOUSANDTHS:
        raise Unreadable(texts.TOO_MUCH)


def amount_fits(number: Fraction, unit: str | None, product: ProductEntry | None) -> bool:
    """Whether a sentence's amount can be taken as it stands; else it is asked for."""
    thousandths = _thousandths(number, unit, product)
    return thousandths.denominator == 1 and 0 < thousandths <= MOST_THOUSANDTHS


def price_fits(baht: Fraction) -> bool:
    return 0 < baht <= MOST_BAHT and (baht * 100).denominator == 1


def _thousandths(number: Fraction, unit: str | None, product: ProductEntry | None) -> Fraction:
    known = product.units if product else ()
    return number * (next((u.factor for u in known if u.name == unit), None) or 1000)


def check_unit(unit: str, product: ProductEntry) -> None:
    if unit not in units(product):
        raise Unreadable(unit_hint(product), [Choice(known) for known in units(product)])


def unit_hint(product: ProductEntry) -> str:
    return texts.UNIT_HINT.format(product=product.name, units=" ".join(units(product)))


def units(product: ProductEntry) -> list[str]:
    return [unit.name for unit in product.units]


def same_measure(one: str, other: str, product: ProductEntry) -> bool:
    """Whether amounts in the two compare; a unit of no fixed weight does only with itself."""
    sized = {unit.name for unit in product.units if unit.factor}
    return one == other or {one, other} <= sized
