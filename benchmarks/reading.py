"""How long the reader takes for a sentence, beside PyThaiNLP's newmm tokenizer alone.

The sentences are those of tests/language/corpus.jsonl, the catalogue holds 1,000 products with
5,000 aliases: those the sentences name, and made-up ones that share their syllables.
"""

from __future__ import annotations

import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from bot.language.catalogue import Catalogue, ProductEntry
from bot.language.reader import read
from tests.language.catalogue import small_catalogue
from tests.language.scores import TODAY, records

PRODUCTS = 1_000
ALIASES = 5_000
RUNS = 5
_HEADS = (
    *("ผัก", "มะ", "แตง", "หน่อ", "เห็ด", "ถั่ว", "พริก", "หอม", "ข้าว", "ขนม"),
    *("ปลา", "ไก่", "กล้วย", "ใบ", "หัว", "เผือก", "มัน", "ฟัก", "บวบ", "น้ำ"),
)
_BODIES = (
    *("กาด", "บุ้ง", "ขม", "หวาน", "กูด", "ติ้ว", "แขยง", "ชี", "เขียง", "แพว"),
    *("ปลัง", "ตำลึง", "เสี้ยน", "หนาม", "แว่น", "ขะ", "เม่า", "กอก", "ไฟ", "เฟือง"),
)
_TAILS = (
    *("ป่า", "สวน", "นา", "ดง", "แดง", "ขาว", "เขียว", "ลาว", "จีน", "ญวน"),
    *("น้อย", "ใหญ่", "หอม", "อ่อน", "แก่", "ดอง", "ตาก", "สด", "นึ่ง", "คั่ว"),
)


def large_catalogue() -> list[ProductEntry]:
    """Deterministic: the products of the sentences first, filled up with made-up ones."""
    known = list(small_catalogue())
    taken = {name for product in known for name in (product.name, *product.aliases)}
    names = (name for name in _made_up_names() if name not in taken)
    products = [*known, *(_like(known[0], i, next(names)) for i in range(len(known), PRODUCTS))]
    lacking = ALIASES - sum(len(product.aliases) for product in products)
    each, left = divmod(lacking, PRODUCTS)
    return [
        replace(
            product, aliases=(*product.aliases, *itertools.islice(names, each + (number < left)))
        )
        for number, product in enumerate(products)
    ]


def _made_up_names() -> Iterator[str]:
    for parts in itertools.product(_TAILS, _BODIES, _HEADS):
        yield "".join(reversed(parts))


def _like(model: ProductEntry, number: int, name: str) -> ProductEntry:
    return replace(model, id=100_000 + number, name=name, aliases=(), parent_id=None)


def run() -> dict[str, Any]:
    """Milliseconds a sentence: of the reader, and of the tokenizer when it is installed."""
    products, sentences = large_catalogue(), records()
    catalogue = Catalogue(products)
    today = date.fromisoformat(TODAY)
    ours = [
        _milliseconds(partial(read, r["text"], role=r["role"], catalogue=catalogue, today=today))
        for r in sentences
    ]
    result: dict[str, Any] = {
        "sentences": len(sentences),
        "products": len(products),
        "aliases": sum(len(product.aliases) for product in products),
        "reader_ms": _summary(ours),
    }
    tokenize = _newmm()
    if tokenize is None:
        return result | {"newmm_ms": None, "note": "PyThaiNLP is not installed: ours alone"}
    theirs = [_milliseconds(partial(tokenize, r["text"])) for r in sentences]
    ratio = statistics.median(ours) / statistics.median(theirs)
    return result | {"newmm_ms": _summary(theirs), "reader_to_newmm": round(ratio, 2)}


def _newmm() -> Callable[[str], list[str]] | None:
    """PyThaiNLP's tokenizer, its dictionary loaded; None when it is not installed."""
    try:
        from pythainlp.tokenize import word_tokenize
    except ImportError:
        return None
    word_tokenize("ผักบุ้ง", engine="newmm")
    return lambda text: list(word_tokenize(text, engine="newmm"))


def _milliseconds(work: Callable[[], object]) -> float:
    """The median of a few runs, after one to warm up: of the processor, whatever else runs."""
    work()
    return statistics.median(_once(work) for _ in range(RUNS))


def _once(work: Callable[[], object]) -> float:
    started = time.process_time_ns()
    work()
    return (time.process_time_ns() - started) / 1e6


def _summary(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    found = {"median": statistics.median(times), "p99": cuts[98], "longest": max(times)}
    return {name: round(value, 3) for name, value in found.items()}


def main() -> None:
    print(json.dumps(run(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
