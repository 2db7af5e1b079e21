"""The catalogue that the market is seeded with: what `flask understand` reads by."""

from __future__ import annotations

from bot.language.catalogue import Catalogue, ProductEntry, UnitEntry
from tests.models.seed_files import products


def seed_catalogue() -> Catalogue:
    return Catalogue(
        ProductEntry(
            id=number,
            name=row["name"],
            aliases=tuple(row["aliases"]),
            base_unit=row["base_unit"],
            default_unit=row["default_unit"],
            units=tuple(UnitEntry(name, factor or None) for name, factor in row["units"].items()),
            parent_id=None,
        )
        for number, row in enumerate(products(), 1)
    )
