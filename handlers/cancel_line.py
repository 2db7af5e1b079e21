"""A purchaser cancels one line of an order, until its cut-off."""

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
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers.cancel_order import ORDER_NUMBER, order_number, too_late
from handlers.my_orders import orders_of
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from models.cancelling import cancel_line
from models.order import CutOffPassed, LineState, OrderLine


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The line a button names; a sentence is yet to be read."""
    if "line" not in about:
        return {}
    number = row_id(about["line"])
    line = desk.session.get(OrderLine, number) if number else None
    if line is None or not _is_theirs(line, desk):
        raise Refused(texts.ORDER_NOT_FOUND)
    if not line.order.may_change(desk.now):
        raise too_late(CutOffPassed(line.order.cut_off_at), desk)
    return {"line": line.id}


def _is_theirs(line: OrderLine, desk: Desk) -> bool:
    return line.order.buyer_id == desk.member.buyer_id and line.state == LineState.OPEN


def take(reading: Reading, desk: Desk) -> Answers:
    """The lines of the products that are named. Raises Refused when none can be cancelled."""
    products = [item.product_id for item in reading.items if item.product_id]
    lines = _lines_of(products, desk)
    if not lines:
        names = " ".join(desk.catalogue.product(product).name for product in products)
        raise Refused(texts.NO_LINE_TO_CANCEL.format(product=names))
    return {"line": lines[0].id} if len(lines) == 1 else {"products": products}


def more(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """Another product instead of the one on the card."""
    lines = _lines_of([item.product_id for item in reading.items if item.product_id], desk)
    return {"line": lines[0].id} if len(lines) == 1 else {}


def _lines_of(products: Iterable[int], desk: Desk) -> list[OrderLine]:
    changeable = [order for order in orders_of(desk) if order.may_change(desk.now)]
    wanted = set(products)
    return [line for order in changeable for line in order.open_lines if line.product_id in wanted]


def ask_line(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.WHICH_LOT, [_choice(line) for line in _meant(answers, desk)])


def _meant(answers: Answers, desk: Desk) -> list[OrderLine]:
    lines = _lines_of(answers.get("products", ()), desk)
    if not lines:
        raise Refused(texts.ORDER_NOT_FOUND)
    return lines


def _choice(line: OrderLine) -> Choice:
    return Choice(f"{line.order.number} {line.product.name}", f"line {line.id}")


def read_line(said: Said, answers: Answers, desk: Desk) -> Answers:
    """A button, an order's number, a product, or both."""
    lines = _meant(answers, desk)
    tapped = [line for line in lines if said.words == f"line {line.id}"]
    number, product = order_number(said.words), _product(said, desk)
    typed = [
        line
        for line in lines
        if (number or product)
        and number in (None, line.order_id)
        and product in (None, line.product_id)
    ]
    meant = tapped or typed
    if len(meant) != 1:
        raise Unreadable(texts.EDIT_HINT)
    return {"line": meant[0].id}


def _product(said: Said, desk: Desk) -> int | None:
    """The product named in the words, with an order's number beside it or not."""
    found = desk.catalogue.find(ORDER_NUMBER.sub("", normalize(said.words)))
    return found.id if found else None


def show(answers: Answers, desk: Desk) -> Card:
    line = desk.session.get_one(OrderLine, answers["line"])
    row = Row(line.product.name, thai.amount(line.amount), strong=True)
    return Card(texts.CANCEL_LINE_CARD, [row], subtitle=line.order.number)


def done(answers: Answers, desk: Desk) -> list[Message]:
    try:
        line = cancel_line(desk.session, answers["line"], desk.now)
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    words = texts.LINE_CANCELLED.format(product=line.product.name, number=line.order.number)
    return [text(words, [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="cancel_line",
    title=texts.CANCEL_LINE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    questions=[Question("line", "", ask_line, read_line)],
    card=show,
    done=done,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
