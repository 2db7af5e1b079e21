"""A purchaser follows their orders, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Action, Message, say, shorten, tap, text, with_choices
from bot.sources import Source, with_substitutes
from handlers.cut_offs import what_may_change
from handlers.orders_meant import orders_of
from handlers.roles import only_buyers
from models.allocation import Allocation
from models.order import Order
from models.order_line import OrderLine


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    orders = orders_of(desk)
    if not orders:
        return [text(texts.MY_ORDERS_EMPTY, [say(texts.MENU_BUY), say(texts.MENU_AVAILABLE)])]
    shown = cards([_card(order, desk) for order in orders], texts.MENU_ORDERS)
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_BUY)])]


def show_how(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """What can be done about an amount that is ordered already, with the orders."""
    return [text(texts.CHANGE_LINE_HOW), *show(about, desk)]


def _card(order: Order, desk: Desk) -> Card:
    rows = [_row(line, desk.now) for line in order.open_lines]
    buttons = []
    if any(line.missing for line in order.open_lines):
        why = texts.WHY_OF_ORDER.format(number=order.number)
        buttons.append(tap(why, _data("why", order=order.id)))
    if order.may_cancel(desk.now):
        shown = f"{texts.CANCEL_ORDER} {order.number}"
        buttons.append(tap(texts.CANCEL_ORDER, _data("cancel_order", order=order.id), shown))
    foot = what_may_change(order.open_lines, desk.now, desk.today)
    if order.member_id != desk.member.id:
        foot = f"{texts.ORDERED_BY.format(name=order.member.name)}\n{foot}"
    day = texts.DELIVER.format(day=thai.near_day(order.delivery_day, desk.today))
    subtitle = f"{day} · {order.place}"
    return Card(order.number, rows, subtitle=subtitle, foot=foot, buttons=buttons)


def _row(line: OrderLine, now: datetime) -> Row:
    buttons: tuple[Action, ...] = ()
    if line.may_change(now) and len(line.order.open_lines) > 1:
        words = texts.CANCEL_LINE.format(product=line.product.name)
        buttons = (tap(shorten(words, 20), _data("cancel_line", line=line.id), words),)
    allowed = [each.product.name for each in line.substitutes]
    notes = [texts.INSTEAD_NAMED.format(names=", ".join(allowed))] if allowed else []
    notes += [texts.INSTEAD_NEVER] if line.only_this else []
    note = "\n".join([*_progress(line, now), *(notes if line.missing else ())])
    if line.missing and line.may_change(now):
        words = texts.INSTEAD_OF_LINE.format(product=line.product.name)
        about = _data("substitutes", line=line.id)
        buttons = (*buttons, tap(shorten(words, 20), about, words))
    return Row(line.product.name, thai.amount(line.amount), note, strong=True, buttons=buttons)


def _progress(line: OrderLine, now: datetime) -> list[str]:
    name = line.product.name
    promised = [part for part in line.allocations if part.is_promised]
    parts = with_substitutes([(_instead(part), _source(part)) for part in promised], name)
    parts += _waiting_instead(line)
    asked = line.reserved - line.promised
    if asked:
        parts.append(
            texts.WAITING_ANSWER.format(amount=thai.amount(line.amount.with_quantity(asked)))
        )
    if line.missing:
        missing = thai.amount(line.amount.with_quantity(line.missing))
        parts.append(
            (texts.LOOKING if line.may_change(now) else texts.SHORT).format(amount=missing)
        )
    return parts


def _instead(part: Allocation) -> str | None:
    return part.product.name if part.substitute_id else None


def _source(part: Allocation) -> Source:
    return part.lot.producer_group.short_name, part.amount, part.price


def _waiting_instead(line: OrderLine) -> list[str]:
    """What is being asked for instead; how much of it waits is told with the rest."""
    asked = [part.product.name for part in line.allocations if part.is_offered and _instead(part)]
    sent = texts.SENT_INSTEAD
    return [sent.format(product=x, wished=line.product.name) for x in dict.fromkeys(asked)]


def _data(name: str, **ids: int) -> dict[str, str]:
    return {"go": name, **{key: str(value) for key, value in ids.items()}}


WORDS = (
    *("ออเดอร์ของฉัน", "ดูออเดอร์", "ออเดอร์", "คำสั่งซื้อ", "คำสั่งซื้อของฉัน", "ถึงไหนแล้ว"),
    *("ของมาหรือยัง", "ของมายัง", "ของถึงไหนแล้ว", "ของจะมาเมื่อไหร่", "ได้ของหรือยัง"),
)
VIEW = View(
    "my_orders",
    frozenset(WORDS),
    show,
    only_buyers,
)
HOW = View("change_order", frozenset(), show_how, only_buyers)
