"""One item, said again: what is new replaces what was said, and nothing is made up."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.conversation import Desk, Unreadable
from bot.language.catalogue import ProductEntry
from bot.language.items import spelled
from bot.language.reading import Action
from handlers.basket.checks import check_amount, units
from handlers.basket.items import Entry, product_of


def merged(old: Entry, new: Entry, action: Action | None, desk: Desk) -> Entry:
    """*old* as *new* corrects it. Raises Unreadable when it is not plain what a number is for."""
    product = product_of(old, desk)
    entry = {**old, **_amount(old, new, action, product), **_price(old, new, product)}
    entry |= {"instead": new["instead"]} if "instead" in new else {}
    if entry.get("number") != old.get("number") or entry.get("unit") != old.get("unit"):
        entry.pop("sure", None)
    return {key: value for key, value in entry.items() if value is not None or key == "price"}


def _amount(old: Entry, new: Entry, action: Action | None, product: ProductEntry) -> Entry:
    if not new.get("number"):
        return {}
    unit = spelled(new.get("unit"), product)
    odd = new.get("odd_unit") or (unit if unit and unit not in units(product) else None)
    if odd:
        return {"number": new["number"], "most": None, "unit": None, "odd_unit": odd}
    if unit is None:
        unit = _same_unit(old, new, product)
    number = Fraction(new["number"])
    if action == "add" and old.get("number") and old.get("unit"):
        number += _had(old, unit, product)
    check_amount(number, unit, product)
    return {"number": str(number), "unit": unit, "most": None if action == "add" else
            new.get("most")}  # fmt: skip


def _same_unit(old: Entry, new: Entry, product: ProductEntry) -> str:
    """A bare number is an amount only where it cannot be a price."""
    if not old.get("unit") or old.get("price"):
        number, unit = thai.number(Fraction(new["number"])), old.get("unit") or product.default_unit
        raise Unreadable(texts.AMOUNT_OR_PRICE.format(number=number, unit=unit), meant=True)
    return str(old["unit"])


def _had(old: Entry, unit: str, product: ProductEntry) -> Fraction:
    if old["unit"] != unit:
        raise Unreadable(
            texts.ADD_SAME_UNIT.format(product=product.name, unit=old["unit"]), meant=True
        )
    return Fraction(old["number"])


def _price(old: Entry, new: Entry, product: ProductEntry) -> Entry:
    """A price without its unit is for the unit the old one was for."""
    if not new.get("price"):
        return {}
    unit, basis = spelled(new.get("price_unit"), product), new.get("basis")
    if basis == "ambiguous" and not new.get("number") and old.get("basis") != "total":
        unit, basis = (
            old.get("price_unit") or old.get("unit"),
            "per_unit" if old.get("unit") else basis,
        )
    return {"price": new["price"], "price_unit": unit, "basis": basis}
