"""A producer looks at what they have on offer, changes it, or takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.conversation import (
    Answers,
    Ask,
    Choice,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
    View,
)
from bot.language.answers import read_product
from bot.language.normalize import normalize
from bot.messages import Message, say, tap, text, with_choices
from bot.said import Said
from handlers import basket
from handlers.roles import only_producers
from models.cancelling import change_lot_price, change_lot_quantity, withdraw_lot
from models.lot import BelowPromised, Lot, LotState


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    lots = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    if not lots:
        return [text(texts.MY_STOCK_EMPTY, [say(texts.MENU_SELL)])]
    shown = cards([_card(lot, desk) for lot in lots], texts.MENU_STOCK)
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_SELL)])]


def _card(lot: Lot, desk: Desk) -> Card:
    rows = [
        Row("ลงไว้", _posted(lot), thai.price(lot.price), strong=True),
        Row("ตกลงส่งแล้ว", thai.amount(lot.amount.with_quantity(lot.promised()))),
        Row("ยังเหลือ", thai.amount(lot.amount.with_quantity(lot.free))),
    ]
    changes = (
        (texts.CHANGE_QUANTITY, "edit_quantity"),
        (texts.CHANGE_PRICE, "edit_price"),
        (texts.WITHDRAW, "withdraw"),
    )
    buttons = [
        tap(label, {"go": name, "lot": str(lot.id)}, f"{label} {lot.product.name}")
        for label, name in changes
    ]
    until = f"ถึง{thai.near_day(lot.available_until, desk.today)}"
    return Card(lot.product.name, rows, subtitle=until, buttons=buttons)


def _posted(lot: Lot) -> str:
    """20–25 กก., with the upper end that is only hoped for."""
    if not lot.hoped:
        return thai.amount(lot.amount)
    return thai.span(lot.amount, lot.amount.with_quantity(lot.hoped))


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The lot a button names, or the only one there is. Raises Refused when it is not theirs."""
    mine = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    if not mine:
        raise Refused(texts.MY_STOCK_EMPTY)
    if "lot" not in about:
        return {"lot": mine[0].id} if len(mine) == 1 else {}
    if about["lot"] not in {str(lot.id) for lot in mine}:
        raise Refused(texts.NOT_YOURS)
    return {"lot": int(about["lot"])}


def _lot(answers: Answers, desk: Desk) -> Lot:
    lot = desk.session.get(Lot, answers["lot"])
    if lot is None or lot.member_id != desk.member.id or lot.state != LotState.OPEN:
        raise Refused(texts.NOT_YOURS)
    return lot


def ask_lot(answers: Answers, desk: Desk) -> Ask:
    mine = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    return Ask(texts.WHICH_LOT, [_choice(lot) for lot in mine])


def _choice(lot: Lot) -> Choice:
    return Choice(f"{lot.product.name} {thai.amount(lot.amount)}", str(lot.id))


def read_lot(said: Said, answers: Answers, desk: Desk) -> Answers:
    mine = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    product = read_product(said.words, desk.catalogue).product
    named = [lot for lot in mine if normalize(_choice(lot).label) == normalize(said.words)]
    meant = named or [
        lot
        for lot in mine
        if said.words == str(lot.id) or (product and product.id == lot.product_id)
    ]
    if len(meant) != 1:
        raise Unreadable(texts.EDIT_HINT, [_choice(lot) for lot in meant], meant=bool(meant))
    return {"lot": meant[0].id}


def _about_lot(answers: Answers, desk: Desk) -> Answers:
    """The lot as an item without its number and price, so that the basket's readers serve it."""
    lot = _lot(answers, desk)
    return {"items": [{"product": lot.product_id, "unit": lot.unit}]}


def ask_quantity(answers: Answers, desk: Desk) -> Ask:
    lot = _lot(answers, desk)
    likely = [Choice(f"{n} {lot.product.default_unit}") for n in lot.product.likely]
    words = texts.ASK_NEW_QUANTITY.format(product=lot.product.name, amount=thai.amount(lot.amount))
    return Ask(words, likely)


def read_quantity(said: Said, answers: Answers, desk: Desk) -> Answers:
    (entry,) = basket.read_number(said, _about_lot(answers, desk), desk)["items"]
    lot = _lot(answers, desk)
    if lot.product.measure(entry["unit"])[0] != lot.measure:
        raise Unreadable(texts.SAME_MEASURE.format(unit=lot.measure))
    return {"number": entry["number"], "unit": entry["unit"]}


def show_quantity(answers: Answers, desk: Desk) -> Card:
    lot = _lot(answers, desk)
    new = lot.product.amount(Fraction(answers["number"]), answers["unit"])
    rows = [
        Row("เดิม", thai.amount(lot.amount)),
        Row("เป็น", thai.amount(new), strong=True),
    ]
    return Card(f"แก้จำนวน {lot.product.name}", rows)


def change_quantity(answers: Answers, desk: Desk) -> list[Message]:
    lot = _lot(answers, desk)
    amount = lot.product.amount(Fraction(answers["number"]), answers["unit"])
    try:
        change_lot_quantity(desk.session, lot.id, amount, desk.now)
    except BelowPromised as below:
        promised = thai.amount(lot.amount.with_quantity(below.args[0]))
        raise Refused(texts.BELOW_PROMISED.format(amount=promised), reopen="number") from None
    words = texts.QUANTITY_CHANGED.format(product=lot.product.name, amount=thai.amount(amount))
    return [text(words, [say(texts.MENU_STOCK)])]


def ask_price(answers: Answers, desk: Desk) -> Ask:
    lot = _lot(answers, desk)
    likely = [Choice(f"{lot.product.default_unit}ละ {p}") for p in lot.product.likely_price]
    words = texts.ASK_NEW_PRICE.format(product=lot.product.name, price=thai.price(lot.price))
    return Ask(words, likely if lot.unit == lot.product.default_unit else [])


def read_price(said: Said, answers: Answers, desk: Desk) -> Answers:
    (entry,) = basket.read_price(said, _about_lot(answers, desk), desk)["items"]
    if entry["basis"] == "total":
        raise Unreadable(texts.PRICE_HINT.format(unit=entry["unit"]))
    return {"price": entry["price"], "price_unit": entry["price_unit"]}


def show_price(answers: Answers, desk: Desk) -> Card:
    lot = _lot(answers, desk)
    new = lot.product.price(Fraction(answers["price"]), answers["price_unit"])
    rows = [Row("เดิม", thai.price(lot.price)), Row("เป็น", thai.price(new), strong=True)]
    return Card(f"แก้ราคา {lot.product.name}", rows)


def change_price(answers: Answers, desk: Desk) -> list[Message]:
    lot = _lot(answers, desk)
    price = lot.product.price(Fraction(answers["price"]), answers["price_unit"])
    change_lot_price(desk.session, lot.id, price, desk.now)
    words = texts.PRICE_CHANGED.format(product=lot.product.name, price=thai.price(price))
    return [text(words, [say(texts.MENU_STOCK)])]


def show_withdraw(answers: Answers, desk: Desk) -> Card:
    lot = _lot(answers, desk)
    row = Row(lot.product.name, thai.amount(lot.amount), thai.price(lot.price), strong=True)
    warnings = (
        (texts.WITHDRAW_PROMISED, lot.promised()),
        (texts.WITHDRAW_OFFERED, lot.reserved - lot.promised()),
    )
    foot = "\n".join(
        words.format(amount=thai.amount(lot.amount.with_quantity(quantity)))
        for words, quantity in warnings
        if quantity
    )
    return Card(texts.WITHDRAW_CARD, [row], foot=foot)


def withdraw(answers: Answers, desk: Desk) -> list[Message]:
    lot = withdraw_lot(desk.session, _lot(answers, desk).id, desk.now)
    words = texts.WITHDRAWN.format(product=lot.product.name)
    return [text(words, [say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


WHICH = Question("lot", "", ask_lot, read_lot)

VIEW = View("my_stock", frozenset({"ของฉัน", "ของที่ลงไว้", "สต็อก", "ดูของ"}), show, only_producers)

EDIT_QUANTITY = Conversation(
    name="edit_quantity",
    title=texts.QUANTITY_CHANGE_TITLE,
    words=frozenset({"แก้จำนวน"}),
    refuse=only_producers,
    begin=begin,
    questions=[WHICH, Question("number", "จำนวน", ask_quantity, read_quantity)],
    card=show_quantity,
    done=change_quantity,
)
EDIT_PRICE = Conversation(
    name="edit_price",
    title=texts.PRICE_CHANGE_TITLE,
    words=frozenset({"แก้ราคา"}),
    refuse=only_producers,
    begin=begin,
    questions=[WHICH, Question("price", "ราคา", ask_price, read_price)],
    card=show_price,
    done=change_price,
)
WITHDRAW = Conversation(
    name="withdraw",
    title=texts.WITHDRAW_TITLE,
    words=frozenset({"เอาออก", "ถอนของ", "เลิกขาย"}),
    refuse=only_producers,
    begin=begin,
    questions=[WHICH],
    card=show_withdraw,
    done=withdraw,
    yes=texts.WITHDRAW_YES,
    no=texts.WITHDRAW_NO,
    dropped=texts.NOT_WITHDRAWN,
)
