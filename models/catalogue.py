"""The catalogue: products, the names people call them by, and the units they are sold in."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name, Word
from models.measure import Amount, Price


class UnknownUnit(ValueError):
    """The product is not sold by that unit."""


# What staff say may be proposed for what; of one product and its varieties nobody need say so.
STAND_INS = Table(
    "product_substitutes",
    Base.metadata,
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("substitute_id", ForeignKey("products.id"), primary_key=True),
)


class Product(Base):
    """base_unit: what quantities are counted in; likely*: amounts and prices worth offering."""

    __tablename__ = "products"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    category: Mapped[Word]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    base_unit: Mapped[Word]
    default_unit: Mapped[Word]
    # 'exempt' (Revenue Code s. 81(1)(a)) or 'accountant': processed goods are decided case by case.
    vat: Mapped[str] = mapped_column(String(20))
    shelf_days: Mapped[int]
    likely: Mapped[list[Any]]
    likely_price: Mapped[list[Any]]
    changed_at: Mapped[datetime]
    # Whose order cycle it follows; without one the usual.
    work_group_id: Mapped[int | None] = mapped_column(ForeignKey("work_groups.id"))
    units: Mapped[list[ProductUnit]] = relationship(order_by="ProductUnit.id", lazy="selectin")
    aliases: Mapped[list[ProductAlias]] = relationship(order_by="ProductAlias.id", lazy="selectin")
    parent: Mapped[Product | None] = relationship(
        back_populates="children", remote_side="Product.id"
    )
    children: Mapped[list[Product]] = relationship(back_populates="parent", order_by="Product.id")

    stand_ins: Mapped[list[Product]] = relationship(
        secondary=STAND_INS,
        primaryjoin=lambda: Product.id == STAND_INS.c.product_id,
        secondaryjoin=lambda: Product.id == STAND_INS.c.substitute_id,
        order_by="Product.id",
    )

    @property
    def measures(self) -> set[str]:
        """What quantities of it are counted in."""
        return {self.base_unit if unit.factor else unit.name for unit in self.units}

    @property
    def near(self) -> list[Product]:
        """What may be proposed for it: what staff say, and its relatives that do not serve it."""
        family = [self.parent, *self.parent.narrower] if self.parent is not None else []
        serving = {self.id, *(kin.id for kin in self.narrower)}
        return [kin for kin in dict.fromkeys([*self.stand_ins, *family]) if kin.id not in serving]

    @property
    def wider(self) -> list[Product]:
        """The products it may be sent for, its own parent first."""
        return [self.parent, *self.parent.wider] if self.parent is not None else []

    @property
    def narrower(self) -> list[Product]:
        """The products that may be sent for it; never the reverse."""
        return [kin for child in self.children for kin in (child, *child.narrower)]

    def amount(self, number: Fraction, unit: str) -> Amount:
        """What *number* of *unit* is. Raises UnknownUnit or measure.TooFine."""
        measure, factor = self.measure(unit)
        return Amount.said(number, unit, measure, factor)

    def price(self, baht: Fraction, unit: str) -> Price:
        """Raises UnknownUnit or measure.TooFine."""
        return Price.said(baht, unit, self.measure(unit)[1])

    def measure(self, unit: str) -> tuple[str, int]:
        """(measure, thousandths of it in one unit); a unit with no fixed weight measures itself."""
        for known in self.units:
            if known.name == unit:
                return (self.base_unit, known.factor) if known.factor else (unit, 1000)
        raise UnknownUnit(unit)

    def call(self, session: Session, name: str, now: datetime) -> bool:
        """Give the product one more name; False when some product has it already."""
        # One at a time: of two changes at once the one that is committed last must look the newest.
        one_by_one = select(Product.id).order_by(Product.id).with_for_update(key_share=True)
        session.scalars(one_by_one).all()
        taken = (
            select(Product.id)
            .where(Product.name == name)
            .union(select(ProductAlias.id).where(ProductAlias.name == name))
        )
        if session.scalars(taken).first() is not None:
            return False
        self.aliases.append(ProductAlias(name=name))
        self.changed_at = _later_than_any(session, now)
        return True


def _later_than_any(session: Session, now: datetime) -> datetime:
    """Whoever keeps the catalogue looks for a later change, whatever our clock says."""
    newest = session.scalar(select(func.max(Product.changed_at)))
    return now if newest is None else max(now, newest + timedelta(microseconds=1))


class ProductUnit(Base):
    """factor: thousandths of the base unit in one of this, None when it has no fixed weight."""

    __tablename__ = "product_units"
    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[Word]
    factor: Mapped[int | None]


class ProductAlias(Base):
    __tablename__ = "product_aliases"
    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[Name] = mapped_column(unique=True)
