"""What matching speaks of: stocks and wishes; grants and what stays unmet, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

# A seller's goods: (producer group, product, measure).
Goods = tuple[int, int, str]
# Of buyers, in one order.
Kinds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """A lot as matching sees it.

    free: thousandths of *measure*; rate: satang for one of them; first_day, last_day: the delivery
    days it can serve; certificates: kinds with the last day each is valid; step: thousandths in
    one of the unit it is counted in.
    """

    lot_id: int
    product_id: int
    measure: str
    free: int
    rate: Fraction
    first_day: date
    last_day: date
    group_id: int = 0
    certificates: frozenset[tuple[str, date]] = frozenset()
    step: int = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """An order line as matching sees it.

    wanted: thousandths of *measure* still missing; most_rate: the highest rate the buyer pays;
    whole: nothing is better than a part; refused: lots whose producers have said no to this line;
    varieties: narrower products that serve it too; certificates: kinds that must be valid on *day*;
    buyer_kind: what Rules rank by; smallest: a part below it is welcome only as the last one; step:
    thousandths in one of the unit it was asked for in.
    """

    line_id: int
    order_id: int
    product_id: int
    measure: str
    wanted: int
    day: date
    most_rate: Fraction | None
    whole: bool
    refused: frozenset[int]
    varieties: frozenset[int] = frozenset()
    certificates: frozenset[str] = frozenset()
    buyer_kind: str = ""
    smallest: int = 0
    step: int = 1000

    @property
    def products(self) -> frozenset[int]:
        return self.varieties | {self.product_id}


@dataclass(frozen=True, slots=True)
class Rules:
    """What staff decide.

    ranks: buyer kinds served before others when supply is short, lowest first, 0 when not named;
    sold: thousandths a group has sold lately, for spreading income.
    """

    ranks: Mapping[str, int] = field(default_factory=dict)
    sold: Mapping[Goods, int] = field(default_factory=dict)


class Why(StrEnum):
    """Why this lot and no other."""

    ONLY = "only"  # nobody else offers what fits
    CHEAPEST = "cheapest"  # what else fits is dearer
    SPREAD = "spread"  # others ask the same price: it was this group's turn
    SOONEST = "soonest"  # others of its group are as cheap and keep longer
    NEXT = "next"  # what was cheaper is needed by others


class Lack(StrEnum):
    """Why a wish is not met in full."""

    NOBODY = "nobody"  # nobody offers the product in that measure
    DAY = "day"  # offered, but not for that day
    CERTIFICATE = "certificate"  # none that day has what is required, valid on that day
    PRICE = "price"  # what fits is dearer than the buyer's limit
    REFUSED = "refused"  # those who could have declined
    MORE = "more"  # all that fits is given; there is no more
    SHARE = "share"  # others want it too: this is the fair share
    TAKEN = "taken"  # others had a better claim, nothing is left
    WHOLE = "whole"  # a part could be had, but only all is welcome
    FULL = "full"  # who offers it can make no more for that day
    SMALL = "small"  # the share would be too small to be of use


@dataclass(frozen=True, slots=True)
class Reason:
    """rate: the lot's; cheapest: the lowest rate that fits; offered: lots that fit the wish."""

    why: Why
    rate: Fraction
    cheapest: Fraction
    offered: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Facts that tell a lack, each None where it says nothing.

    kinds: certificates that are missing; cheapest: the lowest rate of what would fit otherwise;
    first_day, last_day: when it is offered; available: thousandths that fit the wish in all;
    claimed: thousandths all wishes for these lots ask for; rivals: how many other wishes that are;
    ahead: kinds of buyers that a better rank served first; beside: the kinds of its own rank, where
    rank decided.
    """

    lack: Lack
    kinds: tuple[str, ...] = ()
    cheapest: Fraction | None = None
    first_day: date | None = None
    last_day: date | None = None
    available: int | None = None
    claimed: int | None = None
    rivals: int | None = None
    ahead: Kinds = ()
    beside: Kinds = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """quantity: thousandths; reason is no part of what makes two grants equal."""

    lot_id: int
    line_id: int
    quantity: int
    reason: Reason | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unmet:
    """missing: thousandths of the wish that nobody serves."""

    line_id: int
    missing: int
    shortage: Shortage


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both by ids, so that equal inputs give equal outcomes in whatever order they came."""

    grants: list[Grant]
    unmet: list[Unmet]
