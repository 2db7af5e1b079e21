"""Two wishes in one message: a deal, and a question about something else."""

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
MOST_SEAMS = 6
"""Seams that are tried; each costs two more readings."""


def read_all(text: str, *, role: str, catalogue: Catalogue, today: date) -> list[Reading]:
    """What a message asks for: mostly one `Reading`; a deal and a question about other goods are
    two, in the order in which they were said. Bounded as `read` is, times `2 * MOST_SEAMS + 1`."""

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


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for seam in list(_SEAMS.finditer(text))[:MOST_SEAMS]:
        before, after = text[: seam.start()].strip(), text[seam.end() :].strip()
        if before and after:
            yield before, after


def _are_two(deal: Reading, question: Reading) -> bool:
    """Whether the deal stands alone and the question is about goods that are no part of it."""
    if deal.intent not in _DEALS or question.intent != "query_stock" or not deal.items:
        return False
    whole = all(item.product_id and item.quantity for item in deal.items)
    asked = {item.product_id for item in question.items}
    told = {item.product_id for item in deal.items}
    bare = not any(item.quantity for item in question.items)
    return whole and bare and bool(asked) and None not in asked and asked.isdisjoint(told)
