"""A producer looks at what they have on offer."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Message, say, tap, text, with_choices
from handlers.lots_meant import lots_of
from handlers.roles import only_producers
from models.lot import Lot


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    lots = lots_of(desk)
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


VIEW = View("my_stock", frozenset({"ของฉัน", "ของที่ลงไว้", "สต็อก", "ดูของ"}), show, only_producers)
