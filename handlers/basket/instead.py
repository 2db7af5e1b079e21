"""What may be sent for an item when there is too little of it: as it was said, asked and amended.

An entry's "instead" holds product ids, best first, and nothing when nothing may be sent; without
it nothing was said, so that the market may propose something.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language.reader import read
from bot.language.reading import Reading
from bot.language.substitutes import is_consent
from bot.said import Said
from handlers.basket.items import (
    Entry,
    any_open,
    filled,
    first_where,
    product_of,
    said_of,
)
from models.catalogue import Product

MOST_SHOWN = 6


def amended(reading: Reading, items: list[Entry]) -> Answers:
    """A sentence that is of nothing but substitutes for what is in the basket already."""
    if any(item.quantity or item.price for item in reading.items):
        return {}
    named = {item.product_id for item in reading.items if item.product_id}
    here = {entry["product"] for entry in items if entry.get("product")}
    if not reading.substitutes and not reading.only_this:
        alone = len(items) == 1 and named and not named & here and is_consent(reading.text)
        return {"items": [{**items[0], "instead": _ids(reading)}]} if alone else {}
    about = {wished for wished, _ in reading.substitutes} or named & here or here
    changed = [
        {**entry, **said_of(entry.get("product"), reading)}
        if entry.get("product") in about
        else entry
        for entry in items
    ]
    return {"items": changed} if changed != items else {}


def instead_question() -> Question:
    """Asked only when wished for, item by item."""
    return Question(
        "instead",
        texts.EDIT_INSTEAD,
        ask=_ask,
        read=_read,
        needed=any_open(_is_open),
        reopen=_ask_for_all,
    )


def _is_open(entry: Entry, desk: Desk) -> bool:
    return entry.get("instead_asked") is False


def _ask_for_all(answers: Answers) -> Answers:
    items = [{**entry, "instead_asked": False} for entry in answers.get("items", [])]
    return {**answers, "items": items}


def _ask(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, _is_open) or {}
    return ask_instead(entry["product"], desk)


def ask_instead(product_id: int, desk: Desk) -> Ask:
    near = desk.session.get_one(Product, product_id).near[:MOST_SHOWN]
    choices = [*(kin.name for kin in near), texts.INSTEAD_NO, texts.INSTEAD_ASK_FIRST]
    words = texts.ASK_INSTEAD.format(product=desk.catalogue.product(product_id).name)
    return Ask(words, [Choice(each) for each in choices])


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, _is_open) or {}
    found = read_instead(said, product_of(entry, desk).id, desk)
    return filled(answers, desk, _is_open, {"instead_asked": True}, lambda e: _with(e, found))


def _with(entry: Entry, others: list[int] | None) -> Entry:
    rest = {key: value for key, value in entry.items() if key != "instead"}
    return rest if others is None else {**rest, "instead": others}


def read_instead(said: Said, product_id: int, desk: Desk) -> list[int] | None:
    """The answer to what may be sent for a product, None for "ask me first"."""
    words = said.words.strip()
    if words == texts.INSTEAD_ASK_FIRST:
        return None
    reading = read(words, role="buyer", catalogue=desk.catalogue, today=desk.today)
    if words == texts.INSTEAD_NO or reading.only_this:
        return []
    others = [each for each in _ids(reading) if each != product_id]
    if not others:
        raise Unreadable(texts.INSTEAD_HINT)
    return others


def _ids(reading: Reading) -> list[int]:
    named: Iterable[int | None] = [item.product_id for item in reading.items]
    others = [*named, *(other for _, other in reading.substitutes)]
    return list(dict.fromkeys(each for each in others if each is not None))
