"""Items as plain data, what is still open in them, and filling them one by one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from bot import texts, thai
from bot.conversation import Answers, Desk
from bot.language.answers import Amount
from bot.language.catalogue import ProductEntry
from bot.language.reading import Each, Item, Reading
from handlers.basket.checks import amount_fits, price_fits, same_measure, units

Entry = dict[str, Any]
IsOpen = Callable[[Entry, Desk], bool]
MOST_ITEMS = 12


def take(reading: Reading, desk: Desk) -> Answers:
    """The items of a sentence, as far as they were said; nothing when it names none."""
    entries = [_entry(item, desk) for item in reading.items]
    for entry in entries:
        entry |= said_of(entry.get("product"), reading)
        if reading.each and len(entries) == 1 and lacks_number(entry, desk):
            entry |= _for_each(reading.each)
    return limited(entries, desk) if entries else {}


def said_of(product_id: int | None, reading: Reading) -> Entry:
    """What a sentence says of substitutes for a product."""
    named = [other for wished, other in reading.substitutes if wished == product_id]
    if named:
        return {"instead": list(dict.fromkeys(named))}
    return {"instead": []} if reading.only_this else {}


def _for_each(each: Each) -> Entry:
    """ "120 คน คนละ 2 ขีด": what that makes in all is asked, not taken for said."""
    if not each.total or not each.count or not each.quantity or not each.unit:
        return {}
    amount = f"{thai.number(each.quantity)} {each.unit}"
    said = texts.EACH.format(count=thai.number(each.count), of=each.of, amount=amount)
    return {"each": said, "total": str(each.total), "total_unit": each.unit}


def limited(entries: list[Entry], desk: Desk) -> Answers:
    """As many items as one card holds, and the names of those left out."""
    return {
        "items": entries[:MOST_ITEMS],
        "left_out": [_name(entry, desk) for entry in entries[MOST_ITEMS:]],
    }


def _name(entry: Entry, desk: Desk) -> str:
    return product_of(entry, desk).name if entry.get("product") else str(entry.get("raw") or "-")


def left_out(answers: Answers) -> str:
    """What to say on the card about products that did not fit, or nothing."""
    names = answers.get("left_out")
    return texts.LEFT_OUT.format(most=MOST_ITEMS, names=" ".join(names)) if names else ""


def _entry(item: Item, desk: Desk) -> Entry:
    entry: Entry = {"product": item.product_id, "raw": item.product_raw, "near": item.candidates}
    product = desk.catalogue.product(item.product_id) if item.product_id else None
    known_unit = item.unit if product is None or item.unit in units(product) else None
    if item.unit:
        entry["unit" if known_unit else "odd_unit"] = item.unit
    if item.quantity is not None and amount_fits(item.quantity, known_unit, product):
        entry |= {"number": str(item.quantity), "most": as_text(item.quantity_max)}
    if item.price is not None and price_fits(item.price):
        entry |= {"price": str(item.price), "price_unit": item.price_unit, "basis": item.price_kind}
    return entry


def amount_entry(amount: Amount) -> Entry:
    """What an answer says of how much: a range keeps its upper end, a bare number has no unit."""
    entry: Entry = {"number": str(amount.quantity), "most": as_text(amount.quantity_max)}
    return {**entry, "unit": amount.unit} if amount.unit else entry


def product_of(entry: Entry, desk: Desk) -> ProductEntry:
    return desk.catalogue.product(entry["product"])


def first_where(answers: Answers, desk: Desk, is_open: IsOpen) -> Entry | None:
    return next((entry for entry in answers.get("items", []) if is_open(entry, desk)), None)


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
    return not same_measure(unit, price_unit, product_of(entry, desk))


def lacks_basis(entry: Entry, desk: Desk) -> bool:
    return bool(entry.get("price")) and entry.get("basis") == "ambiguous"


def any_open(is_open: IsOpen) -> Callable[[Answers, Desk], bool]:
    return lambda answers, desk: first_where(answers, desk, is_open) is not None


def without(*keys: str) -> Callable[[Answers], Answers]:
    def reopened(answers: Answers) -> Answers:
        items = [{k: v for k, v in e.items() if k not in keys} for e in answers.get("items", [])]
        return {**answers, "items": items}

    return reopened


def filled(
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


def as_text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
