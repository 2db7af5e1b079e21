"""A purchaser cancels lines of an order, until its cut-off."""

from __future__ import annotations

from collections.abc import Collection, Mapping

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
from handlers.orders_meant import (
    ORDER_NUMBER,
    changeable,
    meant,
    order_number,
    too_late,
)
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from models.cancelling import cancel_line
from models.order_line import CutOffPassed, LineState, OrderLine


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The line a button names; a sentence is yet to be read."""
    if "line" not in about:
        return {}
    number = row_id(about["line"])
    line = desk.session.get(OrderLine, number) if number else None
    if line is None or not _is_theirs(line, desk):
        raise Refused(texts.ORDER_NOT_FOUND)
    if not line.may_change(desk.now):
        raise too_late(CutOffPassed(line.cut_off_at), desk)
    return {"lines": [line.id]}


def _is_theirs(line: OrderLine, desk: Desk) -> bool:
    return line.order.buyer_id == desk.member.buyer_id and line.state == LineState.OPEN


def take(reading: Reading, desk: Desk) -> Answers:
    """The lines of the products named, in the orders that are meant. Raises Refused for none."""
    found = meant(reading, desk)
    ids = found.get("orders") or [found["order"]]
    lines = [line for order in changeable(desk) if order.id in ids for line in order.open_lines]
    wanted = [item.product_id for item in reading.items]
    chosen = [line.id for line in lines if line.product_id in wanted]
    absent = set(wanted) - {line.product_id for line in lines}
    if absent or not chosen:
        raise Refused(texts.NO_LINE_TO_CANCEL.format(product=_names(reading, absent, desk)))
    return {"lines": chosen}


def _names(reading: Reading, absent: Collection[int | None], desk: Desk) -> str:
    known = [desk.catalogue.product(product).name for product in absent if product]
    return " ".join(known) or " ".join(item.product_raw or "" for item in reading.items)


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    """Another product instead of the one on the card."""
    if reading.intent != "cancel" or not reading.items:
        return {}
    try:
        return take(reading, desk)
    except Refused as refused:
        raise Unreadable(refused.reason, meant=True) from None


def _lines(answers: Answers, desk: Desk) -> list[OrderLine]:
    """Those still there. Raises Refused when none is."""
    lines = [desk.session.get_one(OrderLine, line) for line in answers["lines"]]
    still = [line for line in lines if line.state == LineState.OPEN]
    if not still:
        raise Refused(texts.ORDER_NOT_FOUND)
    return still


def _is_unclear(answers: Answers, desk: Desk) -> bool:
    """Whether a product that was named stands in several lines."""
    lines = [desk.session.get_one(OrderLine, line) for line in answers.get("lines", ())]
    products = [line.product_id for line in lines]
    return not products or len(products) > len(set(products))


def ask_line(answers: Answers, desk: Desk) -> Ask:
    lines = _lines(answers, desk)
    return Ask(texts.WHICH_LINE, [_choice(line, lines) for line in lines])


def _choice(line: OrderLine, lines: Collection[OrderLine]) -> Choice:
    """By its order's number; by its amount, too, where an order has the product twice."""
    twins = [each for each in lines if _name(each) == _name(line)]
    amount = f" {thai.amount(line.amount)}" if len(twins) > 1 else ""
    return Choice(f"{_name(line)}{amount}", f"line {line.id}")


def _name(line: OrderLine) -> str:
    return f"{line.order.number} {line.product.name}"


def read_line(said: Said, answers: Answers, desk: Desk) -> Answers:
    """A button, an order's number, a product, or both; of other products nothing changes."""
    lines = _lines(answers, desk)
    tapped = [line for line in lines if said.words == f"line {line.id}"]
    chosen = tapped or _typed(said, lines, desk)
    if len(chosen) != 1:
        raise Unreadable(texts.EDIT_HINT)
    others = [line.id for line in lines if line.product_id != chosen[0].product_id]
    return {"lines": [chosen[0].id, *others]}


def _typed(said: Said, lines: Collection[OrderLine], desk: Desk) -> list[OrderLine]:
    number, product = order_number(said.words), _product(said, desk)
    labelled = [
        line for line in lines if normalize(_choice(line, lines).label) == normalize(said.words)
    ]
    return labelled or [
        line
        for line in lines
        if (number or product)
        and number in (None, line.order_id)
        and product in (None, line.product_id)
    ]


def _product(said: Said, desk: Desk) -> int | None:
    """The product named in the words, with an order's number beside it or not."""
    found = desk.catalogue.find(ORDER_NUMBER.sub("", normalize(said.words)))
    return found.id if found else None


def show(answers: Answers, desk: Desk) -> Card:
    lines = _lines(answers, desk)
    rows = [Row(line.product.name, thai.amount(line.amount), strong=True) for line in lines]
    numbers = dict.fromkeys(line.order.number for line in lines)
    return Card(texts.CANCEL_LINE_CARD, rows, subtitle=" ".join(numbers))


def done(answers: Answers, desk: Desk) -> list[Message]:
    try:
        lines = [cancel_line(desk.session, line.id, desk.now) for line in _lines(answers, desk)]
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    words = [
        texts.LINE_CANCELLED.format(product=line.product.name, number=line.order.number)
        for line in lines
    ]
    return [text("\n".join(words), [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="cancel_line",
    title=texts.CANCEL_LINE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    questions=[Question("lines", "", ask_line, read_line, needed=_is_unclear)],
    card=show,
    done=done,
    yes=texts.CANCEL_YES,
    no=texts.CANCEL_NO,
    dropped=texts.NOT_CANCELLED,
    undoes=True,
)
