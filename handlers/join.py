"""A newcomer joins: consent first, then who they are; staff approve."""

from __future__ import annotations

import re

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.language.normalize import normalize
from bot.messages import Message, pick_place, text
from bot.said import Said
from handlers import belonging, consent
from handlers.short_words import called
from models.people import Role, Standing

PHONE = re.compile(r"0\d{8,9}")
ROLES = {Role.PRODUCER: texts.ROLE_PRODUCER, Role.BUYER: texts.ROLE_BUYER}


def refuse(desk: Desk) -> str | None:
    standing = desk.member.standing
    if standing == Standing.WAITING:
        return texts.WAIT_FOR_STAFF
    return texts.ALREADY_MEMBER if standing == Standing.APPROVED else None


def ask_role(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_ROLE, [Choice(label, role) for role, label in ROLES.items()])


def read_role(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    sells = words == Role.PRODUCER or "ขาย" in words or "ผลิต" in words
    buys = words == Role.BUYER or "ซื้อ" in words or "ครัว" in words
    if sells == buys:
        raise Unreadable(texts.ROLE_HINT)
    return {"role": Role.PRODUCER if sells else Role.BUYER}


def ask_name(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_NAME)


def read_name(said: Said, answers: Answers, desk: Desk) -> Answers:
    return {"name": called(said, texts.NAME_HINT)}


def ask_phone(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_PHONE)


def read_phone(said: Said, answers: Answers, desk: Desk) -> Answers:
    digits = re.sub(r"[\s().-]", "", normalize(said.words)).replace("+66", "0")
    if not PHONE.fullmatch(digits):
        raise Unreadable(texts.PHONE_HINT)
    return {"phone": digits}


def ask_location(answers: Answers, desk: Desk) -> Ask:
    sells = answers["role"] == Role.PRODUCER
    words = texts.ASK_LOCATION_PRODUCER if sells else texts.ASK_LOCATION_BUYER
    return Ask(words, [Choice(texts.SKIP, "skip")], extra=[pick_place(texts.SEND_LOCATION)])


def read_location(said: Said, answers: Answers, desk: Desk) -> Answers:
    if said.place is not None:
        place = said.place
        return {"location": [place.latitude, place.longitude, place.address]}
    if said.words.strip() in ("skip", texts.SKIP):
        return {"location": None}
    raise Unreadable(texts.LOCATION_HINT)


def show(answers: Answers, desk: Desk) -> Card:
    place = answers["location"]
    where = (place[2] or texts.LOCATION_SENT) if place else texts.LOCATION_UNSAID
    rows = [
        Row(texts.ROW_ROLE, ROLES[answers["role"]]),
        Row(texts.ROW_BELONGS, answers["belongs"]),
        Row(texts.ROW_NAME, answers["name"]),
        Row(texts.ROW_PHONE, answers["phone"]),
        Row(texts.ROW_LOCATION, where),
    ]
    return Card(texts.JOIN_CARD, rows)


def done(answers: Answers, desk: Desk) -> list[Message]:
    member = desk.member
    member.role, member.name, member.phone = answers["role"], answers["name"], answers["phone"]
    member.belongs_to, member.kind = answers["belongs"], answers.get("kind")
    member.consented_at = desk.now
    if answers["location"]:
        member.latitude, member.longitude, member.place = answers["location"]
    known, sells = belonging.known(answers, desk), answers["role"] == Role.PRODUCER
    member.producer_group_id, member.buyer_id = (known, None) if sells else (None, known)
    member.ask_to_join(desk.session, desk.now)
    return [text(texts.JOINED)]


CONVERSATION = Conversation(
    name="join",
    title=texts.JOIN,
    words=frozenset({"สมัครสมาชิก", "สมัคร", "ลงทะเบียน", "เข้าร่วม"}),
    refuse=refuse,
    questions=[
        consent.QUESTION,
        Question("role", texts.EDIT_ROLE, ask_role, read_role),
        *belonging.QUESTIONS,
        Question("name", texts.EDIT_NAME, ask_name, read_name),
        Question("phone", texts.EDIT_PHONE, ask_phone, read_phone),
        Question("location", texts.EDIT_LOCATION, ask_location, read_location),
    ],
    card=show,
    done=done,
)
