"""Answers to one pending question. Each function gives None when the text does not answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.language.catalogue import Catalogue, ProductEntry
from bot.language.commands import read_command
from bot.language.days import parse_days
from bot.language.guesses import Guesser
from bot.language.items import spelled
from bot.language.lexicon.units import canonical_unit
from bot.language.nodes import Mark, Measure, Name, Node, Price, When
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.reading import PriceKind
from bot.language.segment import segment

__all__ = [
    "Amount",
    "PriceSaid",
    "ProductMatch",
    "read_amount_and_price",
    "read_command",
    "read_date",
    "read_date_range",
    "read_price",
    "read_product",
    "read_quantity",
    "read_unit",
    "read_yes_no",
]

ANSWER_LIMIT = 200
"""Letters of an answer that are read."""
_DOUBTS = frozenset(("query", "neg", "bo", "can_question", "howto", "if", "link", "off_topic"))
_YES = frozenset(("confirm", "particle", "accept"))
_NO = frozenset(("neg", "bo", "not_want", "decline"))
_YES_WORDS = frozenset(["ได้", "เอา", "มี", "รับ", "รับได้", "ส่งได้", "สนใจ"])
_NO_PHRASES = frozenset(("ไม่ได้", "ไม่ใช่", "ไม่", "ไม่เอา", "บ่", "ไม่รับ", "ไม่ต้อง", "no"))
_TODAY = date(2000, 1, 1)


# Between a name and a number a dash only parts the two; before all else it is a minus.
_BELOW_ZERO = re.compile(r"\s*[-−–]\s*[\d๐-๙]")


@dataclass(frozen=True, slots=True)
class Amount:
    """`quantity` in `unit` as said (None: no unit said); of a range the lower end."""

    quantity: Fraction
    unit: str | None
    quantity_max: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """`baht`, exact; `unit` it was said for, or None: then the unit that was asked about."""

    baht: Fraction
    unit: str | None
    kind: PriceKind


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """`product` when the name is known for sure, else the nearest ones, best first."""

    product: ProductEntry | None
    candidates: tuple[ProductEntry, ...] = ()


def _nodes(text: str, products: tuple[ProductEntry, ...] = (), today: date = _TODAY) -> list[Node]:
    catalogue = Catalogue(products)
    return parse(segment(normalize(text[:ANSWER_LIMIT]), catalogue), Guesser(catalogue), today)


def _doubtful(nodes: list[Node]) -> bool:
    return any(isinstance(n, Mark) and n.kind in _DOUBTS for n in nodes)


def read_quantity(text: str, product: ProductEntry | None) -> Amount | None:
    """The one amount in the answer, its unit as the product's entry spells it."""
    nodes = _nodes(text, (product,) if product else ())
    measures = [n for n in nodes if isinstance(n, Measure)]
    if len(measures) != 1 or _doubtful(nodes) or _BELOW_ZERO.match(text):
        return None
    return _amount_said(measures[0], product)


def _amount_said(said: Measure, product: ProductEntry | None) -> Amount | None:
    if said.quantity is None or said.quantity <= 0:
        return None
    return Amount(said.quantity, spelled(said.unit, product), said.quantity_max)


def read_unit(text: str, product: ProductEntry | None) -> str | None:
    """The one unit that is named, as the product's entry spells it."""
    nodes = _nodes(text, (product,) if product else ())
    units = {n.unit for n in nodes if isinstance(n, Measure) and n.unit}
    units |= {n.unit for n in nodes if isinstance(n, Price) and n.unit}
    units |= {canonical_unit(n.text) for n in nodes if isinstance(n, Mark) and n.kind == "unit"}
    if len(units) != 1 or _doubtful(nodes):
        return None
    return spelled(units.pop(), product)


def read_price(text: str, product: ProductEntry | None) -> PriceSaid | None:
    """The one price in the answer. A bare number answers "how much for one": kind "per_unit"."""
    nodes = _nodes(text, (product,) if product else ())
    prices = [n for n in nodes if isinstance(n, Price)]
    bare = [n for n in nodes if isinstance(n, Measure)]
    if _doubtful(nodes) or len(prices) + len(bare) != 1 or _BELOW_ZERO.match(text):
        return None
    if prices:
        return _price_said(prices[0], product)
    said = bare[0]
    if said.unit or said.quantity is None or said.quantity_max is not None:
        return None
    return PriceSaid(said.quantity, None, "per_unit")


def read_amount_and_price(
    text: str, product: ProductEntry | None
) -> tuple[Amount | None, PriceSaid | None]:
    """ "50 โล โลละ 35" says both, "50 โล" and "โลละ 35" one; a bare number could be either."""
    nodes = _nodes(text, (product,) if product else ())
    prices = [n for n in nodes if isinstance(n, Price)]
    measures = [n for n in nodes if isinstance(n, Measure)]
    if len(prices) == len(measures) == 1 and measures[0].unit and not _doubtful(nodes):
        return _amount_said(measures[0], product), _price_said(prices[0], product)
    if prices:
        return None, read_price(text, product)
    amount = read_quantity(text, product)
    return amount, None if amount else read_price(text, product)


def _price_said(price: Price, product: ProductEntry | None) -> PriceSaid | None:
    if price.baht is None:
        return None
    kind: PriceKind = "total" if price.form == "total" else "max" if price.cap else "per_unit"
    return PriceSaid(price.baht, spelled(price.unit, product), kind)


def read_date(text: str, today: date) -> date | None:
    """The one day in the answer; a bare "25" or "25/11" counts, a day that is past does not."""
    days = read_date_range(text, today)
    return days[0] if days is not None and days[0] == days[1] else None


def read_date_range(text: str, today: date) -> tuple[date, date] | None:
    """First and last day (the same for a single day)."""
    tokens = segment(normalize(text[:ANSWER_LIMIT]), Catalogue(()))
    nodes = parse(tokens, Guesser(Catalogue(())), today)
    days = [n for n in nodes if isinstance(n, When) and n.role != "expiry"]
    if _doubtful(nodes):
        return None
    if not days:
        return _bare_day(text, today)
    start = days[0].start
    end = days[0].end or (days[1].start if len(days) == 2 and days[1].role == "until" else start)
    if start is None or end is None or start < today or end < start or len(days) > 2:
        return None
    return start, end


def _bare_day(text: str, today: date) -> tuple[date, date] | None:
    said = normalize(text[:ANSWER_LIMIT])
    if not said.isdigit() or not 1 <= len(said) <= 2:
        return None
    parsed = parse_days(segment("วันที่ " + said, Catalogue(())), 0, today)
    if parsed is None or parsed[0] is None:
        return None
    return parsed[0], parsed[0]


def read_yes_no(text: str) -> bool | None:
    """Yes, no, or None for anything else, questions and conditions included."""
    if "?" in normalize(text[:ANSWER_LIMIT]):
        return None
    command = read_command(text)
    if command in ("confirm", "cancel", "skip"):
        return command == "confirm"
    if command is not None:
        return None
    marks = [n for n in _nodes(text) if isinstance(n, Mark) and n.kind != "sign"]
    words = [m for m in marks if m.kind != "particle"]
    if not words:
        return True if marks else None
    if words[0].text in _NO_PHRASES or words[0].kind in _NO:
        return False if not _asks(words) else None
    sure = all(w.kind in _YES or w.text in _YES_WORDS for w in words)
    return True if sure else None


def _asks(words: list[Mark]) -> bool:
    return any(w.kind in ("query", "can_question", "howto") for w in words)


def read_product(text: str, catalogue: Catalogue) -> ProductMatch:
    """The product that is named; else the nearest names."""
    said = text[:ANSWER_LIMIT]
    exact = catalogue.find(said)
    if exact is not None:
        return ProductMatch(exact)
    nodes = parse(segment(normalize(said), catalogue), Guesser(catalogue), _TODAY)
    names = [n for n in nodes if isinstance(n, Name)]
    if len(names) == 1 and names[0].product is not None:
        return ProductMatch(catalogue.product(names[0].product))
    slip = catalogue.find_slip(said)
    if slip is not None:
        return ProductMatch(slip)
    ids = [i for n in names for i in ((n.product,) if n.product else n.candidates)]
    near = [*map(catalogue.product, ids), *catalogue.nearest(said)]
    return ProductMatch(None, tuple(dict.fromkeys(near))[:3])
