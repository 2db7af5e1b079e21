"""What a unit costs, what a buyer pays at most, and what a bare sum was meant for."""

from __future__ import annotations

from fractions import Fraction

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language import answers as language
from bot.language.commands import read_command
from bot.said import Said
from handlers.basket.checks import price_fits, same_measure
from handlers.basket.items import (
    Entry,
    any_open,
    filled,
    first_where,
    lacks_basis,
    lacks_limit,
    lacks_price,
    product_of,
    without,
)
from handlers.basket.others import check_named


def price_questions() -> list[Question]:
    return [
        Question(
            "price",
            texts.EDIT_PRICE,
            ask=_ask_price,
            read=read_price,
            needed=any_open(lacks_price),
            reopen=without("price", "price_unit", "basis"),
        ),
        Question("basis", "", _ask_basis, _read_basis, any_open(lacks_basis)),
    ]


def limit_questions() -> list[Question]:
    """The highest price a buyer pays: asked only when wished for, item by item."""
    return [
        Question(
            "limit",
            texts.EDIT_LIMIT,
            ask=_ask_limit,
            read=_read_limit,
            needed=any_open(lacks_limit),
            reopen=_ask_for_limits,
        ),
        Question("basis", "", _ask_basis, _read_basis, any_open(lacks_basis)),
    ]


def _ask_for_limits(answers: Answers) -> Answers:
    items = [{**entry, "price": None, "limited": False} for entry in answers.get("items", [])]
    return {**answers, "items": items}


def _ask_limit(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_limit) or {}
    words = texts.ASK_LIMIT.format(product=product_of(entry, desk).name, unit=entry["unit"])
    return Ask(words, [Choice(texts.NO_LIMIT)])


def _read_limit(said: Said, answers: Answers, desk: Desk) -> Answers:
    if said.words.strip() == texts.NO_LIMIT or read_command(said.words) == "skip":
        return filled(answers, desk, lacks_limit, {"limited": True, "price": None})
    entry = first_where(answers, desk, lacks_limit) or {}
    return filled(answers, desk, lacks_limit, _price(said, entry, desk) | {"limited": True})


def _ask_price(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_price) or {}
    product, unit = product_of(entry, desk), entry["unit"]
    likely = desk.likely_prices(product.id) if unit == product.default_unit else []
    words = texts.ASK_PRICE.format(product=product.name, unit=unit)
    return Ask(words, [Choice(texts.PRICE_EACH.format(unit=unit, price=price)) for price in likely])


def read_price(said: Said, answers: Answers, desk: Desk) -> Answers:
    """The answer to "how much for one unit": a bare number is for the unit that was asked about."""
    entry = first_where(answers, desk, lacks_price) or {}
    return filled(answers, desk, lacks_price, _price(said, entry, desk))


def _price(said: Said, entry: Entry, desk: Desk) -> Entry:
    product = product_of(entry, desk)
    check_named(said, product, desk)
    price = language.read_price(said.words, product)
    hint = texts.PRICE_HINT.format(unit=entry["unit"])
    if price is None or not price_fits(price.baht):
        raise Unreadable(hint)
    unit = price.unit or entry["unit"]
    if not same_measure(entry["unit"], unit, product):
        raise Unreadable(hint)
    basis = "total" if price.kind == "total" else "per_unit"
    return {"price": str(price.baht), "price_unit": unit, "basis": basis}


def _ask_basis(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_basis) or {}
    price, unit = thai.number(Fraction(entry["price"])), entry["unit"]
    words = texts.ASK_PRICE_BASIS.format(
        product=product_of(entry, desk).name, price=price, unit=unit
    )
    each = Choice(texts.PRICE_EACH.format(unit=unit, price=price), "each")
    return Ask(words, [each, Choice(texts.PRICE_ALL.format(price=price), "total")])


def _read_basis(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, lacks_basis) or {}
    words = said.words
    if words == "total" or "รวม" in words or "ทั้งหมด" in words:
        return filled(answers, desk, lacks_basis, {"basis": "total", "price_unit": entry["unit"]})
    if words == "each" or "ละ" in words or "ต่อ" in words:
        return filled(
            answers, desk, lacks_basis, {"basis": "per_unit", "price_unit": entry["unit"]}
        )
    raise Unreadable(texts.EDIT_HINT)
