"""What a producer has promised: where it goes, when, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Message, say, text, with_choices
from handlers.roles import only_producers
from models.allocation import Allocation
from models.offers import to_deliver
from models.order import Order


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    promised = desk.session.scalars(to_deliver(desk.member.id, desk.today)).all()
    if not promised:
        return [text(texts.NOTHING_TO_DELIVER, [say(texts.MENU_STOCK), say(texts.MENU_OFFERS)])]
    by_order = groupby(promised, key=lambda part: part.line.order)
    shown = cards([_card(order, list(some), desk) for order, some in by_order], texts.MENU_DELIVER)
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_STOCK)])]


def _card(order: Order, parts: Sequence[Allocation], desk: Desk) -> Card:
    rows = [
        Row(sent_as(part), thai.amount(part.amount), thai.price(part.price), strong=True)
        for part in parts
    ]
    rows.append(Row(texts.ROW_TOTAL, thai.baht(sum(part.total for part in parts)), strong=True))
    day = texts.DELIVER.format(day=thai.near_day(order.delivery_day, desk.today))
    return Card(day, rows, subtitle=f"{order.buyer.name} · {order.number}", lead=where(order))


def sent_as(part: Allocation) -> str:
    """ "คะน้า", or "กวางตุ้ง แทนคะน้า" where the buyer takes one for the other."""
    if not part.substitute_id:
        return part.product.name
    return texts.SENT_INSTEAD.format(product=part.product.name, wished=part.line.product.name)


def where(order: Order) -> str:
    """05.30–06.00 น. · ห้องครัวโภชนาการ"""
    return " · ".join(part for part in (order.buyer.delivery_window, order.place) if part)


_ASKED = ("ส่งอะไรบ้าง", "ต้องส่งอะไร", "ต้องส่งอะไรบ้าง", "ส่งหยังแน", "ต้องส่งหยัง", "ต้องส่งหยังแน")
_DAYS = ("พรุ่งนี้", "มื้ออื่น", "วันนี้", "มื้อนี้")
WORDS = frozenset(
    {"ต้องส่ง", "ของที่ต้องส่ง", *_ASKED}
    | {f"{day}{gap}{asked}" for day in _DAYS for asked in _ASKED for gap in ("", " ")}
    | {f"{asked}{gap}{day}" for day in _DAYS for asked in _ASKED for gap in ("", " ")}
)
VIEW = View(
    "deliveries",
    WORDS,
    show,
    only_producers,
)
