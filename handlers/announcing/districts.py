"""Staff say in which district a group or a kitchen is, so that announcements can mean it."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.messages import Message, text
from bot.said import Said
from handlers.roles import only_staff
from handlers.short_words import short_words
from models.audience import districts
from models.people import Buyer, ProducerGroup

_PREFIX = re.compile(r"^(?:อำเภอ|อ\.)\s*")
Place = ProducerGroup | Buyer


def places(desk: Desk) -> list[Place]:
    """Those whose district nobody has said first."""
    groups = desk.session.scalars(select(ProducerGroup).order_by(ProducerGroup.id)).all()
    buyers = desk.session.scalars(select(Buyer).order_by(Buyer.id)).all()
    return sorted([*groups, *buyers], key=lambda place: place.district is not None)


def _key(place: Place) -> str:
    return f"{place.__tablename__}:{place.id}"


def _name(place: Place) -> str:
    return place.short_name if isinstance(place, ProducerGroup) else place.name


def ask_place(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(_name(place), _key(place)) for place in places(desk)]
    return Ask(texts.ASK_WHOSE_DISTRICT, choices)


def read_place(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    for place in places(desk):
        if words in (_key(place), _name(place), place.name):
            return {"place": _key(place)}
    raise Unreadable(texts.PLACE_NAME_HINT)


def _place(answers: Answers, desk: Desk) -> Place:
    return next(place for place in places(desk) if _key(place) == answers["place"])


def ask_district(answers: Answers, desk: Desk) -> Ask:
    words = texts.ASK_DISTRICT.format(place=_name(_place(answers, desk)))
    return Ask(words, [Choice(name) for name in districts(desk.session)])


def read_district(said: Said, answers: Answers, desk: Desk) -> Answers:
    name = _PREFIX.sub("", short_words(said, texts.DISTRICT_HINT)).strip()
    if not name:
        raise Unreadable(texts.DISTRICT_HINT)
    return {"district": name}


def show(answers: Answers, desk: Desk) -> Card:
    place = _place(answers, desk)
    rows = [
        Row(texts.ROW_WHOSE, _name(place), strong=True),
        Row(texts.ROW_BEFORE, place.district or "-"),
        Row(texts.ROW_AFTER, texts.DISTRICT.format(name=answers["district"]), strong=True),
    ]
    return Card(texts.DISTRICT_CARD, rows)


def done(answers: Answers, desk: Desk) -> list[Message]:
    place = _place(answers, desk)
    place.district = answers["district"]
    told = texts.DISTRICT_SET.format(place=_name(place), district=place.district)
    return [text(told)]


CONVERSATION = Conversation(
    name="district",
    title=texts.DISTRICT_TITLE,
    words=frozenset({"ตั้งอำเภอ", "แก้อำเภอ", "ใส่อำเภอ"}),
    refuse=only_staff,
    questions=[
        Question("place", texts.ROW_WHOSE, ask_place, read_place),
        Question("district", texts.EDIT_DISTRICT, ask_district, read_district),
    ],
    card=show,
    done=done,
)
