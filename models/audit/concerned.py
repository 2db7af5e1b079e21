"""The rows a violation talks about, so that whoever reads it need not look them up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.base import Base
from models.inbox import InboxEvent
from models.lot import Lot
from models.matchcall import MatchCall
from models.order import Order
from models.order_line import OrderLine
from models.outbox import Letter
from models.people import Member, ProducerGroup
from models.standing.days import StandingDay
from models.standing.order import StandingOrder

TABLES: dict[str, type[Base]] = {
    "allocation": Allocation,
    "event": InboxEvent,
    "letter": Letter,
    "line": OrderLine,
    "orderline": OrderLine,
    "lot": Lot,
    "match call": MatchCall,
    "member": Member,
    "order": Order,
    "standing day": StandingDay,
    "standing order": StandingOrder,
    "producer group": ProducerGroup,
}
# The longest name first: a standing order is no order.
_NAMES = "|".join(sorted(TABLES, key=len, reverse=True))
_NAMED = re.compile(rf"\b({_NAMES}) (\d+)\b")
LONGEST = 300


def named_in(about: str) -> list[tuple[type[Base], int]]:
    """The rows a text names as "letter 7", in its order, each once."""
    found = [(TABLES[name], int(number)) for name, number in _NAMED.findall(about)]
    return list(dict.fromkeys(found))


def rows_concerned(session: Session, about: str) -> Iterator[str]:
    """Each row a violation names, one line of column=value each; long values are cut."""
    for table, number in named_in(about):
        row = session.get(table, number)
        yield f"{table.__name__} {number}: " + (_columns(row) if row else "no such row")


def _columns(row: Base) -> str:
    values = {c.key: getattr(row, c.key) for c in inspect(type(row)).column_attrs}
    return "  ".join(f"{key}={_short(value)}" for key, value in values.items())


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
