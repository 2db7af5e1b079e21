"""A purchaser cancels until the cut-off: some lines, or a whole order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers.orders_meant import changeable, meant, mine, too_late, which_order
from handlers.roles import only_buyers
from models.cancelling import cancel_line, cancel_order
from models.order import CutOffPassed, LineState, Order, OrderLine

# Cancelling lines


def begin_lines(about: Mapping[str, str], desk: Desk) -> Answers:
    if not about.get("line", "").isdigit():
        return {}
    line = desk.session.get(OrderLine, int(about["line"]))
    if line is None or line.order.member_id != desk.member.id or line.state != LineState.OPEN:
        raise Refused(texts.ORDER_NOT_FOUND)
    if not line.order.may_change(desk.now):
        raise too_late(CutOffPassed(line.order.cut_off_at), desk)
    return {"lines": [line.id]}


def take_lines(reading: Reading, desk: Desk) -> Answers:
    """The lines of the products named, in the orders that are meant. Raises Refused for none."""
    found = meant(reading, desk)
    ids = found.get("orders") or [found["order"]]
    lines = [line for order in changeable(desk) if order.id in ids for line in order.open_lines]
    wanted = [item.product_id for item in reading.items]
    chosen = [line.id for line in lines if line.product_id in wanted]
    absent = set(wanted) - {line.product_id for line in lines}
    if absent or not chosen:
        raise Refused(texts.NO_SUCH_LINE.format(product=_names(reading, absent, desk)))
    return {"lines": chosen}


def _names(reading: Reading, absent: Iterable[int | None], desk: Desk) -> str:
    known = [desk.catalogue.product(product).name for product in absent if product]
    return " ".join(known) or " ".join(item.product_raw or "" for item in reading.items)


def _lines(answers: Answers, desk: Desk) -> list[OrderLine]:
    return [desk.session.get_one(OrderLine, line) for line in answers["lines"]]


def _is_unclear(answers: Answers, desk: Desk) -> bool:
    """Whether a product that was named stands in several lines."""
    products = [line.product_id for line in _lines(answers, desk)]
    return len(products) > len(set(products))


def ask_line(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.WHICH_LINE, [_choice(line, desk) for line in _lines(answers, desk)])


def _choice(line: OrderLine, desk: Desk) -> Choice:
    what = f"{line.product.name} {thai.amount(line.amount)}"
    return Choice(f"{thai.short_day(line.order.delivery_day)} {what}", str(line.id))


def read_line(said: Said, answers: Answers, desk: Desk) -> Answers:
    """The one that is chosen; of the other products nothing changes."""
    lines = _lines(answers, desk)
    chosen = next((line for line in lines if said.words == str(line.id)), None)
    if chosen is None:
        raise Unreadable(texts.EDIT_HINT)
    others = [line.id for line in lines if line.product_id != chosen.product_id]
    return {"lines": [chosen.id, *others]}


def show_lines(answers: Answers, desk: Desk) -> Card:
    lines = _lines(answers, desk)
    rows = [Row(line.product.name, thai.amount(line.amount), strong=True) for line in lines]
    numbers = dict.fromkeys(line.order.number for line in lines)
    return Card(texts.CANCEL_LINE_CARD, rows, subtitle=" ".join(numbers))


def do_cancel_lines(answers: Answers, desk: Desk) -> list[Message]:
    try:
        lines = [cancel_line(desk.session, line, desk.now) for line in answers["lines"]]
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    words = [
        texts.LINE_CANCELLED.format(product=line.product.name, number=line.order.number)
        for line in lines
    ]
    return [text("\n".join(words), [say(texts.MENU_ORDERS)])]


# Cancelling a whole order


def begin_order(about: Mapping[str, str], desk: Desk) -> Answers:
    orders = mine(desk)
    if "order" in about:
        orders = [order for order in orders if str(order.id) == about["order"]]
    open_ones = [order for order in orders if order.may_change(desk.now)]
    if not open_ones:
        raise _nothing_to_cancel(orders, desk)
    return {"order": open_ones[0].id} if len(open_ones) == 1 else {}


def _nothing_to_cancel(orders: list[Order], desk: Desk) -> Refused:
    """It is too late for the one that is meant, or there is none."""
    if len(orders) == 1:
        return too_late(CutOffPassed(orders[0].cut_off_at), desk)
    return Refused(texts.NONE_TO_CANCEL)


def take_order(reading: Reading, desk: Desk) -> Answers:
    """The order of the number or day that was said, and no other."""
    return meant(reading, desk)


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


CANCEL_LINE = Conversation(
    name="cancel_line",
    title=texts.CANCEL_LINE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    begin=begin_lines,
    take=take_lines,
    questions=[Question("lines", "", ask_line, read_line, needed=_is_unclear)],
    card=show_lines,
    done=do_cancel_lines,
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
    take=take_order,
    questions=[which_order()],
    card=show_order,
    done=do_cancel_order,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
