"""How long the reader takes for a sentence, beside PyThaiNLP's newmm tokenizer alone.

The sentences are those of tests/language/corpus.jsonl, the catalogue holds 1,000 products with
5,000 aliases: those the sentences name, and made-up ones that share their syllables.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from benchmarks.figures import Row, percentile
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


def run(seed: int) -> Sequence[Row]:
    """Milliseconds a sentence: of the reader, and of the tokenizer when it is installed."""
    products, sentences = large_catalogue(), records()
    catalogue = Catalogue(products)
    today = date.fromisoformat(TODAY)
    ours = [
        _milliseconds(partial(read, r["text"], role=r["role"], catalogue=catalogue, today=today))
        for r in sentences
    ]
    aliases = sum(len(product.aliases) for product in products)
    size = f"{len(sentences)} sentences, {len(products):,} products, {aliases:,} aliases"
    return [Row(f"the reader, {size}", _told(ours)), *_beside(ours, [r["text"] for r in sentences])]


def _beside(ours: Sequence[float], sentences: Sequence[str]) -> Sequence[Row]:
    tokenize = _newmm()
    if tokenize is None:
        return [Row("PyThaiNLP's newmm", "not installed: the reader alone")]
    theirs = [_milliseconds(partial(tokenize, text)) for text in sentences]
    ratio = statistics.median(ours) / statistics.median(theirs)
    return [
        Row("PyThaiNLP's newmm, the same sentences", _told(theirs)),
        Row("the reader beside the tokenizer alone, median", f"{ratio:.2f}"),
    ]


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


def _told(times: Sequence[float]) -> str:
    median, late, longest = statistics.median(times), percentile(times, 0.99), max(times)
    return f"p50 {median:.2f} ms, p99 {late:.2f} ms, longest {longest:.2f} ms"
