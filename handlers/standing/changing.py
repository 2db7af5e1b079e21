"""A purchaser changes a standing order: what, how much, on which days, until when.

It begins with all that holds today, so that the card shows the whole of what will hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import texts
from bot.cards import Card
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.messages import Message, say, text
from bot.said import Said
from bot.texts import MENU_ORDERS
from handlers import basket, wishes
from handlers.history import largest_ordered
from handlers.roles import only_buyers
from handlers.standing.becoming import as_it_is, more, read_which, take, terms_of, wishes_of
from handlers.standing.beginning import PART, PLACE
from handlers.standing.day_questions import FIRST, LAST, RESTS, RULE
from handlers.standing.meant import named, of_button, which
from handlers.standing.showing import (
    goods,
    lines,
    listed,
    made_orders,
    near,
    next_changed,
    wish_rows,
)
from handlers.standing.showing import when as when_it_comes
from models.standing.changing import change_standing
from models.standing.order import StandingGone

# What can be chosen to be given anew, and what choosing it takes back.
PARTS: Mapping[str, tuple[str, Answers]] = {
    "amount": (texts.STANDING_CHANGE_AMOUNT, {}),
    "rule": (texts.STANDING_WHICH_DAYS, {"rule": None}),
    "last": (texts.STANDING_LAST, {"last": None}),
    "place": (texts.STANDING_PLACE, {"place": None}),
    "rests": (texts.STANDING_HOLIDAYS, {"rests": None}),
}


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    standing = of_button(about, desk)
    return as_it_is(standing) if standing else {}


def _ask_what(answers: Answers, desk: Desk) -> Ask:
    return Ask(
        texts.STANDING_CHANGE_WHAT, [Choice(label, name) for name, (label, _) in PARTS.items()]
    )


def _read_what(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    name = next((name for name, (label, _) in PARTS.items() if words in (name, label)), None)
    if name is None:
        raise Unreadable(texts.STANDING_CHANGE_HINT)
    taken: Answers = dict(PARTS[name][1])
    if name == "amount":
        taken["items"] = [_without_amount(entry) for entry in answers["items"]]
    return {"what": name, **taken}


def _without_amount(entry: basket.Entry) -> basket.Entry:
    return {key: value for key, value in entry.items() if key not in ("number", "unit", "most")}


def show(answers: Answers, desk: Desk) -> Card:
    standing = named(answers["standing"], desk)
    orders = made_orders(standing, desk)
    same = wishes_of(answers, standing, desk) == wishes_of(as_it_is(standing), standing, desk)
    was = texts.STANDING_WAS.format(goods=goods(standing), when=when_it_comes(standing))
    return Card(
        texts.STANDING_CHANGE_CARD,
        wish_rows(answers, terms_of(answers, standing, desk), desk, standing),
        subtitle=standing.number,
        lead=lines(texts.STANDING_NOTHING_CHANGED if same else was, basket.left_out(answers)),
        foot=texts.STANDING_MADE_STAY.format(orders=listed(orders)) if orders else "",
    )


def done(answers: Answers, desk: Desk) -> list[Message]:
    before = named(answers["standing"], desk)
    known = {order.id for order in made_orders(before, desk)}
    wishes = wishes_of(answers, before, desk)
    days = next_changed(wishes.terms, before, desk)
    try:
        standing = change_standing(desk.session, before.id, desk.member, wishes, desk.now)
    except StandingGone:
        raise Refused(texts.STANDING_GONE) from None
    changed = texts.STANDING_CHANGED.format(number=standing.number)
    begins = texts.STANDING_CHANGED_FROM.format(day=near(days, desk)) if days else ""
    orders = [order for order in made_orders(standing, desk) if order.id not in known]
    made = texts.STANDING_MADE.format(orders=listed(orders)) if orders else ""
    return [text(lines(changed, begins, made), [say(texts.STANDING_MENU), say(MENU_ORDERS)])]


def _reopened(question: Question, **changes: Any) -> Question:
    """Asked when its answer was taken back, not only when it was never given."""
    slot = question.slot
    return replace(question, needed=lambda answers, desk: answers.get(slot) is None, **changes)


CONVERSATION = Conversation(
    name="change_standing",
    title=texts.STANDING_CHANGE_TITLE,
    words=frozenset({"แก้ออเดอร์ประจำ", "เปลี่ยนออเดอร์ประจำ", "แก้คำสั่งซื้อประจำ", "ปรับออเดอร์ประจำ"}),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    questions=[
        replace(which(), read=read_which),
        Question("what", "", _ask_what, _read_what),
        *basket.questions(sells=False, likely=wishes.likely, take=basket.take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
        basket.instead_question(),
        RULE,
        FIRST,
        LAST,
        _reopened(PLACE),
        PART,
        _reopened(RESTS),
    ],
    card=show,
    done=done,
)
