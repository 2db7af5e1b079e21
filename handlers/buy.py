"""A purchaser orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot import texts, thai
from bot.cards import Card, Row, day_row
from bot.conversation import Answers, Conversation, Desk, Question, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers import basket, delivery_day, wishes
from handlers.again import order_again
from handlers.history import largest_ordered
from handlers.new_words import learning
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from handlers.terms import ask_part, ask_place, read_part, read_place
from models.calendar import cut_off
from models.catalogue import Product
from models.order import CutOffPassed, Order


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """What is known without asking: the usual place, and what was answered once before."""
    member = desk.member
    answers: Answers = {}
    if member.buyer:
        answers["place"] = member.buyer.place
    if member.part_is_fine is not None:
        answers["part"] = member.part_is_fine
    if product := _product(about, desk):
        answers["items"] = [{"product": product}]
    return answers


def _product(about: Mapping[str, str], desk: Desk) -> int | None:
    product = row_id(about.get("product", ""))
    return product if product and desk.session.get(Product, product) else None


def adds(about: Mapping[str, str], answers: Answers, desk: Desk) -> Answers:
    """A button that orders something puts it into the basket that is open."""
    product, items = _product(about, desk), answers.get("items")
    if not product or not items:
        return {}
    there = any(entry.get("product") == product for entry in items)
    return basket.limited([*items, *([] if there else [{"product": product}])], desk)


def take(reading: Reading, desk: Desk) -> Answers:
    answers = basket.take(reading, desk) | delivery_day.said_in(reading, desk)
    return order_again(reading, answers, desk) if reading.action == "same_again" else answers


def show(answers: Answers, desk: Desk) -> Card:
    rows = [wishes.row(entry, desk) for entry in answers["items"]]
    day = date.fromisoformat(answers["day"])
    part = texts.PART_YES if answers["part"] else texts.PART_NO
    rows += [
        day_row(texts.ROW_DAY, day, desk.today),
        Row(texts.ROW_PLACE, answers["place"]),
        Row(texts.ROW_PART, part),
    ]
    foot = texts.CANCEL_UNTIL.format(cut_off=thai.moment(cut_off(day), desk.today))
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
        day = date.fromisoformat(answers["day"])
        raise Refused(delivery_day.why_closed(day, desk) or texts.DAY_HINT, reopen="day") from None
    cut = thai.moment(order.cut_off_at, desk.today)
    words = texts.ORDERED.format(number=order.number, cut_off=cut)
    return [text(words, [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="buy",
    title=texts.BUY,
    words=frozenset({"สั่งซื้อ", "สั่ง", "ซื้อ", "สั่งของ", "สั่งสินค้า"}),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=basket.more(take, "order", delivery_day.move),
    adds=adds,
    questions=[
        *basket.questions(sells=False, likely=wishes.likely, take=take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
        delivery_day.QUESTION,
        Question("place", texts.EDIT_PLACE, ask_place, read_place, free=True),
        Question("part", texts.EDIT_PART, ask_part, read_part),
    ],
    card=show,
    done=learning(done),
)
