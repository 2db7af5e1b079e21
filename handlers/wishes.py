"""One line of what a kitchen wants: how much, at what price at most, and how a card shows it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import func, select

from bot import texts, thai
from bot.cards import Row
from bot.conversation import Desk
from handlers.basket import Entry
from models.calendar import first_delivery_day
from models.catalogue import Product
from models.cycle import Cycle
from models.lot import Lot, LotState
from models.measure import Price
from models.substitutes import MOST_SUBSTITUTES, may_replace
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
    notes = [texts.NOT_ABOVE.format(price=thai.price(wish.most))] if wish.most else []
    notes += notes_of(wish.product, wish.substitutes, wish.amount.measure, desk)
    return Row(wish.product.name, thai.amount(wish.amount), "\n".join(notes), strong=True)


def notes_of(
    product: Product, others: Sequence[Product] | None, measure: str, desk: Desk
) -> list[str]:
    """What may be sent for it, and which of what was named may not, and why."""
    if not others:
        return [] if others is None else [texts.INSTEAD_NEVER]
    cycle = Cycle.read(desk.session, desk.now)
    unfit = {x: may_replace(product, x, measure, None, cycle) for x in others}
    names = [x.name for x, why in unfit.items() if why is None][:MOST_SUBSTITUTES]
    notes = [texts.INSTEAD_NAMED.format(names=", ".join(names))] if names else []
    return notes + [
        texts.INSTEAD_UNFIT[why].format(other=x.name, product=product.name, measure=measure)
        for x, why in unfit.items()
        if why is not None
    ]


def wanted(entry: Entry, desk: Desk) -> Wanted:
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    return Wanted(product, amount, _most(entry, product), _substitutes(entry, desk))


def _substitutes(entry: Entry, desk: Desk) -> tuple[Product, ...] | None:
    if "instead" not in entry:
        return None
    return tuple(desk.session.get_one(Product, each) for each in entry["instead"])


def _most(entry: Entry, product: Product) -> Price | None:
    """A buyer's price is the most they will pay, for a unit."""
    if not entry.get("price"):
        return None
    baht = Fraction(entry["price"])
    if entry.get("basis") == "total":
        per_unit = baht * 100 / Fraction(entry["number"])
        return product.price(Fraction(per_unit.__floor__(), 100), entry["unit"])
    return product.price(baht, entry.get("price_unit") or entry["unit"])
