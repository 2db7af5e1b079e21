"""Which ordered lines words about substitutes mean, and what is asked for by them."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language.reader import read
from bot.language.reading import Reading
from bot.said import Said
from handlers.orders_meant import changeable, order_number
from models.catalogue import Product
from models.order_line import OrderLine
from models.proposing import propose

# "เอากวางตุ้ง 5 กก. แทน" takes what is proposed; "คะน้าแทนด้วยกวางตุ้งได้" says what may be sent.
_TAKES = re.compile(r"^\s*(?:งั้น|ได้)?\s*(?:เอา|ขอ|รับ)(?!.*ด้วย).*แทน")


def conversation_for(reading: Reading, desk: Desk) -> str | None:
    """'take_substitute' or 'substitutes', when a sentence is about what is ordered already."""
    if "แทน" not in reading.text and not reading.only_this:
        return None
    if takes(reading) and replaceable(reading, desk):
        return "take_substitute"
    wished = wished_in(reading)
    counted = {item.product_id for item in reading.items if item.quantity}
    if wished and not wished & counted and lines_of(wished, reading, desk):
        return "substitutes"
    return None


def takes(reading: Reading) -> bool:
    return bool(_TAKES.match(reading.text)) and bool(offered_in(reading))


def offered_in(reading: Reading) -> set[int]:
    """What is to be sent instead."""
    wished = {each for each, _ in reading.substitutes}
    named = {item.product_id for item in reading.items if item.product_id}
    return {other for _, other in reading.substitutes} or named - wished


def wished_in(reading: Reading) -> set[int]:
    """What it may be sent for."""
    named = {item.product_id for item in reading.items if item.product_id}
    return {each for each, _ in reading.substitutes} or (named if reading.only_this else set())


def lines_of(products: Collection[int], reading: Reading | None, desk: Desk) -> list[OrderLine]:
    """The kitchen's lines of these products that may still be changed."""
    number, day = (reading.order_number, reading.date) if reading else (None, None)
    return [
        line
        for order in changeable(desk)
        if number in (None, order.id) and day in (None, order.delivery_day)
        for line in order.open_lines
        if line.product_id in products and line.may_change(desk.now)
    ]


def replaceable(reading: Reading, desk: Desk) -> list[OrderLine]:
    """The lines it can be sent for now; where there is none, one that it is too late for."""
    (other, *more), wished = offered_in(reading), {each for each, _ in reading.substitutes}
    if more:
        return []
    product = desk.session.get_one(Product, other)
    all_goods = {line.product_id for order in changeable(desk) for line in order.open_lines}
    related = [
        line
        for line in lines_of(wished or all_goods, reading, desk)
        if wished or product in line.product.near
    ]
    there = [
        line
        for line in related
        if not line.substitutes and propose(desk.session, line, desk.now, product)
    ]
    return there or sorted(related, key=lambda line: not line.missing)[:1]


def among(lines: Collection[OrderLine]) -> Answers:
    """Raises Refused when there is none."""
    if not lines:
        raise Refused(texts.INSTEAD_NO_LINE)
    ids = [line.id for line in lines]
    return {"line": ids[0]} if len(ids) == 1 else {"line": None, "among": ids}


def line_of(answers: Answers, desk: Desk) -> OrderLine:
    """Raises Refused when it is not theirs, or final by now."""
    line = next((each for each in _mine(desk) if each.id == answers["line"]), None)
    if line is None:
        raise Refused(texts.INSTEAD_NO_LINE)
    return line


def _mine(desk: Desk) -> list[OrderLine]:
    lines = [line for order in changeable(desk) for line in order.open_lines]
    return [line for line in lines if line.may_change(desk.now)]


def which_line() -> Question:
    return Question("line", "", _ask, _read, needed=lambda answers, desk: not answers.get("line"))


def _label(line: OrderLine) -> str:
    return texts.INSTEAD_LINE.format(
        number=line.order.number, product=line.product.name, amount=thai.amount(line.amount)
    )


def _choices(answers: Answers, desk: Desk) -> list[OrderLine]:
    some = answers.get("among")
    return [line for line in _mine(desk) if some is None or line.id in some]


def _ask(answers: Answers, desk: Desk) -> Ask:
    lines = _choices(answers, desk)
    if not lines:
        raise Refused(texts.INSTEAD_NO_LINE)
    return Ask(texts.INSTEAD_WHICH, [Choice(_label(line), str(line.id)) for line in lines])


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    reading = read(said.words, role="buyer", catalogue=desk.catalogue, today=desk.today)
    products = {item.product_id for item in reading.items}
    number = reading.order_number or order_number(said.words)
    lines = _choices(answers, desk)
    for meant in (
        [line for line in lines if said.words.strip() in (_label(line), str(line.id))],
        [x for x in lines if number in (None, x.order_id) and x.product_id in products],
        [x for x in lines if number == x.order_id],
    ):
        if len(meant) == 1:
            return {"line": meant[0].id}
    raise Unreadable(texts.EDIT_HINT)
