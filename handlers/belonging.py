"""Where a newcomer sells or buys for: a place the market knows, or a new one and its kind."""

from __future__ import annotations

from sqlalchemy import select

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.said import Said
from handlers.short_words import called
from models.people import Buyer, ProducerGroup, Role

ENOUGH = 6


def ask_belongs(answers: Answers, desk: Desk) -> Ask:
    sells = answers["role"] == Role.PRODUCER
    words = texts.ASK_GROUP if sells else texts.ASK_WORKPLACE
    return Ask(words, [Choice(name) for name in _known_places(answers, desk)])


def _known_places(answers: Answers, desk: Desk) -> list[str]:
    name = ProducerGroup.short_name if answers["role"] == Role.PRODUCER else Buyer.name
    return list(desk.session.scalars(select(name).order_by(name).limit(10)))


def read_belongs(said: Said, answers: Answers, desk: Desk) -> Answers:
    name = called(said, texts.BELONGS_HINT)
    near = [place for place in _known_places(answers, desk) if _means(name, place)]
    return {"belongs": near[0] if len(near) == 1 else name}


def _means(name: str, place: str) -> bool:
    """Said with more around it, or only in part, but enough of it to be no other."""
    return place in name or (len(name) >= ENOUGH and name in place)


def ask_kind(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_KIND, [Choice(label, value) for value, label in _kinds(answers).items()])


def read_kind(said: Said, answers: Answers, desk: Desk) -> Answers:
    for value, label in _kinds(answers).items():
        if said.words.strip() == value or label in said.words:
            return {"kind": value}
    raise Unreadable(texts.EDIT_HINT)


def kind_is_open(answers: Answers, desk: Desk) -> bool:
    """What kind of place it is matters only for one the market does not know yet."""
    return "kind" not in answers and "belongs" in answers and not known(answers, desk)


def _kinds(answers: Answers) -> dict[str, str]:
    return texts.WORK_KINDS if answers["role"] == Role.PRODUCER else texts.BUYER_KINDS


def known(answers: Answers, desk: Desk) -> int | None:
    """The id of the group or workplace that goes by that name."""
    name = answers["belongs"]
    if answers["role"] == Role.PRODUCER:
        called = (ProducerGroup.name == name) | (ProducerGroup.short_name == name)
        return desk.session.scalar(select(ProducerGroup.id).where(called))
    return desk.session.scalar(select(Buyer.id).where(Buyer.name == name))


QUESTIONS = (
    Question("belongs", texts.EDIT_BELONGS, ask_belongs, read_belongs),
    Question("kind", "", ask_kind, read_kind, kind_is_open),
)
