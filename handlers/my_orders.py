"""A purchaser follows their orders, line by line, and cancels until the cut-off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

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
from bot.messages import Action, Message, say, shorten, tap, text, with_choices
from bot.said import Said
from bot.sources import from_groups
from handlers.roles import only_buyers
from models.cancelling import cancel_line, cancel_order
from models.order import CutOffPassed, LineState, Order, OrderLine


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    orders = _mine(desk)
    if not orders:
        return [text(texts.MY_ORDERS_EMPTY, [say(texts.MENU_BUY), say(texts.MENU_AVAILABLE)])]
    shown = cards([_card(order, desk) for order in orders], texts.MENU_ORDERS)
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_BUY)])]


def _mine(desk: Desk) -> list[Order]:
    return list(desk.session.scalars(Order.of_member(desk.member.id, desk.today)))


def _card(order: Order, desk: Desk) -> Card:
    may_change = order.may_change(desk.now)
    rows = [_row(line, may_change, desk.now) for line in order.open_lines]
    buttons = []
    if may_change:
        shown = f"{texts.CANCEL_ORDER} {order.number}"
        buttons.append(tap(texts.CANCEL_ORDER, _data("cancel_order", order=order.id), shown))
    cut = thai.moment(order.cut_off_at, desk.today)
    foot = f"ยกเลิกเองได้ถึง {cut}" if may_change else f"ปิดรับแล้วเมื่อ {cut}"
    subtitle = f"ส่ง{thai.near_day(order.delivery_day, desk.today)} · {order.place}"
    return Card(order.number, rows, subtitle=subtitle, foot=foot, buttons=buttons)


def _row(line: OrderLine, may_cancel: bool, now: datetime) -> Row:
    buttons: tuple[Action, ...] = ()
    if may_cancel and len(line.order.open_lines) > 1:
        words = texts.CANCEL_LINE.format(product=line.product.name)
        buttons = (tap(shorten(words, 20), _data("cancel_line", line=line.id), words),)
    note = "\n".join(_progress(line, now))
    return Row(line.product.name, thai.amount(line.amount), note, strong=True, buttons=buttons)


def _progress(line: OrderLine, now: datetime) -> list[str]:
    parts = from_groups(
        [
            (part.lot.producer_group.short_name, part.amount, part.price)
            for part in line.allocations
            if part.is_promised
        ]
    )
    asked = line.reserved - line.promised
    if asked:
        parts.append(
            texts.WAITING_ANSWER.format(amount=thai.amount(line.amount.with_quantity(asked)))
        )
    if line.missing:
        missing = thai.amount(line.amount.with_quantity(line.missing))
        parts.append(
            (texts.LOOKING if line.order.may_change(now) else texts.SHORT).format(amount=missing)
        )
    return parts


def _data(name: str, **ids: int) -> dict[str, str]:
    return {"go": name, **{key: str(value) for key, value in ids.items()}}


# Cancelling one line


def begin_line(about: Mapping[str, str], desk: Desk) -> Answers:
    line = (
        desk.session.get(OrderLine, int(about["line"])) if about.get("line", "").isdigit() else None
    )
    if line is None or line.order.member_id != desk.member.id or line.state != LineState.OPEN:
        raise Refused(texts.ORDER_NOT_FOUND)
    if not line.order.may_change(desk.now):
        raise _too_late(CutOffPassed(line.order.cut_off_at), desk)
    return {"line": line.id}


def show_line(answers: Answers, desk: Desk) -> Card:
    line = desk.session.get_one(OrderLine, answers["line"])
    row = Row(line.product.name, thai.amount(line.amount), strong=True)
    return Card(texts.CANCEL_LINE_CARD, [row], subtitle=line.order.number)


def do_cancel_line(answers: Answers, desk: Desk) -> list[Message]:
    try:
        line = cancel_line(desk.session, answers["line"], desk.now)
    except CutOffPassed as passed:
        raise _too_late(passed, desk) from None
    words = texts.LINE_CANCELLED.format(product=line.product.name, number=line.order.number)
    return [text(words, [say(texts.MENU_ORDERS)])]


# Cancelling a whole order


def begin_order(about: Mapping[str, str], desk: Desk) -> Answers:
    mine = _mine(desk)
    if "order" in about:
        mine = [order for order in mine if str(order.id) == about["order"]]
    open_ones = [order for order in mine if order.may_change(desk.now)]
    if not open_ones:
        raise _nothing_to_cancel(mine, desk)
    return {"order": open_ones[0].id} if len(open_ones) == 1 else {}


def _nothing_to_cancel(mine: list[Order], desk: Desk) -> Refused:
    """It is too late for the one that is meant, or there is none."""
    if len(mine) == 1:
        return _too_late(CutOffPassed(mine[0].cut_off_at), desk)
    return Refused(texts.NONE_TO_CANCEL)


def ask_order(answers: Answers, desk: Desk) -> Ask:
    mine = [order for order in _mine(desk) if order.may_change(desk.now)]
    choices = [Choice(f"{o.number} {thai.short_day(o.delivery_day)}", o.number) for o in mine]
    return Ask(texts.WHICH_ORDER, choices)


def read_order(said: Said, answers: Answers, desk: Desk) -> Answers:
    digits = "".join(letter for letter in said.words if letter.isdigit())
    for order in _mine(desk):
        if digits and order.id == int(digits):
            return {"order": order.id}
    raise Unreadable(texts.EDIT_HINT)


def show_order(answers: Answers, desk: Desk) -> Card:
    order = desk.session.get_one(Order, answers["order"])
    rows = [Row(line.product.name, thai.amount(line.amount)) for line in order.open_lines]
    subtitle = f"{order.number} ส่ง{thai.near_day(order.delivery_day, desk.today)}"
    return Card(texts.CANCEL_ORDER_CARD, rows, subtitle=subtitle)


def do_cancel_order(answers: Answers, desk: Desk) -> list[Message]:
    try:
        order = cancel_order(desk.session, answers["order"], desk.now)
    except CutOffPassed as passed:
        raise _too_late(passed, desk) from None
    words = texts.ORDER_CANCELLED.format(number=order.number)
    return [text(words, [say(texts.MENU_BUY), say(texts.MENU_ORDERS)])]


def _too_late(passed: CutOffPassed, desk: Desk) -> Refused:
    return Refused(texts.PAST_CUT_OFF.format(cut_off=thai.moment(passed.args[0], desk.today)))


VIEW = View(
    "my_orders",
    frozenset({"ออเดอร์ของฉัน", "ดูออเดอร์", "ออเดอร์", "คำสั่งซื้อ", "คำสั่งซื้อของฉัน"}),
    show,
    only_buyers,
)
CANCEL_LINE = Conversation(
    name="cancel_line",
    title=texts.CANCEL_LINE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    begin=begin_line,
    questions=[],
    card=show_line,
    done=do_cancel_line,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
CANCEL_ORDER = Conversation(
    name="cancel_order",
    title=texts.CANCEL_ORDER_TITLE,
    words=frozenset({"ยกเลิกออเดอร์", "ยกเลิกคำสั่งซื้อ"}),
    refuse=only_buyers,
    begin=begin_order,
    questions=[Question("order", "", ask_order, read_order)],
    card=show_order,
    done=do_cancel_order,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
