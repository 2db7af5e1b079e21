"""Goods that are asked for: a product, how much of it, and the highest price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, declared_attr, mapped_column, relationship

from models.base import Word
from models.catalogue import Product
from models.measure import Amount, Price


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of an order; most is the highest price the buyer pays, None for any.

    substitutes: what may be sent for what is missing of it, best first; () when nothing may, None
    when nothing was said, so that the market may propose something.
    """

    product: Product
    amount: Amount
    most: Price | None = None
    substitutes: tuple[Product, ...] | None = None


def asked(wish: Wanted) -> dict[str, Any]:
    """The columns of a line that asks for it."""
    most = wish.most
    return {
        "product_id": wish.product.id,
        "amount": wish.amount,
        "most_satang": most and most.satang,
        "most_unit": most and most.unit,
        "most_factor": most and most.factor,
    }


class Asking:
    """A row that asks for goods. quantity: thousandths of the measure."""

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    measure: Mapped[Word]
    unit: Mapped[Word]
    unit_factor: Mapped[int]
    most_satang: Mapped[int | None]
    most_unit: Mapped[Word | None]
    most_factor: Mapped[int | None]

    @declared_attr
    def amount(cls) -> Mapped[Amount]:
        return composite("quantity", "measure", "unit", "unit_factor")

    @declared_attr
    def product(cls) -> Mapped[Product]:
        return relationship()

    @property
    def wish(self) -> Wanted:
        """What it asks for, to be asked for once more."""
        return Wanted(self.product, self.amount, self.most, self.substituted_by)

    @property
    def substituted_by(self) -> tuple[Product, ...] | None:
        """As Wanted.substitutes."""
        raise NotImplementedError

    @property
    def most(self) -> Price | None:
        if self.most_satang is None or self.most_unit is None or self.most_factor is None:
            return None
        return Price(self.most_satang, self.most_unit, self.most_factor)
