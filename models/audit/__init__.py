"""What must always hold, checked on the rows themselves: one call tells every breach.

Each invariant is a function of a Ledger with a docstring that says what holds; nothing here writes,
and nothing but models may enter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.audit import (
    announcing,
    arrivals,
    inbox,
    letters,
    promises,
    riding,
    standing,
    stock,
    unheard,
    values,
)
from models.audit.ledger import Ledger

Invariant = Callable[[Ledger], Iterator[str]]

INVARIANTS: Sequence[Invariant] = (
    *stock.INVARIANTS,
    *promises.INVARIANTS,
    *letters.INVARIANTS,
    *arrivals.INVARIANTS,
    *riding.INVARIANTS,
    *inbox.INVARIANTS,
    *values.INVARIANTS,
    *standing.INVARIANTS,
    *announcing.INVARIANTS,
    *unheard.INVARIANTS,
)


@dataclass(frozen=True, slots=True)
class Violation:
    """invariant: the name of the function that was broken; about: which rows, and how."""

    invariant: str
    about: str


def audit(session: Session, now: datetime) -> list[Violation]:
    """Every breach in the database as this transaction sees it; an empty list when all is well."""
    return check(Ledger.read(session, now))


def check(ledger: Ledger) -> list[Violation]:
    return [Violation(rule.__name__, about) for rule in INVARIANTS for about in rule(ledger)]
