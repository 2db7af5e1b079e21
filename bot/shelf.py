"""The catalogue as the reader wants it, kept between messages and rebuilt when it changes."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.language.catalogue import Catalogue, ProductEntry, UnitEntry
from models.catalogue import Product


class Shelf:
    def __init__(self) -> None:
        self._version: object = None
        self._catalogue = Catalogue([])

    def catalogue(self, session: Session) -> Catalogue:
        version = session.execute(
            select(func.count(Product.id), func.max(Product.changed_at))
        ).one()
        if tuple(version) != self._version:
            self._catalogue = Catalogue(map(_entry, session.scalars(select(Product))))
            self._version = tuple(version)
        return self._catalogue


def _entry(product: Product) -> ProductEntry:
    return ProductEntry(
        id=product.id,
        name=product.name,
        aliases=tuple(alias.name for alias in product.aliases),
        base_unit=product.base_unit,
        default_unit=product.default_unit,
        units=tuple(UnitEntry(unit.name, unit.factor) for unit in product.units),
        parent_id=product.parent_id,
    )
