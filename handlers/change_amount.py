"""A producer changes how much of something is on offer."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.cards import Row
from bot.conversation import Answers, Desk, Refused, Unreadable
from bot.language.reading import Reading
from bot.said import Said
from handlers.basket import Entry, read_number
from handlers.change_stock import Change, as_item, fits
from models.cancelling import change_lot_quantity
from models.lot import BelowPromised, Lot
from models.measure import Amount


def likely(lot: Lot) -> list[str]:
    return [f"{number} {lot.product.default_unit}" for number in lot.product.likely]


def hear(entry: Entry, reading: Reading, lot: Lot | None) -> Answers:
    if not entry.get("number") or entry.get("most") or not fits(entry.get("unit"), lot):
        return {}
    return {"number": entry["number"], "unit": entry["unit"], "left": reading.left}


def read(said: Said, lot: Lot, desk: Desk) -> Answers:
    (entry,) = read_number(said, as_item(lot), desk)["items"]
    if lot.product.measure(entry["unit"])[0] != lot.measure:
        raise Unreadable(texts.SAME_MEASURE.format(unit=lot.measure))
    return {"number": entry["number"], "unit": entry["unit"], "left": False}


def new_amount(answers: Answers, lot: Lot) -> Amount:
    """What the lot then holds; "เหลือ 5 โล" is said of what is not promised yet."""
    new = lot.product.amount(Fraction(answers["number"]), answers["unit"])
    return new.with_quantity(new.quantity + lot.promised()) if answers.get("left") else new


def what_is_left(answers: Answers, lot: Lot, new: Amount) -> list[Row]:
    promised = lot.promised()
    if not answers.get("left") or not promised:
        return []
    free = new.with_quantity(new.quantity - promised)
    return [
        Row(texts.ROW_KEPT_FOR_KITCHENS, thai.amount(new.with_quantity(promised))),
        Row(texts.ROW_LEFT_TO_SELL, thai.amount(free), strong=True),
    ]


def keep(lot: Lot, amount: Amount, desk: Desk) -> None:
    try:
        change_lot_quantity(desk.session, lot.id, amount, desk.now)
    except BelowPromised as below:
        promised = thai.amount(lot.amount.with_quantity(below.args[0]))
        raise Refused(texts.BELOW_PROMISED.format(amount=promised), reopen="number") from None


CONVERSATION = Change(
    slot="number",
    label=texts.EDIT_QUANTITY,
    asks=texts.ASK_NEW_QUANTITY,
    card=texts.QUANTITY_CHANGE_CARD,
    changed=texts.QUANTITY_CHANGED,
    likely=likely,
    hear=hear,
    read=read,
    old=lambda lot: lot.amount,
    new=new_amount,
    write=thai.amount,
    keep=keep,
    effect=what_is_left,
).conversation("edit_quantity", texts.QUANTITY_CHANGE_TITLE, frozenset({"แก้จำนวน"}))
