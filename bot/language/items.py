"""Drafts into items as the catalogue spells them, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.language.catalogue import Catalogue, ProductEntry
from bot.language.drafts import Draft, Gathering
from bot.language.guesses import Guesser
from bot.language.nodes import Price
from bot.language.reading import Item, PriceKind


def item_of(draft: Draft, guesser: Guesser, *, buying: bool) -> Item:
    """The draft as an item. A buyer's price is the most they will pay."""
    product = _product(draft, guesser.catalogue)
    unit = spelled(draft.measure.unit if draft.measure else None, product)
    price_unit, kind = _price_basis(draft, unit, product, buying=buying)
    raw = draft.name.raw if draft.name else None
    candidates = draft.name.candidates if draft.name else ()
    if raw is not None and not candidates and product is None:
        candidates = guesser.nearest(raw)
    return Item(
        product_id=product.id if product else None,
        product_name=product.name if product else None,
        product_raw=None if product and raw == product.name else raw,
        candidates=candidates,
        quantity=_quantity(draft),
        quantity_max=draft.measure.quantity_max if draft.measure else None,
        unit=unit,
        price=draft.price.baht if draft.price else None,
        price_unit=price_unit,
        price_kind=kind,
        pack_quantity=draft.pack.quantity if draft.pack else None,
        pack_unit=spelled(draft.pack.unit, product) if draft.pack else None,
    )


def _quantity(draft: Draft) -> Fraction | None:
    """None for nothing at all: nobody sells or wants 0 กก."""
    return (draft.measure.quantity or None) if draft.measure else None


def spelled(unit: str | None, product: ProductEntry | None) -> str | None:
    """The unit as this product's entry spells it; as the lexicon does when it has no such unit."""
    if unit is None or product is None:
        return unit
    entry = product.unit_named(unit)
    return unit if entry is None else entry.name


def _product(draft: Draft, catalogue: Catalogue) -> ProductEntry | None:
    if draft.name is None or draft.name.product is None:
        return None
    return catalogue.product(draft.name.product)


def _price_basis(
    draft: Draft, unit: str | None, product: ProductEntry | None, *, buying: bool
) -> tuple[str | None, PriceKind | None]:
    price = draft.price
    if price is None or price.baht is None:
        return None, None
    most: PriceKind = "max" if buying or price.cap else "per_unit"
    if price.form == "per" and price.unit == "หัว" and not _sold_by(price.unit, product, unit):
        return None, "ambiguous"  # งบหัวละ 10: a head of people
    if price.form == "per":
        return spelled(price.unit, product), most
    if price.form == "same":
        return unit, most
    if price.form == "total":
        return None, "total"
    return _bare(draft, price, unit, most)


def _sold_by(unit: str, product: ProductEntry | None, said: str | None) -> bool:
    return said in (None, unit) if product is None else product.unit_named(unit) is not None


def _bare(
    draft: Draft, price: Price, unit: str | None, most: PriceKind
) -> tuple[str | None, PriceKind | None]:
    """A price without its unit: sure only when one unit is sold, so that each and all agree."""
    measure = draft.measure
    if measure and measure.unit and measure.quantity == 1 and measure.quantity_max is None:
        return unit, most
    return None, "ambiguous"


def lacking(item: Item, *, selling: bool) -> Iterator[str]:
    """The names of what must still be asked about this item."""
    if item.product_id is None:
        yield "product"
    if item.quantity is None:
        yield "quantity"
    if item.unit is None:
        yield "unit"
    if item.price is None and selling:
        yield "price"
    if item.price_kind == "ambiguous":
        yield "price_basis"


def removed(found: Gathering) -> tuple[int, ...]:
    """The products that are said to be left out."""
    names = (draft.name for draft in found.of_mode("drop"))
    return tuple(n.product for n in names if n is not None and n.product is not None)


def substitutes(found: Gathering) -> tuple[tuple[int, int], ...]:
    """(wanted, accepted in its place): "ถ้าไม่มีคะน้าเอากวางตุ้งแทนได้"."""
    pairs: list[tuple[int, int]] = []
    wanted: int | None = None
    for draft in found.drafts:
        product = draft.name.product if draft.name else None
        if product is None:
            continue
        if draft.mode == "instead" and wanted is not None:
            pairs.append((wanted, product))
        elif draft.mode in ("keep", "lacking"):
            wanted = product
    return tuple(pairs)
