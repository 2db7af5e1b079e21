"""Items as a conversation collects them: what both selling and buying ask about a product.

An item is plain data that lives in Redis: product (catalogue id or None), raw (as it was typed),
near (ids it may be), number and most (exact numbers as text), unit, price (baht as text),
price_unit, basis ('ambiguous' until it is known what a price is for, 'total' for all of it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language import answers as language
from bot.language.catalogue import ProductEntry
from bot.language.normalize import normalize
from bot.language.reader import read
from bot.language.reading import Item, Reading
from bot.said import Said

Entry = dict[str, Any]
IsOpen = Callable[[Entry, Desk], bool]
MOST_ITEMS = 12
# A thousand tonnes, a million baht: beyond is a slip of the finger, and columns stay small.
MOST_THOUSANDTHS = 10**9
MOST_BAHT = 10**6
ZERO = re.compile(r"\s*0+([.,]0+)?(?![\d.,])")


def take(reading: Reading, desk: Desk) -> list[Entry]:
    """The items of a sentence, as far as they were said."""
    return [_entry(item, desk) for item in reading.items[:MOST_ITEMS]]


def _entry(item: Item, desk: Desk) -> Entry:
    entry: Entry = {"product": item.product_id, "raw": item.product_raw, "near": item.candidates}
    product = desk.catalogue.product(item.product_id) if item.product_id else None
    if item.quantity is not None and item.quantity > 0:
        entry |= {"number": str(item.quantity), "most": _text(item.quantity_max)}
    if item.unit and (product is None or item.unit in _units(product)):
        entry["unit"] = item.unit
    elif item.unit:
        entry["odd_unit"] = item.unit
    if item.price is not None and 0 < item.price <= MOST_BAHT:
        entry |= {"price": str(item.price), "price_unit": item.price_unit, "basis": item.price_kind}
    return entry


def product_of(entry: Entry, desk: Desk) -> ProductEntry:
    return desk.catalogue.product(entry["product"])


def first_where(answers: Answers, desk: Desk, is_open: IsOpen) -> Entry | None:
    return next((entry for entry in answers.get("items", []) if is_open(entry, desk)), None)


# What is still open in an item


def lacks_product(entry: Entry, desk: Desk) -> bool:
    return not entry.get("product")


def lacks_number(entry: Entry, desk: Desk) -> bool:
    return not entry.get("number")


def lacks_unit(entry: Entry, desk: Desk) -> bool:
    return not entry.get("unit")


def lacks_price(entry: Entry, desk: Desk) -> bool:
    return not entry.get("price") or _prices_another_measure(entry, desk)


def lacks_limit(entry: Entry, desk: Desk) -> bool:
    return entry.get("limited") is False or _prices_another_measure(entry, desk)


def _prices_another_measure(entry: Entry, desk: Desk) -> bool:
    """A price said for a unit that cannot be compared with the amount's (กำ and กก.)."""
    if not entry.get("price"):
        return False
    unit, price_unit = entry.get("unit"), entry.get("price_unit")
    if not unit or not price_unit or not entry.get("product"):
        return False
    return not _same_measure(unit, price_unit, product_of(entry, desk))


def lacks_basis(entry: Entry, desk: Desk) -> bool:
    return bool(entry.get("price")) and entry.get("basis") == "ambiguous"


# The questions


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
            "สินค้า",
            ask=lambda answers, desk: Ask(ask_what, [Choice(name) for name in likely(desk)]),
            read=lambda said, answers, desk: _read_items(said, desk, take),
        ),
        Question("product", "", _ask_product, _read_product, _any(lacks_product)),
        Question(
            "number",
            "จำนวน",
            ask=lambda answers, desk: _ask_number(answers, desk, ask_number),
            read=read_number,
            needed=_any(lacks_number),
            reopen=_without("number", "most", "unit"),
        ),
        Question("unit", "", _ask_unit, _read_unit, _any(lacks_unit)),
    ]


def price_questions() -> list[Question]:
    return [
        Question(
            "price",
            "ราคา",
            ask=_ask_price,
            read=read_price,
            needed=_any(lacks_price),
            reopen=_without("price", "price_unit", "basis"),
        ),
        Question("basis", "", _ask_basis, _read_basis, _any(lacks_basis)),
    ]


def limit_questions() -> list[Question]:
    """The highest price a buyer pays: asked only when wished for, item by item."""
    return [
        Question(
            "limit",
            "ราคาสูงสุด",
            ask=_ask_limit,
            read=_read_limit,
            needed=_any(lacks_limit),
            reopen=_ask_for_limits,
        ),
        Question("basis", "", _ask_basis, _read_basis, _any(lacks_basis)),
    ]


def _ask_for_limits(answers: Answers) -> Answers:
    items = [{**entry, "price": None, "limited": False} for entry in answers.get("items", [])]
    return {**answers, "items": items}


def _ask_limit(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_limit) or {}
    words = texts.ASK_LIMIT.format(product=product_of(entry, desk).name, unit=entry["unit"])
    return Ask(words, [Choice(texts.NO_LIMIT)])


def _read_limit(said: Said, answers: Answers, desk: Desk) -> Answers:
    if said.words.strip() == texts.NO_LIMIT or language.read_command(said.words) == "skip":
        return _filled(answers, desk, lacks_limit, {"limited": True, "price": None})
    entry = first_where(answers, desk, lacks_limit) or {}
    return _filled(answers, desk, lacks_limit, _price(said, entry, desk) | {"limited": True})


def _any(is_open: IsOpen) -> Callable[[Answers, Desk], bool]:
    return lambda answers, desk: first_where(answers, desk, is_open) is not None


def _without(*keys: str) -> Callable[[Answers], Answers]:
    def reopened(answers: Answers) -> Answers:
        items = [{k: v for k, v in e.items() if k not in keys} for e in answers.get("items", [])]
        return {**answers, "items": items}

    return reopened


def _read_items(said: Said, desk: Desk, take: Callable[[Reading, Desk], Answers]) -> Answers:
    role = desk.member.role or "buyer"
    reading = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today)
    answers = take(reading, desk)
    return answers if answers.get("items") else {"items": [{"product": _find(said.words, desk).id}]}


def _find(words: str, desk: Desk) -> ProductEntry:
    """Raises Unreadable, with the nearest names to choose from."""
    match = language.read_product(words, desk.catalogue)
    if match.product is not None:
        return match.product
    shown = words.strip()[:40]
    if match.candidates:
        near = [Choice(product.name) for product in match.candidates]
        raise Unreadable(texts.PRODUCT_NEAREST.format(name=shown), near)
    raise Unreadable(texts.PRODUCT_UNKNOWN.format(name=shown) if shown else texts.EDIT_HINT)


def _ask_product(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_product) or {}
    name = entry.get("raw") or "?"
    near = [Choice(desk.catalogue.product(known).name) for known in entry.get("near", ())]
    words = texts.PRODUCT_NEAREST if near else texts.PRODUCT_UNKNOWN
    return Ask(words.format(name=name), near)


def _read_product(said: Said, answers: Answers, desk: Desk) -> Answers:
    product = _find(said.words, desk)
    return _filled(
        answers, desk, lacks_product, {"product": product.id}, _drop_strange_unit(product)
    )


def _ask_number(answers: Answers, desk: Desk, words: str) -> Ask:
    entry = first_where(answers, desk, lacks_number) or {}
    product = product_of(entry, desk)
    unit = entry.get("unit") or product.default_unit
    likely = [Choice(f"{number} {unit}") for number in desk.likely_amounts(product.id)]
    return Ask(words.format(product=product.name), likely)


def read_number(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, lacks_number) or {}
    product = product_of(entry, desk)
    amount = language.read_quantity(said.words, product)
    example = f"10 {product.default_unit}"
    if amount is None:
        nothing = ZERO.match(normalize(said.words))
        raise Unreadable(
            texts.QUANTITY_ZERO if nothing else texts.QUANTITY_HINT.format(example=example)
        )
    said_unit = amount.unit or entry.get("unit")
    update: Entry = {"number": str(amount.quantity), "most": _text(amount.quantity_max)}
    if said_unit:
        update["unit"] = said_unit
        _check_unit(said_unit, product)
        check_amount(amount.quantity, said_unit, product)
    return _filled(answers, desk, lacks_number, update)


def _ask_unit(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_unit) or {}
    product = product_of(entry, desk)
    number = thai.number(Fraction(entry["number"]))
    words = texts.ASK_OTHER_UNIT if entry.get("odd_unit") else texts.ASK_UNIT
    words = words.format(product=product.name, number=number, unit=entry.get("odd_unit"))
    return Ask(words, [Choice(unit) for unit in _units(product)])


def _read_unit(said: Said, answers: Answers, desk: Desk) -> Answers:
    entry = first_where(answers, desk, lacks_unit) or {}
    product = product_of(entry, desk)
    unit = language.read_unit(said.words, product)
    if unit is None:
        raise Unreadable(_unit_hint(product))
    _check_unit(unit, product)
    check_amount(Fraction(entry["number"]), unit, product)
    return _filled(answers, desk, lacks_unit, {"unit": unit})


def _ask_price(answers: Answers, desk: Desk) -> Ask:
    entry = first_where(answers, desk, lacks_price) or {}
    product, unit = product_of(entry, desk), entry["unit"]
    likely = desk.likely_prices(product.id) if unit == product.default_unit else []
    words = texts.ASK_PRICE.format(product=product.name, unit=unit)
    return Ask(words, [Choice(f"{unit}ละ {price}") for price in likely])


def read_price(said: Said, answers: Answers, desk: Desk) -> Answers:
    """The answer to "how much for one unit": a bare number is for the unit that was asked about."""
    entry = first_where(answers, desk, lacks_price) or {}
    return _filled(answers, desk, lacks_price, _price(said, entry, desk))


def _price(said: Said, entry: Entry, desk: Desk) -> Entry:
    product = product_of(entry, desk)
    price = language.read_price(said.words, product)
    hint = texts.PRICE_HINT.format(unit=entry["unit"])
    if price is None or not 0 < price.baht <= MOST_BAHT or (price.baht * 100).denominator != 1:
        raise Unreadable(hint)
    unit = price.unit or entry["unit"]
    if not _same_measure(entry["unit"], unit, product):
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
        return _filled(answers, desk, lacks_basis, {"basis": "total", "price_unit": entry["unit"]})
    if words == "each" or "ละ" in words or "ต่อ" in words:
        return _filled(
            answers, desk, lacks_basis, {"basis": "per_unit", "price_unit": entry["unit"]}
        )
    raise Unreadable(texts.EDIT_HINT)


# Checks and small parts


def check_amount(number: Fraction, unit: str, product: ProductEntry) -> None:
    factor = next((u.factor for u in product.units if u.name == unit), None) or 1000
    if (number * factor).denominator != 1:
        raise Unreadable(texts.TOO_FINE)
    if number * factor > MOST_THOUSANDTHS:
        raise Unreadable(texts.TOO_MUCH)


def _check_unit(unit: str, product: ProductEntry) -> None:
    if unit not in _units(product):
        raise Unreadable(_unit_hint(product), [Choice(known) for known in _units(product)])


def _unit_hint(product: ProductEntry) -> str:
    return texts.UNIT_HINT.format(product=product.name, units=" ".join(_units(product)))


def _units(product: ProductEntry) -> list[str]:
    return [unit.name for unit in product.units]


def _same_measure(one: str, other: str, product: ProductEntry) -> bool:
    """Whether amounts in the two compare; a unit of no fixed weight does only with itself."""
    sized = {unit.name for unit in product.units if unit.factor}
    return one == other or {one, other} <= sized


def _drop_strange_unit(product: ProductEntry) -> Callable[[Entry], Entry]:
    def checked(entry: Entry) -> Entry:
        if not entry.get("unit") or entry["unit"] in _units(product):
            return entry
        kept = {key: value for key, value in entry.items() if key != "unit"}
        return {**kept, "odd_unit": entry["unit"]}

    return checked


def _filled(
    answers: Answers,
    desk: Desk,
    is_open: IsOpen,
    update: Entry,
    last: Callable[[Entry], Entry] = lambda entry: entry,
) -> Answers:
    """The items with the first open one completed."""
    items: list[Entry] = list(answers.get("items", []))
    index = next(n for n, entry in enumerate(items) if is_open(entry, desk))
    items[index] = last({**items[index], **update})
    return {"items": items}


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def names(entries: Iterable[Entry], desk: Desk) -> list[str]:
    return [product_of(entry, desk).name for entry in entries]
