"""One order in which rows of a trade are locked, so that no two transactions wait in a circle.

Standing orders first, then orders, then their lines, then lots, then what producer groups can make,
each by id. SQLite needs none of it (a writing transaction has the whole database), PostgreSQL does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.base import Base

Row = TypeVar("Row", bound=Base)


def lock_rows(session: Session, table: type[Row], ids: Iterable[int]) -> list[Row]:
    """The rows by id, locked and read anew."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    key = table.__table__.c.id
    query = select(table).where(key.in_(wanted)).order_by(key).with_for_update(of=table)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def lock_ids(session: Session, table: type[Base], ids: Iterable[int]) -> list[int]:
    """The rows locked in the order of their ids and not read; the ids of those that are there."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    key = table.__table__.c.id
    return list(session.scalars(select(key).where(key.in_(wanted)).order_by(key).with_for_update()))


def wait_at_most(session: Session, seconds: int) -> None:
    """Raise OperationalError in this transaction rather than wait longer for another's rows."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SET LOCAL lock_timeout = '{seconds}s'"))


def start_afresh(session: Session) -> None:
    """Forget what was read before the locks: rows must be looked at as they are behind them."""
    session.flush()
    session.expire_all()
