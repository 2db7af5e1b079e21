"""A purchaser cancels a whole order, until its cut-off."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import (
    Answers,
    Ask,
    Choice,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
)
from bot.language.normalize import bare, normalize
from bot.messages import Message, say, text
from bot.said import Said
from handlers.my_orders import orders_of
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from models.cancelling import cancel_order
from models.order import CutOffPassed, Order

ORDER_NUMBER = re.compile(r"or[ -]?0*(\d{1,9})(?!\d)")


def begin_order(about: Mapping[str, str], desk: Desk) -> Answers:
    mine = orders_of(desk)
    if "order" in about:
        mine = [order for order in mine if str(order.id) == about["order"]]
    open_ones = [order for order in mine if order.may_change(desk.now)]
    if not open_ones:
        raise _nothing_to_cancel(mine, desk)
    return {"order": open_ones[0].id} if len(open_ones) == 1 else {}


def _nothing_to_cancel(mine: list[Order], desk: Desk) -> Refused:
    """It is too late for the one that is meant, or there is none."""
    if len(mine) == 1:
        return too_late(CutOffPassed(mine[0].cut_off_at), desk)
    return Refused(texts.NONE_TO_CANCEL)


def ask_order(answers: Answers, desk: Desk) -> Ask:
    mine = [order for order in orders_of(desk) if order.may_change(desk.now)]
    choices = [Choice(f"{o.number} {thai.short_day(o.delivery_day)}", o.number) for o in mine]
    return Ask(texts.WHICH_ORDER, choices)


def read_order(said: Said, answers: Answers, desk: Desk) -> Answers:
    number = order_number(said.words)
    for order in orders_of(desk):
        if order.id == number and order.may_change(desk.now):
            return {"order": order.id}
    raise Unreadable(texts.EDIT_HINT)


def order_number(words: str) -> int | None:
    """OR-0001 wherever it stands in *words*, or a number that is all they say."""
    said = normalize(words)
    found = ORDER_NUMBER.search(said)
    return row_id(found[1] if found else bare(said))


def show_order(answers: Answers, desk: Desk) -> Card:
    order = desk.session.get_one(Order, answers["order"])
    rows = [Row(line.product.name, thai.amount(line.amount)) for line in order.open_lines]
    subtitle = f"{order.number} ส่ง{thai.near_day(order.delivery_day, desk.today)}"
    return Card(texts.CANCEL_ORDER_CARD, rows, subtitle=subtitle)


def do_cancel_order(answers: Answers, desk: Desk) -> list[Message]:
    try:
        order = cancel_order(desk.session, answers["order"], desk.now)
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    words = texts.ORDER_CANCELLED.format(number=order.number)
    return [text(words, [say(texts.MENU_BUY), say(texts.MENU_ORDERS)])]


def too_late(passed: CutOffPassed, desk: Desk) -> Refused:
    return Refused(texts.PAST_CUT_OFF.format(cut_off=thai.moment(passed.args[0], desk.today)))


CONVERSATION = Conversation(
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
