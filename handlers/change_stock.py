"""A producer changes how much of something is on offer, or its price."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers import basket
from handlers.my_stock import WHICH, begin, lot_of, take
from handlers.roles import only_producers
from models.cancelling import change_lot_price, change_lot_quantity
from models.lot import BelowPromised, Lot
from models.measure import Amount, Price


def take_quantity(reading: Reading, desk: Desk) -> Answers:
    """The lot and its new amount; an amount that does not fit the lot is asked for."""
    answers = take(reading, desk)
    (entry, *others) = basket.take(reading, desk).get("items", [{}])
    fits = _fits(entry.get("unit"), answers, desk)
    if others or not entry.get("number") or entry.get("most") or not fits:
        return answers
    said = {"number": entry["number"], "unit": entry["unit"], "left": reading.left}
    return {**answers, **said}


def take_price(reading: Reading, desk: Desk) -> Answers:
    answers = take(reading, desk)
    (entry, *others) = basket.take(reading, desk).get("items", [{}])
    unit = entry.get("price_unit")
    fits = unit is None or _fits(unit, answers, desk)
    if others or not entry.get("price") or entry.get("basis") == "total" or not fits:
        return answers
    return {**answers, "price": entry["price"], "price_unit": unit}


def _fits(unit: str | None, answers: Answers, desk: Desk) -> bool:
    """Whether the unit compares with the one lot that is meant."""
    if unit is None or not answers.get("lot"):
        return False
    lot = lot_of(answers, desk)
    known = [each.name for each in lot.product.units]
    return unit in known and lot.product.measure(unit)[0] == lot.measure


def _about_lot(answers: Answers, desk: Desk) -> Answers:
    """The lot as an item without its number and price, so that the basket's readers serve it."""
    lot = lot_of(answers, desk)
    return {"items": [{"product": lot.product_id, "unit": lot.unit}]}


def ask_quantity(answers: Answers, desk: Desk) -> Ask:
    lot = lot_of(answers, desk)
    likely = [Choice(f"{n} {lot.product.default_unit}") for n in lot.product.likely]
    words = texts.ASK_NEW_QUANTITY.format(product=lot.product.name, amount=thai.amount(lot.amount))
    return Ask(words, likely)


def read_quantity(said: Said, answers: Answers, desk: Desk) -> Answers:
    (entry,) = basket.read_number(said, _about_lot(answers, desk), desk)["items"]
    lot = lot_of(answers, desk)
    if lot.product.measure(entry["unit"])[0] != lot.measure:
        raise Unreadable(texts.SAME_MEASURE.format(unit=lot.measure))
    return {"number": entry["number"], "unit": entry["unit"], "left": False}


def _new_amount(answers: Answers, desk: Desk) -> Amount:
    """What the lot then holds; "เหลือ 5 โล" is said of what is not promised yet."""
    lot = lot_of(answers, desk)
    new = lot.product.amount(Fraction(answers["number"]), answers["unit"])
    return new.with_quantity(new.quantity + lot.promised()) if answers.get("left") else new


def show_quantity(answers: Answers, desk: Desk) -> Card:
    lot, new = lot_of(answers, desk), _new_amount(answers, desk)
    rows = [
        Row(texts.ROW_BEFORE, thai.amount(lot.amount)),
        Row(texts.ROW_AFTER, thai.amount(new), strong=True),
    ]
    if answers.get("left") and (promised := lot.promised()):
        free = thai.amount(new.with_quantity(new.quantity - promised))
        rows.append(Row(texts.ROW_KEPT_FOR_KITCHENS, thai.amount(new.with_quantity(promised))))
        rows.append(Row(texts.ROW_LEFT_TO_SELL, free, strong=True))
    return Card(texts.QUANTITY_CHANGE_CARD.format(product=lot.product.name), rows)


def change_quantity(answers: Answers, desk: Desk) -> list[Message]:
    lot, amount = lot_of(answers, desk), _new_amount(answers, desk)
    try:
        change_lot_quantity(desk.session, lot.id, amount, desk.now)
    except BelowPromised as below:
        promised = thai.amount(lot.amount.with_quantity(below.args[0]))
        raise Refused(texts.BELOW_PROMISED.format(amount=promised), reopen="number") from None
    words = texts.QUANTITY_CHANGED.format(product=lot.product.name, amount=thai.amount(amount))
    return [text(words, [say(texts.MENU_STOCK)])]


def ask_price(answers: Answers, desk: Desk) -> Ask:
    lot = lot_of(answers, desk)
    unit = lot.product.default_unit
    likely = [Choice(texts.PRICE_EACH.format(unit=unit, price=p)) for p in lot.product.likely_price]
    words = texts.ASK_NEW_PRICE.format(product=lot.product.name, price=thai.price(lot.price))
    return Ask(words, likely if lot.unit == unit else [])


def read_price(said: Said, answers: Answers, desk: Desk) -> Answers:
    (entry,) = basket.read_price(said, _about_lot(answers, desk), desk)["items"]
    if entry["basis"] == "total":
        raise Unreadable(texts.PRICE_HINT.format(unit=entry["unit"]))
    return {"price": entry["price"], "price_unit": entry["price_unit"]}


def _new_price(answers: Answers, lot: Lot) -> Price:
    """A price said without its unit is for the unit the old one was for."""
    unit = answers.get("price_unit") or lot.price_unit
    return lot.product.price(Fraction(answers["price"]), unit)


def show_price(answers: Answers, desk: Desk) -> Card:
    lot = lot_of(answers, desk)
    new = _new_price(answers, lot)
    rows = [
        Row(texts.ROW_BEFORE, thai.price(lot.price)),
        Row(texts.ROW_AFTER, thai.price(new), strong=True),
    ]
    return Card(texts.PRICE_CHANGE_CARD.format(product=lot.product.name), rows)


def change_price(answers: Answers, desk: Desk) -> list[Message]:
    lot = lot_of(answers, desk)
    price = _new_price(answers, lot)
    change_lot_price(desk.session, lot.id, price, desk.now)
    words = texts.PRICE_CHANGED.format(product=lot.product.name, price=thai.price(price))
    return [text(words, [say(texts.MENU_STOCK)])]


EDIT_QUANTITY = Conversation(
    name="edit_quantity",
    title=texts.QUANTITY_CHANGE_TITLE,
    words=frozenset({"แก้จำนวน"}),
    refuse=only_producers,
    begin=begin,
    take=take_quantity,
    questions=[WHICH, Question("number", texts.EDIT_QUANTITY, ask_quantity, read_quantity)],
    card=show_quantity,
    done=change_quantity,
)
EDIT_PRICE = Conversation(
    name="edit_price",
    title=texts.PRICE_CHANGE_TITLE,
    words=frozenset({"แก้ราคา"}),
    refuse=only_producers,
    begin=begin,
    take=take_price,
    questions=[WHICH, Question("price", texts.EDIT_PRICE, ask_price, read_price)],
    card=show_price,
    done=change_price,
)
