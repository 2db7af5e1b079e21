"""What a buyer allows instead of what a line lacks: named products in their order, no others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Word
from models.catalogue import Product
from models.cycle import Cycle
from models.measure import Price

if TYPE_CHECKING:
    from models.order_line import OrderLine

# Whoever names more has no wish, but a shopping list; each costs a round of matching.
MOST_SUBSTITUTES = 5


class Substitute(Base):
    """A buyer's consent to one product for what a line lacks; rows stay when it is taken back.

    quantity: thousandths it may serve at most, None for all that is missing; most: the highest
    price that was agreed to, None for the line's own.
    """

    __tablename__ = "substitutes"
    __table_args__ = (CheckConstraint("quantity > 0", name="not_empty"),)
    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    quantity: Mapped[int | None]
    most_satang: Mapped[int | None]
    most_unit: Mapped[Word | None]
    most_factor: Mapped[int | None]
    allowed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    line: Mapped[OrderLine] = relationship(back_populates="all_substitutes")
    product: Mapped[Product] = relationship()

    @property
    def is_allowed(self) -> bool:
        return self.ended_at is None

    @property
    def most(self) -> Price | None:
        if self.most_satang is None or self.most_unit is None or self.most_factor is None:
            return None
        return Price(self.most_satang, self.most_unit, self.most_factor)

    @property
    def products(self) -> list[Product]:
        """Itself and the narrower ones that are sent for it."""
        return [self.product, *self.product.narrower]


def may_replace(
    product: Product, other: Product, measure: str, day: date | None, cycle: Cycle
) -> str | None:
    """What keeps *other* from being sent for *product*, or None.

    'same': it serves the wish anyway; 'measure': it is not sold in that measure; 'cut_off': its
    orders close earlier, so that its producers could be asked too late. day: None for any.
    """
    if other.id == product.id or product in other.wider:
        return "same"
    if measure not in other.measures:
        return "measure"
    if _closes(other, day, cycle) < _closes(product, day, cycle):
        return "cut_off"
    return None


def _closes(product: Product, day: date | None, cycle: Cycle) -> datetime:
    return cycle.cut_off(product, day or date(2000, 1, 3))


def allowed(
    product: Product,
    others: Iterable[Product],
    measure: str,
    day: date,
    cycle: Cycle,
    now: datetime,
) -> list[Substitute]:
    """A consent for each of *others* that may replace *product*."""
    fitting = [x for x in others if may_replace(product, x, measure, day, cycle) is None]
    return [Substitute(product=x, allowed_at=now) for x in fitting[:MOST_SUBSTITUTES]]
