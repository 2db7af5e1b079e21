"""What a group of tokens says. A sentence is a list of these."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Name:
    """A product. `product` is None when unsure; then `candidates` holds the likely ids."""

    product: int | None
    raw: str
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """`quantity` None: said, but with two meanings (ร้อยห้า). `each`: for every item."""

    quantity: Fraction | None
    quantity_max: Fraction | None
    unit: str | None
    each: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """Baht. "bare": no unit said; "same": per the unit just said; "budget": for everything."""

    baht: Fraction | None
    form: Literal["per", "same", "bare", "total", "budget"]
    unit: str | None = None
    cap: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """`of` holds `quantity` of `unit`: "ลังละ 12 ขวด"."""

    of: str
    quantity: Fraction | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A day or days. `start` None: a day that does not exist or is not credible. `weekdays`: the
    span was said as weekdays ("จันทร์ถึงศุกร์") and may be meant every week."""

    start: datetime.date | None
    end: datetime.date | None = None
    role: Literal["day", "expiry", "until", "since", "from", "made"] = "day"
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    time: str


@dataclass(frozen=True, slots=True)
class Repeat:
    rule: str
    end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ForEach:
    """An amount for each one of something: "คนละ 2 ขีด" is 2 ขีด for each คน."""

    of: str
    quantity: Fraction | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Several weekdays (Monday is 0) without a word that says every week."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that says what is wanted, a sign, or unknown text; `kind` as in the lexicon."""

    kind: str
    text: str
    number: Fraction = Fraction(0)
    gap: bool = True


Node = Name | Measure | Price | Pack | When | Clock | Repeat | Weekdays | ForEach | Mark
