"""Two wishes in one message: a deal and a question, or two that each bind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.language.catalogue import Catalogue
from bot.language.reader import READ_LIMIT, read
from bot.language.reading import Reading

# Where a new thought may begin; spaces alone part names and amounts, too.
_SEAMS = re.compile(
    r"\n|\s+(?=แล้ว|ส่วน|และ|อีกอย่าง|ขอถาม|ถามหน่อย)|(?<=ค่ะ)|(?<=ครับ)|(?<=นะคะ)|(?<=จ้า)"
)
_CONDITION = re.compile("ถ้า|หาก|เผื่อ")
_DEALS = ("post_stock", "order")
_LOOKS = ("my_orders", "my_stock", "demand")
MOST_SEAMS = 6
"""Seams that are tried; each costs two more readings."""


def read_all(text: str, *, role: str, catalogue: Catalogue, today: date) -> list[Reading]:
    """What a message asks for: mostly one `Reading`; a deal and a question about other goods (or a
    complaint) are two, in the order in which they were said. Bounded as `read` is, times
    `2 * MOST_SEAMS + 1`."""

    def one(part: str) -> Reading:
        return read(part, role=role, catalogue=catalogue, today=today)

    whole = one(text)
    if whole.intent not in ("query_stock", *_DEALS) or _CONDITION.search(text):
        return [whole]
    for before, after in _halves(text[:READ_LIMIT]):
        first, second = one(before), one(after)
        if _are_two(first, second) or _are_two(second, first):
            return [replace(part, truncated=whole.truncated) for part in (first, second)]
    return [whole]


def read_pairs(
    text: str, *, role: str, catalogue: Catalogue, today: date
) -> list[tuple[Reading, Reading]]:
    """The message parted in two where a new thought may begin, for each such place at which both
    parts could bind alone, and are not the same wish gone on with. None when it has conditions, or
    when one thing is wanted instead of another. Bounded as `read_all` is."""

    def one(part: str) -> Reading:
        return read(part, role=role, catalogue=catalogue, today=today)

    halves = list(_halves(text[:READ_LIMIT]))
    if not halves or _CONDITION.search(text) or one(text).removed:
        return []
    pairs = [(one(before), one(after)) for before, after in halves]
    return [pair for pair in pairs if all(map(_stands_alone, pair)) and _differ(*pair)]


def _stands_alone(reading: Reading) -> bool:
    kind = kind_of(reading)
    if kind == "deal":
        return bool(reading.items) and all(i.product_id and i.quantity for i in reading.items)
    if kind == "cancel":
        return bool(reading.order_number or reading.items or reading.of_order)
    return kind == "answer"


def _differ(first: Reading, second: Reading) -> bool:
    if kind_of(first) != kind_of(second):
        return True
    if kind_of(first) == "cancel":
        return bool(first.order_number and second.order_number)
    apart = first.date != second.date
    return apart and (first.action != second.action or None not in (first.date, second.date))


def kind_of(reading: Reading) -> str:
    """What a sentence binds to: "deal", "cancel", "answer", or "" for nothing."""
    if reading.intent in _DEALS and reading.action != "zero":
        return "deal"
    if reading.action == "zero" or (reading.intent == "cancel" and reading.action != "decline"):
        return "cancel"
    return "answer" if reading.intent in ("confirm", "cancel", "unknown") else ""


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for seam in list(_SEAMS.finditer(text))[:MOST_SEAMS]:
        before, after = text[: seam.start()].strip(), text[seam.end() :].strip()
        if before and after:
            yield before, after


def _are_two(deal: Reading, question: Reading) -> bool:
    """Whether the deal stands alone and the question is about goods that are no part of it, a
    look at what is theirs or the market's, a complaint or a call for a person."""
    if deal.intent not in _DEALS or not deal.items:
        return False
    whole = all(item.product_id and item.quantity for item in deal.items)
    if question.action == "person" or (question.action in _LOOKS and not question.items):
        return whole
    if question.intent != "query_stock":
        return False
    asked = {item.product_id for item in question.items}
    told = {item.product_id for item in deal.items}
    bare = not any(item.quantity for item in question.items)
    return whole and bare and bool(asked) and None not in asked and asked.isdisjoint(told)
