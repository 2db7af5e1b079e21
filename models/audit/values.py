"""Invariants 6 and 7, as far as rows tell: whole numbers, and times that are what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, inspect

from models.audit.ledger import Ledger
from models.base import Base, UtcDateTime

# Clocks of several machines; a Thai time stored as if it were UTC is seven hours ahead.
CLOCKS_APART = timedelta(minutes=5)
# What lies ahead by its nature: cut-offs, times to answer, times to try again.
AHEAD = frozenset(("cut_off_at", "answer_by", "try_at"))


def numbers_are_whole(ledger: Ledger) -> Iterator[str]:
    """Satang and thousandths are whole numbers, in the rows and in what letters tell of them.

    SQLite keeps a fraction in an integer's column without a word.
    """
    trade: list[Base] = [*ledger.lots, *ledger.lines, *ledger.allocations]
    for row in trade:
        broken = {key: v for key, v in _values(row, Integer).items() if not isinstance(v, int)}
        if broken:
            yield f"{_name(row)} has {broken}"
    for letter in ledger.letters:
        if any(isinstance(value, float) for value in _leaves(letter.facts)):
            yield f"letter {letter.id} tells fractions: {letter.facts}"


def what_happened_lies_behind(ledger: Ledger) -> Iterator[str]:
    """Whatever happened lies behind: a time stored in another zone than UTC does not."""
    rows: Sequence[Base] = [
        *ledger.lots, *ledger.orders, *ledger.allocations,
        *ledger.letters, *ledger.calls, *ledger.events, *ledger.members,
    ]  # fmt: skip
    for row in rows:
        times = {k: t for k, t in _values(row, UtcDateTime).items() if k not in AHEAD}
        ahead = {key: f"{t}" for key, t in times.items() if t > ledger.now + CLOCKS_APART}
        if ahead:
            yield f"{_name(row)} has {ahead}"


def _values(row: Base, kind: type[Any]) -> dict[str, Any]:
    """By name, what is not empty in the row's columns of that kind."""
    columns = [c for c in inspect(type(row)).columns if isinstance(c.type, kind)]
    values = {column.key: getattr(row, column.key) for column in columns}
    return {key: value for key, value in values.items() if value is not None}


def _leaves(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _leaves(each)
    else:
        yield node


def _name(row: Base) -> str:
    """As models.audit.concerned finds it again."""
    name = {"InboxEvent": "event", "MatchCall": "match call"}.get(type(row).__name__)
    (key,) = inspect(row).identity or ("?",)
    return f"{name or type(row).__name__.lower()} {key}"


INVARIANTS = (numbers_are_whole, what_happened_lies_behind)
