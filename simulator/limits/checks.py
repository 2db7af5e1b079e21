"""The small checks everything else is built of: each takes a value and its place, yields problems.

LINE's wording is used where it is known; a value of the wrong JSON type is an "invalid property".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from simulator.limits.counting import grapheme_clusters, utf16_units
from simulator.limits.problem import Path, Problem

Check = Callable[[object, Path], Iterator[Problem]]
Object = Mapping[str, object]
Rule = Callable[[Object, Path], Iterator[Problem]]

INVALID = "invalid property"
MISSING = "must be specified"
EMPTY = "May not be empty"
NO_TEXT = "must be non-empty text"
# For what has no documented limit of its own: the request's or the bubble's size bounds it.
UNBOUNDED = 2**31 - 1


@dataclass(frozen=True)
class Text:
    """A string of at most `limit` as `count` counts it.

    `empty` says why "" is refused; None lets it pass.
    """

    limit: int
    empty: str | None = EMPTY
    count: Callable[[str], int] = utf16_units
    too_long: str = "Length must be between 0 and {limit}"
    pattern: str = r"(?s:.*)"

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield at.problem(INVALID)
        elif not value:
            if self.empty is not None:
                yield at.problem(self.empty)
        elif self.count(value) > self.limit:
            yield at.problem(self.too_long.format(limit=self.limit))
        elif not re.fullmatch(self.pattern, value):
            yield at.problem(INVALID)


def graphemes(limit: int, empty: str | None = NO_TEXT) -> Text:
    """A string counted in grapheme clusters."""
    too_long = "must not be longer than {limit} characters"
    return Text(limit, empty, grapheme_clusters, too_long)


@dataclass(frozen=True)
class OneOf:
    """One of the given strings."""

    values: tuple[str, ...]
    message: str = INVALID

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not (isinstance(value, str) and value in self.values):
            yield at.problem(self.message)


def one_of(*values: str) -> OneOf:
    return OneOf(values)


@dataclass(frozen=True)
class Matches:
    """A string of the given form, whole."""

    pattern: str

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not (isinstance(value, str) and re.fullmatch(self.pattern, value)):
            yield at.problem(INVALID)


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`; 1.0 and true are none."""

    least: int
    most: int = UNBOUNDED

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield at.problem(INVALID)
        elif not self.least <= value <= self.most:
            yield at.problem(f"must be between {self.least} and {self.most}")


@dataclass(frozen=True)
class Decimal:
    """A number from `least` to `most`; not a number (NaN) is none."""

    least: float
    most: float

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield at.problem(INVALID)
        elif not self.least <= value <= self.most:
            yield at.problem(f"must be between {self.least:g} and {self.most:g}")


def boolean(value: object, at: Path) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield at.problem(INVALID)


@dataclass(frozen=True)
class Array:
    """An array of `least` to `most` values, each passing `item`."""

    item: Check
    least: int
    most: int

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield at.problem(INVALID)
            return
        if not self.least <= len(value) <= self.most:
            yield at.problem(f"Size must be between {self.least} and {self.most}")
        for index, each in enumerate(value[: self.most]):
            yield from self.item(each, at.item(index))


@dataclass(frozen=True)
class Shape:
    """An object: a check for every property, which are required, and rules over the whole of it.

    An open shape ignores properties it does not know and takes null for "not given", as LINE does
    outside Flex. A `closed` one refuses unknown properties, as LINE does inside Flex, and null
    (unconfirmed; strict because only a hand-made message would hold one).
    """

    fields: Mapping[str, Check]
    required: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    closed: bool = False
    missing: str = MISSING

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield at.problem(INVALID)
            return
        given = value if self.closed else {k: v for k, v in value.items() if v is not None}
        for name in self.required:
            if name not in given:
                yield at.key(name).problem(self.missing)
        for name, each in given.items():
            if name in self.fields:
                yield from self.fields[name](each, at.key(name))
            elif self.closed:
                yield at.key(name).problem("unknown field")
        for rule in self.rules:
            yield from rule(given, at)


@dataclass(frozen=True)
class Tagged:
    """An object whose `type` says which check holds for it; other types get `message`."""

    kinds: Mapping[str, Check]
    message: str = INVALID
    at_type: bool = True

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if isinstance(kind, str) and kind in self.kinds:
            yield from self.kinds[kind](value, at)
        else:
            here = at.key("type") if self.at_type and isinstance(value, dict) else at
            yield here.problem(self.message)
