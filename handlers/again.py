"""เหมือนเดิม: what a member traded before, as the beginning of the same once more.

What the sentence says besides is laid over it; nothing is bound before the card shows all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bot import texts, thai
from bot.conversation import Answers, Desk, Refused
from bot.language.reading import Reading
from handlers.basket import Entry, limited
from handlers.history import order_before, posts_before
from models.measure import Amount, Price
from models.wanted import Asking


def order_again(reading: Reading, said: Answers, desk: Desk) -> Answers:
    """Answers for an order like an earlier one. Raises Refused when there is none."""
    order = order_before(reading, desk)
    if order is None:
        raise Refused(texts.NO_ORDER_BEFORE)
    day = thai.short_day(order.delivery_day)
    lines = (line_entry(line) for line in order.open_lines)
    return {
        **said,
        **limited(_laid_over(lines, said.get("items", []), reading.removed), desk),
        "place": order.place,
        "like": texts.LIKE_ORDER.format(number=order.number, day=day),
    }


def post_again(reading: Reading, said: Answers, desk: Desk) -> Answers:
    """Answers for posting the same goods once more. Raises Refused when there are none."""
    lots = posts_before(reading, desk)
    if not lots:
        raise Refused(texts.NO_POST_BEFORE)
    day = thai.short_day(lots[0].posted_at.date())
    entries = (entry_of(lot.product_id, lot.amount, lot.price, "per_unit") for lot in lots)
    items = _laid_over(entries, said.get("items", []), reading.removed)
    return {**said, **limited(items, desk), "like": texts.LIKE_POST.format(day=day)}


def line_entry(line: Asking) -> Entry:
    """A line of an order, or of a standing one, as it was asked for."""
    wish = line.wish
    entry = entry_of(wish.product.id, wish.amount, wish.most, "max")
    others = wish.substitutes
    return entry if others is None else {**entry, "instead": [each.id for each in others]}


def entry_of(product_id: int, amount: Amount, price: Price | None, basis: str) -> Entry:
    number, unit = amount.shown()
    entry: Entry = {"product": product_id, "number": str(number), "unit": unit}
    if price:
        baht = str(Fraction(price.satang, 100))
        entry |= {"price": baht, "price_unit": price.unit, "basis": basis}
    return entry


def _laid_over(before: Iterable[Entry], said: list[Entry], removed: tuple[int, ...]) -> list[Entry]:
    again = {entry["product"]: entry for entry in said if entry.get("product")}
    before = list(before)
    unknown = [entry for entry in said if not entry.get("product")]
    if len(before) == len(unknown) == 1 and unknown[0].get("unit") == before[0]["unit"]:
        again[before[0]["product"]] = {**unknown.pop(), "product": before[0]["product"]}
    kept = [
        {**entry, **_said(again.pop(entry["product"], {}))}
        for entry in before
        if entry["product"] not in removed
    ]
    return [*kept, *again.values(), *unknown]


def _said(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value is not None}
