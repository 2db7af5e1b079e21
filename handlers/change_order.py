"""A purchaser changes an order that is placed: more goods in it, or another day."""

from __future__ import annotations

import re
from datetime import date

from bot import texts, thai
from bot.cards import Card, Row, day_row
from bot.conversation import Answers, Conversation, Desk, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers import basket, delivery_day, wishes
from handlers.history import largest_ordered
from handlers.new_words import learning
from handlers.orders_meant import just_placed, meant, order_of, too_late, which_order, with_day
from handlers.roles import only_buyers
from models.catalogue import Product
from models.changing import OrderGone, add_lines, move_order
from models.order import Order
from models.order_line import CutOffPassed

TOO = re.compile("ด้วย|อ้อ|อ๋อ|ลืม|เพิ่ม|อีกอย่าง")


def take_lines(reading: Reading, desk: Desk) -> Answers:
    newest = just_placed(desk) if is_too(reading) else None
    order = {"order": newest.id} if newest else meant(reading, desk)
    return order | basket.take(reading, desk)


def is_too(reading: Reading) -> bool:
    """ "อ้อ ขอผักชี 1 โลด้วย": goods beside those of an order, without a day of their own."""
    whose = reading.date or reading.order_number or reading.recurrence or reading.standing
    is_deal = reading.intent == "order" and reading.action in (None, "add")
    return is_deal and not whose and bool(reading.items) and TOO.search(reading.text) is not None


def show_lines(answers: Answers, desk: Desk) -> Card:
    order = order_of(answers, desk)
    rows = [wishes.row(entry, desk) for entry in answers["items"]]
    kept = " ".join(f"{line.product.name} {thai.amount(line.amount)}" for line in order.open_lines)
    return Card(
        texts.ADD_CARD,
        rows,
        lead=basket.left_out(answers),
        subtitle=with_day(order, desk),
        foot=texts.ADD_KEEPS.format(kept=kept),
    )


def do_add(answers: Answers, desk: Desk) -> list[Message]:
    wanted = [wishes.wanted(entry, desk) for entry in answers["items"]]
    try:
        order = add_lines(desk.session, answers["order"], wanted, desk.now)
    except CutOffPassed as passed:
        day = desk.session.get_one(Order, answers["order"]).delivery_day
        closed = delivery_day.why_closed(day, desk, delivery_day.goods(answers, desk))
        raise Refused(closed) if closed else too_late(passed, desk) from None
    except OrderGone:
        raise Refused(texts.NO_SUCH_ORDER) from None
    return [text(texts.LINES_ADDED.format(number=order.number), [say(texts.MENU_ORDERS)])]


def take_day(reading: Reading, desk: Desk) -> Answers:
    return meant(reading, desk, moved=True) | delivery_day.said_in(reading, desk)


def goods(answers: Answers, desk: Desk) -> list[Product]:
    """What is in the order that is moved, once it is known which."""
    order = desk.session.get(Order, answers["order"]) if answers.get("order") else None
    return [line.product for line in order.open_lines] if order else []


def show_day(answers: Answers, desk: Desk) -> Card:
    order = order_of(answers, desk)
    rows = [
        Row(line.product.name, thai.amount(line.amount), strong=True) for line in order.open_lines
    ]
    rows += [
        day_row(texts.ROW_OLD_DAY, order.delivery_day, desk.today),
        day_row(texts.ROW_NEW_DAY, date.fromisoformat(answers["day"]), desk.today),
    ]
    return Card(texts.MOVE_CARD, rows, subtitle=order.number, foot=texts.MOVE_FOOT)


def do_move(answers: Answers, desk: Desk) -> list[Message]:
    old, day = order_of(answers, desk), date.fromisoformat(answers["day"])
    if (closed := delivery_day.why_closed(day, desk, goods(answers, desk))) is not None:
        raise Refused(closed, reopen="day")
    try:
        order = move_order(desk.session, old.id, day, desk.now, source=desk.event_key)
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    except OrderGone:
        raise Refused(texts.NO_SUCH_ORDER) from None
    words = texts.MOVED.format(
        old=old.number, number=order.number, day=thai.near_day(day, desk.today)
    )
    return [text(words, [say(texts.MENU_ORDERS)])]


def no_lines_moved(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """A day said later is no day of this card: the order keeps its own."""
    return {}


ADD = Conversation(
    name="add_lines",
    title=texts.ADD_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    take=take_lines,
    more=basket.more(basket.take, "order", no_lines_moved),
    questions=[
        which_order(),
        *basket.questions(sells=False, likely=wishes.likely, take=basket.take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
    ],
    card=show_lines,
    done=learning(do_add),
)
MOVE = Conversation(
    name="move_order",
    title=texts.MOVE_TITLE,
    words=frozenset({"เลื่อนวันส่ง", "เปลี่ยนวันส่ง"}),
    refuse=only_buyers,
    begin=lambda about, desk: meant(Reading("order"), desk),
    take=take_day,
    more=lambda reading, said, answers, desk: (
        delivery_day.move(reading, answers, desk)
        if reading.action in ("change", "reschedule")
        else {}
    ),
    questions=[
        which_order(),
        delivery_day.question(goods),
    ],
    card=show_day,
    done=do_move,
)
