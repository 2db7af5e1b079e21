"""One line of what a kitchen wants: how much, at what price at most, and how a card shows it."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import func, select

from bot import texts, thai
from bot.cards import Row
from bot.conversation import Desk
from handlers.basket import Entry
from models.calendar import first_delivery_day
from models.catalogue import Product
from models.lot import Lot, LotState
from models.measure import Price
from models.wanted import Wanted

LIKELY = 9


def likely(desk: Desk) -> list[str]:
    """What is on offer now, the most plentiful choice of lots first."""
    offered = (
        select(Product.name)
        .join(Lot, Lot.product_id == Product.id)
        .where(
            Lot.available_until >= first_delivery_day(desk.now),
            Lot.reserved < Lot.quantity,
            Lot.state == LotState.OPEN,
        )
        .group_by(Product.id, Product.name)
        .order_by(func.count(Lot.id).desc(), Product.id)
        .limit(LIKELY)
    )
    return list(desk.session.scalars(offered))


def row(entry: Entry, desk: Desk) -> Row:
    wish = wanted(entry, desk)
    note = texts.NOT_ABOVE.format(price=thai.price(wish.most)) if wish.most else ""
    return Row(wish.product.name, thai.amount(wish.amount), note, strong=True)


def wanted(entry: Entry, desk: Desk) -> Wanted:
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    return Wanted(product, amount, _most(entry, product))


def _most(entry: Entry, product: Product) -> Price | None:
    """A buyer's price is the most they will pay, for a unit."""
    if not entry.get("price"):
        return None
    baht = Fraction(entry["price"])
    if entry.get("basis") == "total":
        per_unit = baht * 100 / Fraction(entry["number"])
        return product.price(Fraction(per_unit.__floor__(), 100), entry["unit"])
    return product.price(baht, entry.get("price_unit") or entry["unit"])
