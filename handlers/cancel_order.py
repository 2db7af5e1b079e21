"""A purchaser cancels a whole order, until its cut-off."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers.front import menu
from handlers.orders_meant import meant, orders_of, too_late, which_order, with_day
from handlers.roles import only_buyers
from models.cancelling import cancel_order
from models.order import Order
from models.order_line import CutOffPassed


def begin_order(about: Mapping[str, str], desk: Desk) -> Answers:
    mine = orders_of(desk)
    if "order" in about:
        mine = [order for order in mine if str(order.id) == about["order"]]
    open_ones = [order for order in mine if order.may_cancel(desk.now)]
    if not open_ones:
        raise _nothing_to_cancel(mine, desk)
    return {"order": open_ones[0].id} if len(open_ones) == 1 else {}


def _nothing_to_cancel(mine: list[Order], desk: Desk) -> Refused:
    """It is too late for the one that is meant, or there is none."""
    if len(mine) == 1:
        return _too_late(mine[0], desk)
    return Refused(texts.NONE_TO_CANCEL)


def _too_late(order: Order, desk: Desk) -> Refused:
    """Of an order with several cut-offs the goods are named that are final."""
    if not order.may_change(desk.now):
        return too_late(CutOffPassed(order.cut_off_at), desk)
    final = [line for line in order.open_lines if not line.may_change(desk.now)]
    words = texts.PART_FINAL.format(
        goods=" ".join(dict.fromkeys(line.product.name for line in final)),
        number=order.number,
        cut_off=thai.moment(max(line.cut_off_at for line in final), desk.today),
    )
    return Refused(words, choices=[say(texts.TALK_TO_STAFF), *menu(desk)])


def take_order(reading: Reading, desk: Desk) -> Answers:
    """The order of the number or day that was said, and no other."""
    return meant(reading, desk)


def show_order(answers: Answers, desk: Desk) -> Card:
    order = desk.session.get_one(Order, answers["order"])
    rows = [Row(line.product.name, thai.amount(line.amount)) for line in order.open_lines]
    return Card(texts.CANCEL_ORDER_CARD, rows, subtitle=with_day(order, desk))


def do_cancel_order(answers: Answers, desk: Desk) -> list[Message]:
    try:
        order = cancel_order(desk.session, answers["order"], desk.now)
    except CutOffPassed:
        raise _too_late(desk.session.get_one(Order, answers["order"]), desk) from None
    words = texts.ORDER_CANCELLED.format(number=order.number)
    return [text(words, [say(texts.MENU_BUY), say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="cancel_order",
    title=texts.CANCEL_ORDER_TITLE,
    words=frozenset({"ยกเลิกออเดอร์", "ยกเลิกคำสั่งซื้อ"}),
    refuse=only_buyers,
    begin=begin_order,
    take=take_order,
    questions=[which_order()],
    card=show_order,
    done=do_cancel_order,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
