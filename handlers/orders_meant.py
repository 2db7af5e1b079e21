"""Which of their kitchen's orders a purchaser's words are about."""

from __future__ import annotations

import re
from datetime import timedelta

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language.normalize import bare, normalize
from bot.language.reading import Reading
from bot.messages import say
from bot.said import Said
from handlers.front import menu
from handlers.row_ids import row_id
from models.order import Order
from models.order_line import CutOffPassed

# What is asked for "ด้วย" so soon after an order goes with it, for the person to confirm.
FRESH = timedelta(minutes=10)
ORDER_NUMBER = re.compile(r"or[ -]?0*(\d{1,9})(?!\d)")


def orders_of(desk: Desk) -> list[Order]:
    """Those of the kitchen for today and later, whoever of it ordered, soonest first."""
    return list(desk.session.scalars(Order.of_buyer(desk.member.buyer_id, desk.today)))


def changeable(desk: Desk) -> list[Order]:
    return [order for order in orders_of(desk) if order.may_change(desk.now)]


def just_placed(desk: Desk) -> Order | None:
    """The newest of their own orders, while it is fresh in mind and can be changed."""
    since = desk.now - FRESH
    mine = [o for o in changeable(desk) if o.member_id == desk.member.id and o.placed_at >= since]
    return max(mine, key=lambda order: order.id, default=None)


def with_day(order: Order, desk: Desk) -> str:
    """OR-0012 ส่งพรุ่งนี้ (พุธ 25 พ.ย. 2569)"""
    day = texts.DELIVER.format(day=thai.near_day(order.delivery_day, desk.today))
    return f"{order.number} {day}"


def too_late(passed: CutOffPassed, desk: Desk) -> Refused:
    words = texts.PAST_CUT_OFF.format(cut_off=thai.moment(passed.args[0], desk.today))
    return Refused(words, choices=[say(texts.TALK_TO_STAFF), *menu(desk)])


def order_number(words: str) -> int | None:
    """OR-0001 wherever it stands in *words*, or a number that is all they say."""
    said = normalize(words)
    found = ORDER_NUMBER.search(said)
    return row_id(found[1] if found else bare(said))


def meant(reading: Reading, desk: Desk, moved: bool = False) -> Answers:
    """ "order" when it is sure, else "orders" to choose from. Raises Refused when there is none.

    moved: the day that was said is where it goes to, date_from is where it was.
    """
    day = reading.date_from if moved else reading.date
    said = [
        order
        for order in orders_of(desk)
        if reading.order_number in (None, order.id) and day in (None, order.delivery_day)
    ]
    ids = [order.id for order in said if order.may_change(desk.now)]
    if not ids and said:
        raise too_late(CutOffPassed(said[0].cut_off_at), desk)
    if not ids:
        raise Refused(texts.NO_SUCH_ORDER)
    return {"order": ids[0]} if len(ids) == 1 else {"order": None, "orders": ids}


def order_of(answers: Answers, desk: Desk) -> Order:
    """Raises Refused when it was cancelled or is not theirs."""
    order = next((order for order in changeable(desk) if order.id == answers["order"]), None)
    if order is None:
        old = desk.session.get(Order, answers["order"])
        if old is not None and old.buyer_id == desk.member.buyer_id and desk.now >= old.cut_off_at:
            raise too_late(CutOffPassed(old.cut_off_at), desk)
        raise Refused(texts.NO_SUCH_ORDER)
    return order


def which_order() -> Question:
    return Question("order", "", _ask, _read, needed=lambda answers, desk: not answers.get("order"))


def _choices(answers: Answers, desk: Desk) -> list[Order]:
    some = answers.get("orders")
    return [order for order in changeable(desk) if some is None or order.id in some]


def _ask(answers: Answers, desk: Desk) -> Ask:
    choices = [
        Choice(f"{order.number} {thai.short_day(order.delivery_day)}", order.number)
        for order in _choices(answers, desk)
    ]
    return Ask(texts.WHICH_ORDER, choices)


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    number = order_number(said.words)
    for order in changeable(desk):
        if order.id == number:
            return {"order": order.id}
    raise Unreadable(texts.EDIT_HINT)
