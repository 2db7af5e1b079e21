"""Which product, how much, in what unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language import answers as language
from bot.language.catalogue import ProductEntry
from bot.language.measures import in_kilograms
from bot.language.normalize import normalize
from bot.language.reader import read
from bot.language.reading import Reading
from bot.messages import say
from bot.said import Said
from handlers.basket.amending import which_question
from handlers.basket.checks import check_amount, check_unit, unit_hint, units
from handlers.basket.items import (
    Entry,
    amount_entry,
    any_open,
    filled,
    first_where,
    lacks_number,
    lacks_product,
    lacks_unit,
    product_of,
    without,
)
from handlers.basket.others import check_named

ZERO = re.compile(r"\s*0+([.,]0+)?(?![\d.,])")


def questions(
    sells: bool, likely: Callable[[Desk], list[str]], take: Callable[[Reading, Desk], Answers]
) -> list[Question]:
    """Product, quantity and unit of every item; likely names products worth offering first.

    take: all that the conversation finds in a sentence, so that an answer may say more than asked.
    """
    ask_what = texts.ASK_PRODUCT_SELL if sells else texts.ASK_PRODUCT_BUY
    ask_number = texts.ASK_QUANTITY_SELL if sells else texts.ASK_QUANTITY_BUY
    return [
        Question(
            "items",
            texts.EDIT_PRODUCT,
            ask=lambda answers, desk: Ask(ask_what, [Choice(name) for name in likely(desk)]),
            read=lambda said, answers, desk: _read_items(said, desk, take),
            needed=lambda answers, desk: not answers.get("items"),
        ),
        which_question(),
        Question("product", "", _ask_product, _read_product, any_open(lacks_product)),
        Question(
            "number",
            texts.EDIT_QUANTITY,
            ask=lambda answers, desk: _ask_number(answers, desk, ask_number),
            read=read_number,
            needed=any_open(lacks_number),
            reopen=without("number", "most", "unit"),
        ),
        Question("unit", "", _ask_unit, _read_unit, any_open(lacks_unit)),
    ]


def _read_items(said: Said, desk: Desk, take: Callable[[Reading, Desk], Answers]) -> Answers:
    role = desk.member.role or "buyer"
    reading = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today)
    try:
        answers = {"like": ""} | take(reading, desk)
    except Refused as refused:
        raise Unreadable(refused.reason, meant=True) from None
    return answers if answers.get("items") else {"items": [{"product": _find(said.words, desk).id}]}


def _find(words: str, desk: Desk) -> ProductEntry:
    """Raises Unreadable, with the nearest names to choose from."""
    match = language.read_product(words, desk.catalogue)
    if match.product is not None:
        return match.product
    shown = words.strip()[:40]
    if match.candidates:
        near = [Choice(product.name) for product in match.candidates]
        raise Unreadable(_which(shown, near), near)
    raise Unreadable(texts.PRODUCT_UNKNOWN.format(name=shown) if shown else texts.EDIT_HINT)


def _which(name: str, near: Sequence[Choice]) -> str:
    """A name that several goods share is known, only not exact enough."""
    shared = len(near) > 1 and all(name in choice.label for choice in near)
    return (texts.PRODUCT_WHICH if shared else texts.PRODUCT_NEAREST).format(name=name)


def _ask_product(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_product) or {}
    name = entry.get("raw")
    if not name:
        number = thai.number(Fraction(entry["number"])) if entry.get("number") else ""
        said = f"{number} {entry.get('unit') or ''}".strip()
        return Ask(texts.PRODUCT_UNSAID.format(amount=said).strip())
    near = [Choice(desk.catalogue.product(known).name) for known in entry.get("near", ())]
    if near:
        return Ask(_which(name, near), near)
    return Ask(texts.PRODUCT_UNKNOWN.format(name=name), extra=[say(texts.TALK_TO_STAFF)])


def _read_product(said: Said, answers: Answers, desk: Desk) -> Answers:
    product = _find(said.words, desk)
    entry = first_where(answers, desk, lacks_product) or {}
    update = {"product": product.id, "confirmed": entry.get("raw")}
    return filled(answers, desk, lacks_product, update, _drop_strange_unit(product))


def _drop_strange_unit(product: ProductEntry) -> Callable[[Entry], Entry]:
    def checked(entry: Entry) -> Entry:
        if not entry.get("unit") or entry["unit"] in units(product):
            return entry
        kept = {key: value for key, value in entry.items() if key != "unit"}
        return {**kept, "odd_unit": entry["unit"]}

    return checked


def _ask_number(answers: Answers, desk: Desk, words: str) -> Ask:
    entry = first_where(answers, desk, lacks_number) or {}
    product = product_of(entry, desk)
    if total := _total(entry, product):
        return Ask(texts.ASK_TOTAL.format(each=entry["each"], total=total), [Choice(total)])
    unit = entry.get("unit") or product.default_unit
    likely = [Choice(f"{number} {unit}") for number in desk.likely_amounts(product.id)]
    return Ask(words.format(product=product.name), likely)


def _total(entry: Entry, product: ProductEntry) -> str | None:
    """What an amount for each one makes in all, in a unit the product is sold by."""
    number, unit = Fraction(entry.get("total") or 0), entry.get("total_unit") or ""
    if number and product.unit_named(unit) is None:
        number, unit = in_kilograms(number, unit) or Fraction(0), "กก."
    sold = number and product.unit_named(unit) is not None
    return f"{thai.number(number)} {unit}" if sold else None


def read_number(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, lacks_number) or {}
    product = product_of(entry, desk)
    check_named(said, product, desk)
    total = _total(entry, product)
    agreed = total is not None and language.read_yes_no(said.words)
    amount = language.read_quantity(total if agreed and total else said.words, product)
    example = f"10 {product.default_unit}"
    if amount is None:
        nothing = ZERO.match(normalize(said.words))
        raise Unreadable(
            texts.QUANTITY_ZERO if nothing else texts.QUANTITY_HINT.format(example=example)
        )
    said_unit = amount.unit or entry.get("unit")
    update = amount_entry(amount)
    if said_unit:
        update["unit"] = said_unit
        check_unit(said_unit, product)
        check_amount(amount.quantity, said_unit, product)
    return filled(answers, desk, lacks_number, update)


def _ask_unit(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_unit) or {}
    product = product_of(entry, desk)
    number = thai.number(Fraction(entry["number"]))
    words = texts.ASK_OTHER_UNIT if entry.get("odd_unit") else texts.ASK_UNIT
    words = words.format(product=product.name, number=number, unit=entry.get("odd_unit"))
    return Ask(words, [Choice(unit) for unit in units(product)])


def _read_unit(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, lacks_unit) or {}
    product = product_of(entry, desk)
    check_named(said, product, desk)
    unit = language.read_unit(said.words, product)
    if unit is None:
        raise Unreadable(unit_hint(product))
    check_unit(unit, product)
    # "15 โล" may be another amount than the one whose unit was asked for.
    amount = language.read_quantity(said.words, product)
    update: Entry = {**(amount_entry(amount) if amount else {}), "unit": unit}
    check_amount(Fraction({**entry, **update}["number"]), unit, product)
    return filled(answers, desk, lacks_unit, update)
