"""A producer changes the price of something on offer."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.conversation import Answers, Desk, Unreadable
from bot.language.reading import Reading
from bot.said import Said
from handlers.basket import Entry, read_price
from handlers.change_stock import Change, as_item, fits
from models.cancelling import change_lot_price
from models.lot import Lot
from models.measure import Price


def likely(lot: Lot) -> list[str]:
    """None for a lot in another unit than these prices are for."""
    unit = lot.product.default_unit
    prices = lot.product.likely_price if lot.unit == unit else []
    return [texts.PRICE_EACH.format(unit=unit, price=price) for price in prices]


def hear(entry: Entry, reading: Reading, lot: Lot | None) -> Answers:
    unit = entry.get("price_unit")
    if not entry.get("price") or entry.get("basis") == "total":
        return {}
    if unit is not None and not fits(unit, lot):
        return {}
    return {"price": entry["price"], "price_unit": unit}


def read(said: Said, lot: Lot, desk: Desk) -> Answers:
    (entry,) = read_price(said, as_item(lot), desk)["items"]
    if entry["basis"] == "total":
        raise Unreadable(texts.PRICE_HINT.format(unit=entry["unit"]))
    return {"price": entry["price"], "price_unit": entry["price_unit"]}


def new_price(answers: Answers, lot: Lot) -> Price:
    """A price said without its unit is for the unit the old one was for."""
    unit = answers.get("price_unit") or lot.price_unit
    return lot.product.price(Fraction(answers["price"]), unit)


def keep(lot: Lot, price: Price, desk: Desk) -> None:
    change_lot_price(desk.session, lot.id, price, desk.now)


CONVERSATION = Change(
    slot="price",
    label=texts.EDIT_PRICE,
    asks=texts.ASK_NEW_PRICE,
    card=texts.PRICE_CHANGE_CARD,
    changed=texts.PRICE_CHANGED,
    likely=likely,
    hear=hear,
    read=read,
    old=lambda lot: lot.price,
    new=new_price,
    write=thai.price,
    keep=keep,
).conversation("edit_price", texts.PRICE_CHANGE_TITLE, frozenset({"แก้ราคา"}))
