"""A producer looks at what they have on offer, changes it, or takes it back."""

from __future__ import annotations

from collections.abc import Mapping

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
from bot.language.reading import Reading
from bot.messages import Message, say, tap, text, with_choices
from bot.said import Said
from handlers.roles import only_producers
from models.cancelling import withdraw_lot
from models.lot import Lot, LotState


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    lots = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    if not lots:
        return [text(texts.MY_STOCK_EMPTY, [say(texts.MENU_SELL)])]
    shown = cards([_card(lot, desk) for lot in lots], texts.MENU_STOCK)
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_SELL)])]


def _card(lot: Lot, desk: Desk) -> Card:
    rows = [
        Row(texts.ROW_POSTED, _posted(lot), thai.price(lot.price), strong=True),
        Row(texts.ROW_PROMISED, thai.amount(lot.amount.with_quantity(lot.promised()))),
        Row(texts.ROW_FREE, thai.amount(lot.amount.with_quantity(lot.free))),
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
    until = texts.UNTIL.format(day=thai.near_day(lot.available_until, desk.today))
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


def take(reading: Reading, desk: Desk) -> Answers:
    """The lots of the product that was named. Raises Refused when there is none."""
    products = {item.product_id for item in reading.items if item.product_id}
    if not products and reading.items:
        raise Refused(texts.NO_SUCH_LOT.format(product=reading.items[0].product_raw or ""))
    if not products:
        return {}
    mine = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    lots = [lot.id for lot in mine if lot.product_id in products]
    if not lots:
        names = " ".join(desk.catalogue.product(product).name for product in products)
        raise Refused(texts.NO_SUCH_LOT.format(product=names))
    return {"lot": lots[0]} if len(lots) == 1 else {"lot": None, "lots": lots}


def lot_of(answers: Answers, desk: Desk) -> Lot:
    lot = desk.session.get(Lot, answers["lot"])
    if lot is None or lot.member_id != desk.member.id or lot.state != LotState.OPEN:
        raise Refused(texts.NOT_YOURS)
    return lot


def ask_lot(answers: Answers, desk: Desk) -> Ask:
    mine = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    some = answers.get("lots")
    return Ask(texts.WHICH_LOT, [_choice(lot) for lot in mine if not some or lot.id in some])


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


def show_withdraw(answers: Answers, desk: Desk) -> Card:
    lot = lot_of(answers, desk)
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
    lot = withdraw_lot(desk.session, lot_of(answers, desk).id, desk.now)
    words = texts.WITHDRAWN.format(product=lot.product.name)
    return [text(words, [say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


WHICH = Question("lot", "", ask_lot, read_lot, needed=lambda answers, desk: not answers.get("lot"))

VIEW = View("my_stock", frozenset({"ของฉัน", "ของที่ลงไว้", "สต็อก", "ดูของ"}), show, only_producers)

WITHDRAW = Conversation(
    name="withdraw",
    title=texts.WITHDRAW_TITLE,
    words=frozenset({"เอาออก", "ถอนของ", "เลิกขาย"}),
    refuse=only_producers,
    begin=begin,
    take=take,
    questions=[WHICH],
    card=show_withdraw,
    done=withdraw,
    yes=texts.WITHDRAW_YES,
    no=texts.WITHDRAW_NO,
    dropped=texts.NOT_WITHDRAWN,
)
