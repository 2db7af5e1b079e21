"""A purchaser orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot import texts
from bot.cards import Card, Row, day_row
from bot.conversation import Answers, Conversation, Desk, Question, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers import basket, delivery_day, tapped, wishes
from handlers.again import order_again
from handlers.cut_offs import of_lines, until
from handlers.history import largest_ordered
from handlers.new_words import learning
from handlers.roles import only_buyers
from handlers.terms import ask_part, ask_place, read_part, read_place
from models.cycle import Cycle
from models.order import Order
from models.order_line import CutOffPassed


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """What is known without asking: the usual place, and what was answered once before."""
    member = desk.member
    answers: Answers = {}
    if member.buyer:
        answers["place"] = member.buyer.place
    if member.part_is_fine is not None:
        answers["part"] = member.part_is_fine
    return answers | tapped.begin(about, desk)


def take(reading: Reading, desk: Desk) -> Answers:
    answers = basket.take(reading, desk) | delivery_day.said_in(reading, desk)
    return order_again(reading, answers, desk) if reading.action == "same_again" else answers


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    """What comes again and again is another wish, and not for this one day."""
    return {} if reading.recurrence else _more(reading, said, answers, desk)


_more = basket.more(take, "order", delivery_day.move)


def show(answers: Answers, desk: Desk) -> Card:
    rows = [wishes.row(entry, desk) for entry in answers["items"]]
    day = date.fromisoformat(answers["day"])
    part = texts.PART_YES if answers["part"] else texts.PART_NO
    rows += [
        day_row(texts.ROW_DAY, day, desk.today),
        Row(texts.ROW_PLACE, answers["place"]),
        Row(texts.ROW_PART, part),
    ]
    cycle, goods = Cycle.read(desk.session, desk.now), delivery_day.goods(answers, desk)
    cuts = until([(product.name, cycle.cut_off(product, day)) for product in goods], desk.today)
    foot = texts.CANCEL_UNTIL.format(cut_off=cuts)
    return Card(
        texts.BUY_CARD,
        rows,
        lead=basket.left_out(answers),
        subtitle=answers.get("like", ""),
        foot=foot,
    )


def done(answers: Answers, desk: Desk) -> list[Message]:
    wanted = [wishes.wanted(entry, desk) for entry in answers["items"]]
    desk.member.part_is_fine = answers["part"]
    try:
        order = Order.place_order(
            desk.session,
            desk.member,
            wanted,
            date.fromisoformat(answers["day"]),
            answers["place"],
            answers["part"],
            desk.now,
            source=desk.event_key,
        )
    except CutOffPassed:
        goods, day = delivery_day.goods(answers, desk), date.fromisoformat(answers["day"])
        closed = delivery_day.why_closed(day, desk, goods)
        raise Refused(closed or texts.DAY_HINT, reopen="day") from None
    cut = of_lines(order.lines, desk.today)
    words = texts.ORDERED.format(number=order.number, cut_off=cut)
    return [text(words, [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="buy",
    title=texts.BUY,
    words=frozenset({"สั่งซื้อ", "สั่ง", "ซื้อ", "สั่งของ", "สั่งสินค้า"}),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    adds=tapped.adds,
    questions=[
        *basket.questions(sells=False, likely=wishes.likely, take=take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
        basket.instead_question(),
        delivery_day.question(),
        Question("place", texts.EDIT_PLACE, ask_place, read_place, free=True),
        Question("part", texts.EDIT_PART, ask_part, read_part),
    ],
    card=show,
    done=learning(done),
)
