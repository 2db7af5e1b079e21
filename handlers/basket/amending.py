"""A basket in the making, and one more sentence: what it adds, changes and takes out.

A product that is in the basket is changed, one that is not is added; whatever comes of it is shown
on the card before anything is bound. Where it is not said which product is meant, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, More, Question, Unreadable
from bot.language import answers as language
from bot.language.reading import Intent, Reading
from bot.said import Said
from handlers.basket import instead
from handlers.basket.items import Entry, amount_entry, limited, product_of
from handlers.basket.merging import merged

Take = Callable[[Reading, Desk], Answers]
Days = Callable[[Reading, Answers, Desk], Answers]
# "ไม่ใช่ 50 โล" says what it is instead; of what stands there already it is only a no.
NOT_SO = re.compile(r"^\s*ไม่ใช่")
AMENDS = (None, "add", "change", "remove", "reschedule", "zero")


def more(take: Take, intent: Intent, days: Days) -> More:
    """What a sentence changes in a conversation of this intent; nothing when it is no correction.

    take: what the conversation finds in a sentence; days: where a day that is said belongs.
    The result may hold "amend": what was said without saying of which product.
    """

    def amended(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
        if intent == "order" and (of_others := instead.amended(reading, answers.get("items", []))):
            return of_others
        if not answers.get("items") or _is_elsewhere(reading) or reading.action not in AMENDS:
            return {}
        if reading.intent == "unknown" or not _names_goods(reading):
            bare = _bare(reading, said, answers, desk, days)
            if bare or reading.intent == "unknown":
                return bare
        if reading.intent == "cancel":
            return _without(answers["items"], [item.product_id for item in reading.items])
        if reading.intent != intent:
            return {}
        return _amended(reading, take(reading, desk), answers, desk) | days(reading, answers, desk)

    return amended


def _names_goods(reading: Reading) -> bool:
    named = any(item.product_id or item.product_raw for item in reading.items)
    return named or bool(reading.removed)


def _is_elsewhere(reading: Reading) -> bool:
    """Whether it speaks of an order that is placed, not of what is being collected."""
    changes = reading.action is not None or reading.intent == "cancel"
    return reading.order_number is not None or (reading.of_order and changes)


def _amended(reading: Reading, taken: Answers, answers: Answers, desk: Desk) -> Answers:
    said: list[Entry] = taken.get("items", [])
    if reading.action == "zero":
        return _without(answers["items"], [entry.get("product") for entry in said])
    changed = _without(answers["items"], reading.removed)
    items: list[Entry] = changed["items"] if changed else answers["items"]
    nameless = [entry for entry in said if not entry.get("product") and not entry.get("raw")]
    if nameless:
        return changed | _nameless(nameless[0], reading, items, desk)
    joined = _joined([entry for entry in said if _is_meant(entry, reading)], reading, items, desk)
    return limited(joined, desk) if joined != answers["items"] else {}


def _is_meant(entry: Entry, reading: Reading) -> bool:
    """A name nobody knows is asked about only where it surely is one."""
    return bool(entry.get("product") or entry.get("near") or reading.action == "add")


def _joined(said: Iterable[Entry], reading: Reading, items: list[Entry], desk: Desk) -> list[Entry]:
    again = {entry["product"]: entry for entry in said if entry.get("product")}
    unknown = [entry for entry in said if not entry.get("product")]
    kept = [
        merged(entry, again.pop(entry["product"]), reading.action, desk)
        if entry.get("product") in again
        else entry
        for entry in items
    ]
    return [*kept, *again.values(), *unknown]


def _nameless(new: Entry, reading: Reading, items: list[Entry], desk: Desk) -> Answers:
    if len(items) == 1 and items[0].get("product"):
        return {"items": [merged(items[0], new, reading.action, desk)]}
    return {"amend": {**new, "action": reading.action}} if len(items) > 1 else {}


def _without(items: list[Entry], gone: Iterable[int | None]) -> Answers:
    products = {product for product in gone if product}
    kept = [entry for entry in items if entry.get("product") not in products]
    return {} if len(kept) == len(items) else {"items": kept}


def _bare(reading: Reading, said: Said, answers: Answers, desk: Desk, days: Days) -> Answers:
    """Only a day, only an amount, only a price: enough where it is plain what it corrects."""
    if reading.date and language.read_date(said.words, desk.today) == reading.date:
        return days(reading, answers, desk)
    items: list[Entry] = answers["items"]
    only = product_of(items[0], desk) if len(items) == 1 and items[0].get("product") else None
    words = NOT_SO.sub("", said.words, count=1)
    amount, price = language.read_amount_and_price(words, only)
    new: Entry = {}
    if amount is not None and amount.unit:
        new = amount_entry(amount)
    if price is not None and (price.unit or any(w in words for w in ("บาท", "ราคา"))):
        new |= _price_said(price)
    again = words != said.words and all(items[0].get(key) == new[key] for key in new)
    return {} if again or not new else _nameless(new, reading, items, desk)


def _price_said(price: language.PriceSaid) -> Entry:
    known = "per_unit" if price.unit else "ambiguous"
    basis = "total" if price.kind == "total" else known
    return {"price": str(price.baht), "price_unit": price.unit, "basis": basis}


def which_question() -> Question:
    """Of which product, when a correction did not say so."""
    return Question(
        "amend",
        "",
        ask=lambda answers, desk: Ask(texts.AMEND_WHICH, _choices(answers, desk)),
        read=_read_which,
        needed=lambda answers, desk: bool(answers.get("amend")),
    )


def _choices(answers: Answers, desk: Desk) -> list[Choice]:
    known = (entry for entry in answers["items"] if entry.get("product"))
    return [Choice(product_of(entry, desk).name) for entry in known]


def _read_which(said: Said, answers: Answers, desk: Desk) -> Answers:
    product = language.read_product(said.words, desk.catalogue).product
    items: list[Entry] = answers["items"]
    if product is None or product.id not in [entry.get("product") for entry in items]:
        raise Unreadable(texts.EDIT_HINT)
    new = {key: value for key, value in answers["amend"].items() if key != "action"}
    action = answers["amend"].get("action")
    items = [
        merged(entry, new, action, desk) if entry.get("product") == product.id else entry
        for entry in items
    ]
    return {"items": items, "amend": None}
