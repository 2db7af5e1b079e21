"""A kitchen decides whether producers see its name beside what it wants."""

from __future__ import annotations

from bot import texts
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
from bot.language.answers import read_yes_no
from bot.messages import Message, text
from bot.said import Said
from bot.texts import JOIN_FIRST
from handlers.roles import only_buyers
from models.people import Buyer


def ask(answers: Answers, desk: Desk) -> Ask:
    buyer = _buyer(desk)
    now = texts.SHOWN_NOW if buyer.shows_name else texts.HIDDEN_NOW
    words = texts.ASK_SHOW_NAME.format(buyer=buyer.name, now=now)
    return Ask(words, [Choice(texts.SHOW_NAME, "yes"), Choice(texts.HIDE_NAME, "no")])


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    told = {"yes": True, texts.SHOW_NAME: True, "no": False, texts.HIDE_NAME: False}
    answer = told.get(said.words.strip(), read_yes_no(said.words))
    if answer is None:
        raise Unreadable(texts.SHOW_NAME_HINT)
    return {"show": answer}


def done(answers: Answers, desk: Desk) -> list[Message]:
    buyer = _buyer(desk)
    buyer.shows_name = answers["show"]
    words = texts.NAME_SHOWN if buyer.shows_name else texts.NAME_HIDDEN
    return [text(words.format(buyer=buyer.name))]


def _buyer(desk: Desk) -> Buyer:
    if desk.member.buyer is None:
        raise Refused(JOIN_FIRST)
    return desk.member.buyer


CONVERSATION = Conversation(
    name="show_name",
    title=texts.SHOW_NAME_TITLE,
    words=frozenset(
        {"ชื่อครัว", "แสดงชื่อครัว", "ไม่แสดงชื่อครัว", "โชว์ชื่อครัว", "ไม่โชว์ชื่อครัว", "ซ่อนชื่อครัว"}
        | {"ตั้งค่าชื่อครัว", "ให้เห็นชื่อครัว", "ไม่ให้เห็นชื่อครัว"}
    ),
    refuse=only_buyers,
    questions=[Question("show", "", ask, read)],
    done=done,
)
