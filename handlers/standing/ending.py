"""A purchaser ends a standing order; what is ordered already still comes."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.texts import MENU_ORDERS
from handlers.roles import only_buyers
from handlers.standing.meant import named, of_button, which, with_goods
from handlers.standing.showing import listed, made_orders, when
from models.standing.changing import end_standing
from models.standing.order import StandingGone


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    standing = of_button(about, desk)
    return {"standing": standing.id} if standing else {}


def take(reading: Reading, desk: Desk) -> Answers:
    found = with_goods(reading, desk)
    return {"standing": found[0].id if len(found) == 1 else None, "among": [s.id for s in found]}


def show(answers: Answers, desk: Desk) -> Card:
    standing = named(answers["standing"], desk)
    rows = [
        Row(line.product.name, thai.amount(line.amount), strong=True) for line in standing.lines
    ]
    orders = made_orders(standing, desk)
    foot = texts.STANDING_STILL_COMES.format(orders=listed(orders)) if orders else ""
    subtitle = f"{standing.number} {when(standing)}"
    return Card(texts.STANDING_END_CARD, rows, subtitle=subtitle, foot=foot)


def done(answers: Answers, desk: Desk) -> list[Message]:
    try:
        standing = end_standing(desk.session, answers["standing"], desk.member, desk.now)
    except StandingGone:
        raise Refused(texts.STANDING_GONE) from None
    words = texts.STANDING_ENDED.format(number=standing.number)
    return [text(words, [say(MENU_ORDERS), say(texts.STANDING_MENU)])]


CONVERSATION = Conversation(
    name="end_standing",
    title=texts.STANDING_END_TITLE,
    words=frozenset(
        {
            "เลิกสั่งประจำ",
            "หยุดสั่งประจำ",
            "ยกเลิกสั่งประจำ",
            "เลิกออเดอร์ประจำ",
            "ยกเลิกออเดอร์ประจำ",
            "ยกเลิกคำสั่งซื้อประจำ",
        }
    ),
    refuse=only_buyers,
    begin=begin,
    take=take,
    questions=[which()],
    card=show,
    done=done,
    yes=texts.STANDING_END_YES,
    no=texts.STANDING_END_NO,
    dropped=texts.STANDING_NOT_ENDED,
    undoes=True,
)
