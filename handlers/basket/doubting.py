"""Amounts far beyond what this member ever traded of a product are asked about once more."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language import answers as language
from bot.said import Said
from handlers.basket.checks import check_amount, check_unit
from handlers.basket.items import (
    Entry,
    amount_entry,
    any_open,
    filled,
    first_where,
    product_of,
)
from models.catalogue import Product
from models.measure import Amount

Largest = Callable[[Amount, Product, Desk], int]
# A slip of the finger adds a nought.
TIMES_MORE = 10
# Thousandths: what nobody need be asked about whatever they traded before, and, for somebody who
# never traded the product, what one pick-up carries (about a tonne) or a thousand of anything else.
SMALL, LARGE = 50_000, 1_000_000


def doubt_question(largest: Largest) -> Question:
    """largest: thousandths of the amount's measure, the most this member traded; 0 for never."""

    def is_doubtful(entry: Entry, desk: Desk) -> bool:
        if not (entry.get("product") and entry.get("number") and entry.get("unit")):
            return False
        if entry.get("sure") == _words(entry):
            return False
        product = desk.session.get_one(Product, entry["product"])
        amount = product.amount(Fraction(entry["number"]), entry["unit"])
        if amount.quantity <= SMALL:
            return False
        before = largest(amount, product, desk)
        return amount.quantity >= TIMES_MORE * before if before else amount.quantity > LARGE

    return Question(
        "sure",
        "",
        ask=lambda answers, desk: _ask(answers, desk, is_doubtful),
        read=lambda said, answers, desk: _read(said, answers, desk, is_doubtful),
        needed=any_open(is_doubtful),
    )


def _words(entry: Entry) -> str:
    return f"{thai.number(Fraction(entry['number']))} {entry['unit']}"


def _ask(answers: Answers, desk: Desk, is_doubtful: Callable[[Entry, Desk], bool]) -> Ask:
    entry = first_where(answers, desk, is_doubtful) or {}
    amount = _words(entry)
    words = texts.SURE_AMOUNT.format(product=product_of(entry, desk).name, amount=amount)
    return Ask(words, [Choice(texts.SURE_YES.format(amount=amount), "yes"),
                       Choice(texts.SURE_NO, "no")])  # fmt: skip


def _read(
    said: Said, answers: Answers, desk: Desk, is_doubtful: Callable[[Entry, Desk], bool]
) -> Answers:
    """Yes, no (then the amount is asked anew), or another amount with its unit."""
    entry = first_where(answers, desk, is_doubtful) or {}
    product = product_of(entry, desk)
    agreed = said.words == "yes" or language.read_yes_no(said.words) is True
    if agreed:
        return filled(answers, desk, is_doubtful, {"sure": _words(entry)})
    if said.words == "no" or language.read_yes_no(said.words) is False:
        return filled(answers, desk, is_doubtful, {"number": None, "unit": None, "most": None})
    amount = language.read_quantity(said.words, product)
    if amount is None or amount.unit is None:
        raise Unreadable(texts.EDIT_HINT)
    check_unit(amount.unit, product)
    check_amount(amount.quantity, amount.unit, product)
    new = amount_entry(amount)
    said_again = {"sure": _words(new)} if _words(new) == _words(entry) else {}
    return filled(answers, desk, is_doubtful, {**new, **said_again})
