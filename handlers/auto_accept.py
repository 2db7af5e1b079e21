"""A producer lets the market accept what fits their goods, or takes that back."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk, Refused, Tap
from bot.messages import Message, say, text
from handlers.front import menu
from handlers.roles import only_producers


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """Raises Refused when it is on already."""
    if desk.member.auto_accepts:
        raise Refused(texts.AUTO_WAS_ON, choices=[say(texts.AUTO_OFF)])
    return {}


def show(answers: Answers, desk: Desk) -> Card:
    rows = [
        Row(texts.ROW_AUTO_GOODS, texts.AUTO_GOODS),
        Row(texts.ROW_AUTO_TERMS, texts.AUTO_TERMS),
        Row(texts.ROW_AUTO_NEWS, texts.AUTO_NEWS),
    ]
    return Card(texts.AUTO_CARD, rows, lead=texts.AUTO_LEAD, foot=texts.AUTO_FOOT)


def done(answers: Answers, desk: Desk) -> list[Message]:
    desk.member.auto_accepts = True
    return [text(texts.AUTO_IS_ON, [say(texts.AUTO_OFF), *menu(desk)])]


def switch_off(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """At once: it binds nobody to be asked."""
    if refusal := only_producers(desk):
        return [text(refusal, menu(desk))]
    words = texts.AUTO_IS_OFF if desk.member.auto_accepts else texts.AUTO_WAS_OFF
    desk.member.auto_accepts = False
    return [text(words, [say(texts.AUTO_ON), *menu(desk)])]


CONVERSATION = Conversation(
    name="auto_accept",
    title=texts.AUTO_TITLE,
    words=frozenset({texts.AUTO_ON, "เปิดรับอัตโนมัติ", "ตั้งรับอัตโนมัติ", "รับออเดอร์อัตโนมัติ"}),
    refuse=only_producers,
    begin=begin,
    questions=[],
    card=show,
    done=done,
    yes=texts.AUTO_YES,
    no=texts.AUTO_NO,
    dropped=texts.AUTO_NOT_ON,
)
OFF = Tap(
    "auto_accept_off",
    switch_off,
    frozenset({texts.AUTO_OFF, "ยกเลิกรับอัตโนมัติ", "เลิกรับอัตโนมัติ", "ไม่รับอัตโนมัติ"}),
    lambda desk: desk.member.may_sell,
)
