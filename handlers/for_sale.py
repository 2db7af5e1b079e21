"""One item of what is posted: how much there is, at which price, and how a card shows it."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.cards import Row
from bot.conversation import Desk, Refused
from handlers.basket import Entry
from models.catalogue import Product
from models.measure import Amount, Price, TooFine


def offered(entry: Entry, desk: Desk) -> tuple[Product, Amount, Amount | None]:
    """What there is of which product, and the most that is hoped for if that was said."""
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    most = product.amount(Fraction(entry["most"]), entry["unit"]) if entry.get("most") else None
    return product, amount, most


def row(entry: Entry, desk: Desk) -> Row:
    product, amount, most = offered(entry, desk)
    value = thai.span(amount, most) if most else thai.amount(amount)
    note = thai.price(price_of(entry, product))
    if entry.get("basis") == "total":
        total = thai.number(Fraction(entry["price"]))
        note = texts.PRICE_OF_TOTAL.format(price=note, total=total)
    return Row(product.name, value, note, strong=True)


def price_of(entry: Entry, product: Product) -> Price:
    """The unit price, whatever it was said for. Raises Refused when a total does not divide."""
    baht, number = Fraction(entry["price"]), Fraction(entry["number"])
    if entry.get("basis") != "total":
        return product.price(baht, entry.get("price_unit") or entry["unit"])
    try:
        return product.price(baht / number, entry["unit"])
    except TooFine:
        words = texts.PRICE_UNEVEN.format(
            price=thai.number(baht), number=thai.number(number), unit=entry["unit"]
        )
        raise Refused(words, reopen="price") from None
