"""A purchaser orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy import func, select

from bot import texts, thai
from bot.cards import Card, Row, day_row
from bot.conversation import (
    Answers,
    Ask,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
)
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers import basket, tapped
from handlers.again import order_again
from handlers.days import day_choices, days_from, read_day
from handlers.history import largest_ordered
from handlers.roles import only_buyers
from handlers.terms import ask_part, ask_place, read_part, read_place
from models.calendar import FURTHEST_DAY, cut_off, first_delivery_day
from models.catalogue import Product
from models.lot import Lot, LotState
from models.measure import Price
from models.order import CutOffPassed, Order, Wanted

LIKELY = 9


def likely(desk: Desk) -> list[str]:
    """What is on offer now, the most plentiful choice of lots first."""
    offered = (
        select(Product.name)
        .join(Lot, Lot.product_id == Product.id)
        .where(
            Lot.available_until >= first_delivery_day(desk.now),
            Lot.reserved < Lot.quantity,
            Lot.state == LotState.OPEN,
        )
        .group_by(Product.id, Product.name)
        .order_by(func.count(Lot.id).desc(), Product.id)
        .limit(LIKELY)
    )
    return list(desk.session.scalars(offered))


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
    answers = basket.take(reading, desk)
    if reading.date:
        closed = why_closed(reading.date, desk)
        answers["closed"], answers["day"] = closed, None if closed else reading.date.isoformat()
    return order_again(reading, answers, desk) if reading.action == "same_again" else answers


def move(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """A day said later, or why it cannot be."""
    return {key: day for key, day in take(reading, desk).items() if key in ("day", "closed")}


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    """What comes again and again is another wish, and not for this one day."""
    return {} if reading.recurrence else _more(reading, said, answers, desk)


_more = basket.more(take, "order", move)


def ask_day(answers: Answers, desk: Desk) -> Ask:
    first = first_delivery_day(desk.now)
    choices = day_choices(days_from(first, 4), desk.today)
    words = "\n\n".join(filter(None, (answers.get("closed"), texts.ASK_DAY)))
    return Ask(words, choices, (first, desk.today + FURTHEST_DAY))


def read_delivery_day(said: Said, answers: Answers, desk: Desk) -> Answers:
    day = read_day(said, desk)
    if (closed := why_closed(day, desk)) is not None:
        first = first_delivery_day(desk.now)
        raise Unreadable(closed, day_choices(days_from(first, 4), desk.today), meant=True)
    return {"day": day.isoformat(), "closed": None}


def why_closed(day: date, desk: Desk) -> str | None:
    """Why no order can be taken for that day, or None."""
    first = first_delivery_day(desk.now)
    if day > desk.today + FURTHEST_DAY:
        return texts.DAY_TOO_FAR.format(days=FURTHEST_DAY.days)
    if day >= first:
        return None
    return texts.DAY_CLOSED.format(
        day=thai.near_day(day, desk.today),
        cut_off=thai.moment(cut_off(day), desk.today),
        first=thai.near_day(first, desk.today),
    )


def show(answers: Answers, desk: Desk) -> Card:
    rows = [row(entry, desk) for entry in answers["items"]]
    day = date.fromisoformat(answers["day"])
    part = texts.PART_YES if answers["part"] else texts.PART_NO
    rows += [
        day_row("ส่งวัน", day, desk.today),
        Row("ส่งที่", answers["place"]),
        Row("ถ้าของไม่ครบ", part),
    ]
    foot = f"ยกเลิกเองได้ถึง {thai.moment(cut_off(day), desk.today)}"
    return Card(
        texts.BUY_CARD,
        rows,
        lead=basket.left_out(answers),
        subtitle=answers.get("like", ""),
        foot=foot,
    )


def row(entry: basket.Entry, desk: Desk) -> Row:
    wish = wanted(entry, desk)
    note = f"ไม่เกิน {thai.price(wish.most)}" if wish.most else ""
    return Row(wish.product.name, thai.amount(wish.amount), note, strong=True)


def wanted(entry: basket.Entry, desk: Desk) -> Wanted:
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    return Wanted(product, amount, _most(entry, product))


def _most(entry: basket.Entry, product: Product) -> Price | None:
    """A buyer's price is the most they will pay, for a unit."""
    if not entry.get("price"):
        return None
    baht = Fraction(entry["price"])
    if entry.get("basis") == "total":
        per_unit = baht * 100 / Fraction(entry["number"])
        return product.price(Fraction(per_unit.__floor__(), 100), entry["unit"])
    return product.price(baht, entry.get("price_unit") or entry["unit"])


def done(answers: Answers, desk: Desk) -> list[Message]:
    wishes = [wanted(entry, desk) for entry in answers["items"]]
    desk.member.part_is_fine = answers["part"]
    try:
        order = Order.place_order(
            desk.session,
            desk.member,
            wishes,
            date.fromisoformat(answers["day"]),
            answers["place"],
            answers["part"],
            desk.now,
            source=desk.event_key,
        )
    except CutOffPassed:
        day = date.fromisoformat(answers["day"])
        raise Refused(why_closed(day, desk) or texts.DAY_HINT, reopen="day") from None
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
    more=more,
    adds=tapped.adds,
    questions=[
        *basket.questions(sells=False, likely=likely, take=take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
        Question(
            "day",
            "วันส่ง",
            ask_day,
            read_delivery_day,
            needed=lambda answers, desk: not answers.get("day"),
        ),
        Question("place", "ที่ส่ง", ask_place, read_place, free=True),
        Question("part", "ถ้าของไม่ครบ", ask_part, read_part),
    ],
    card=show,
    done=done,
)
