"""What is on offer, grouped by product; one tap starts an order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from bot import texts, thai
from bot.cards import MOST_BUBBLES, Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Message, say, shorten, tap, text, with_choices
from handlers.roles import only_members
from models.cycle import Cycle
from models.lot import Lot

ROWS = 4


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return listed(desk, texts.AVAILABLE_MORE)


def listed(desk: Desk, more: str) -> list[Message]:
    """more: what is said of goods that find no room, with their {count}."""
    lots = orderable(desk)
    groups = [list(some) for _, some in groupby(lots, key=lambda lot: lot.product_id)]
    buys = desk.member.may_buy
    choices = [say(texts.MENU_BUY)] if buys else []
    if not groups:
        return [text(texts.AVAILABLE_EMPTY if buys else texts.AVAILABLE_NOTHING, choices)]
    shown = [_card(some, desk) for some in groups[:MOST_BUBBLES]]
    messages = cards(shown, texts.AVAILABLE_TITLE)
    if len(groups) > MOST_BUBBLES:
        messages.append(text(more.format(count=len(groups) - MOST_BUBBLES)))
    messages[-1] = with_choices(messages[-1], choices)
    return messages


def orderable(desk: Desk) -> list[Lot]:
    """What can still be ordered for one of the days it is there."""
    cycle = Cycle.read(desk.session, desk.now)
    lots = desk.session.scalars(Lot.on_offer(desk.today)).all()
    return [lot for lot in lots if cycle.first_day(lot.product, desk.now) <= lot.available_until]


def _card(lots: list[Lot], desk: Desk) -> Card:
    product = lots[0].product
    rows = [_row(lot, desk) for lot in sorted(lots, key=lambda lot: lot.price.rate)[:ROWS]]
    buttons = []
    if desk.member.may_buy:
        words = texts.ORDER_THIS.format(product=product.name)
        buttons.append(tap(shorten(words, 20), {"go": "buy", "product": str(product.id)}, words))
    pictures = filter(None, (desk.picture(lot.photo) for lot in lots))
    return Card(
        product.name,
        rows,
        subtitle=product.category,
        buttons=buttons,
        picture=next(pictures, None),
    )


def _row(lot: Lot, desk: Desk) -> Row:
    first, last = thai.short_day(lot.available_from), thai.short_day(lot.available_until)
    days = first if first == last else f"{first} – {last}"
    note = texts.AVAILABLE_FROM.format(group=lot.producer_group.short_name, days=days)
    return Row(thai.amount(lot.amount.with_quantity(lot.free)), thai.price(lot.price), note)


VIEW = View(
    "available",
    frozenset({"มีอะไรบ้าง", "มีอะไร", "ดูสินค้า", "สินค้า", "มีไรบ้าง", "ของที่มี"}),
    show,
    only_members,
)
