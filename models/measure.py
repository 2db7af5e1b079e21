"""Exact amounts and prices: whole thousandths, whole satang, no float anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

THOUSAND = 1000


class TooFine(ValueError):
    """A quantity finer than a thousandth of its measure, or a price finer than a satang."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a product.

    quantity: thousandths of *measure*; measure: what is counted (the product's base unit, or a unit
    that has no fixed weight); unit and factor: the unit that was said, and how many thousandths of
    the measure one of it holds.
    """

    quantity: int
    measure: str
    unit: str
    factor: int

    @classmethod
    def said(cls, number: Fraction, unit: str, measure: str, factor: int) -> Amount:
        return cls(_whole(number * factor), measure, unit, factor)

    def with_quantity(self, quantity: int) -> Amount:
        return Amount(quantity, self.measure, self.unit, self.factor)

    def shown(self) -> tuple[Fraction, str]:
        """(number, unit) as it was said, or in the measure when a part does not divide evenly."""
        number = Fraction(self.quantity, self.factor)
        if (number * 100).denominator == 1:
            return number, self.unit
        return Fraction(self.quantity, THOUSAND), self.measure


@dataclass(frozen=True, slots=True)
class Price:
    """satang for one *unit*; factor: thousandths of the measure that one unit holds."""

    satang: int
    unit: str
    factor: int

    @classmethod
    def said(cls, baht: Fraction, unit: str, factor: int) -> Price:
        return cls(_whole(baht * 100), unit, factor)

    @property
    def rate(self) -> Fraction:
        """Satang for a thousandth of the measure: what two prices are compared by."""
        return Fraction(self.satang, self.factor)

    def total(self, quantity: int) -> int:
        """Satang for *quantity* thousandths of the measure, half a satang rounding up."""
        return (2 * self.satang * quantity + self.factor) // (2 * self.factor)


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise TooFine(number)
    return number.numerator
