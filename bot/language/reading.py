"""What one sentence says, as plain values. `None` always means "was not said"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

PriceKind = Literal["per_unit", "total", "max", "ambiguous"]
Intent = Literal[
    "post_stock",
    "order",
    "query_stock",
    "cancel",
    "confirm",
    "help",
    "greeting",
    "smalltalk",
    "unknown",
]
Action = Literal[
    "zero",
    "reschedule",
    "skip",
    "add",
    "remove",
    "change",
    "same_again",
    "accept",
    "decline",
    "partial",
    "received",
    "paid",
    "my_orders",
    "my_stock",
    "demand",
    "document",
    "person",
]


@dataclass(frozen=True, slots=True)
class Item:
    """One product with what was said of it.

    `product_id` is None when the name was not recognised; `candidates` then holds the nearest
    catalogue ids, best first. `product_raw` is what was written, when that is not the
    catalogue's name. `unit` is spelled as the catalogue spells it. `price` is baht;
    `quantity` of a range is its lower end. `pack_*` is the content of one unit ("ลังละ 12 ขวด").
    """

    product_id: int | None
    product_name: str | None
    product_raw: str | None
    candidates: tuple[int, ...]
    quantity: Fraction | None
    quantity_max: Fraction | None
    unit: str | None
    price: Fraction | None
    price_unit: str | None
    price_kind: PriceKind | None
    pack_quantity: Fraction | None = None
    pack_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Each:
    """ "120 คน คนละ 2 ขีด": `quantity` of `unit` for each one `of` "คน"; `count` of them, or None.

    Not multiplied: what that makes in all is put to the person (`total`), never taken for said.
    """

    of: str
    count: Fraction | None
    quantity: Fraction | None
    unit: str | None

    @property
    def total(self) -> Fraction | None:
        """The exact product, when both were said."""
        if self.count is None or self.quantity is None:
            return None
        return self.count * self.quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, read.

    `action` refines the intent ("cancel" + "skip": leave one delivery out). `date_from` is the day
    a delivery is moved away from. `time` is "HH:MM". `recurrence` is an RRULE fragment
    ("WEEKLY;BYDAY=MO"). `category` and `producer` are as written in a question about stock.
    `substitutes` holds pairs (wanted, accepted instead) of product ids; `only_this`: nothing may
    be sent instead. `removed` are the products said to be left out. `same_as` is the day whose
    order is to be repeated. `budget` is baht for the whole order. `each`: an amount said for each
    one of something. `of_order`: it speaks of an order that has been placed
    ("ในออเดอร์พรุ่งนี้"); `left`: of what is left ("เหลือ 5 โล"); `last_week`: of the week before
    this one; `standing`: of what comes again and again ("ออเดอร์ประจำ"). `truncated`: the text
    was longer than `reader.READ_LIMIT`, its end not read; `text`: what was read, as it was
    written.
    """

    intent: Intent
    items: tuple[Item, ...] = ()
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    time: str | None = None
    recurrence: str | None = None
    expiry: datetime.date | None = None
    missing: tuple[str, ...] = ()
    order_number: int | None = None
    action: Action | None = None
    date_from: datetime.date | None = None
    category: str | None = None
    producer: str | None = None
    substitutes: tuple[tuple[int, int], ...] = ()
    only_this: bool = False
    removed: tuple[int, ...] = ()
    same_as: datetime.date | None = None
    budget: Fraction | None = None
    each: Each | None = None
    of_order: bool = False
    left: bool = False
    last_week: bool = False
    standing: bool = False
    truncated: bool = False
    text: str = field(default="", compare=False)
