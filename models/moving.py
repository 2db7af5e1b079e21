"""Moving a whole market from one database to another, and proof that nothing changed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Engine, Row, Table, func, select, text, update

from models.migrating import upgrade
from models.schema import Base

AT_ONCE = 1000


class CannotMove(Exception):
    """Why nothing was copied, or why what was copied was undone; args[0] says it in English."""


def move(source: Engine, target: Engine) -> dict[str, int]:
    """Copy every row of *source* into the empty *target*, then compare them one by one.

    Nobody can write to an SQLite source meanwhile; the writers of any other must be stopped. All
    of it is one transaction of the target. Gives the rows of each table. Raises CannotMove.
    """
    upgrade(target)
    with source.begin() as old, target.begin() as new:
        _must_fit(old, new)
        for table in Base.metadata.sorted_tables:
            _copy(table, old, new)
        if new.dialect.name == "postgresql":
            _go_on_counting(new)
        return {table.name: _same(table, old, new) for table in Base.metadata.sorted_tables}


def _must_fit(old: Connection, new: Connection) -> None:
    versions = [MigrationContext.configure(each).get_current_revision() for each in (old, new)]
    if versions[0] != versions[1]:
        raise CannotMove(
            f"the old database is at revision {versions[0]}, this code at {versions[1]}:"
            " run `flask --app app migrate` on the old one first"
        )
    filled = [
        t.name for t in Base.metadata.sorted_tables if new.execute(select(t).limit(1)).first()
    ]
    if filled:
        raise CannotMove(f"the new database is not empty: it has rows in {', '.join(filled)}")


def _copy(table: Table, old: Connection, new: Connection) -> None:
    """Rows that point to rows of their own table are made first, and point to them afterwards."""
    inward = _inward(table)
    pointing = list[dict[str, Any]]()
    for rows in _batches(table, old):
        made = [dict(row._mapping) for row in rows]
        for row in made if inward else ():
            pointing.append({column.name: row[column.name] for column in inward} | _key(table, row))
            row.update(dict.fromkeys(column.name for column in inward))
        new.execute(table.insert(), made)
    _point(table, inward, pointing, new)


def _inward(table: Table) -> list[Column[Any]]:
    return [c for c in table.columns if any(k.column.table is table for k in c.foreign_keys)]


def _key(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {f"key_{column.name}": row[column.name] for column in table.primary_key}


def _point(
    table: Table, inward: list[Column[Any]], pointing: list[dict[str, Any]], new: Connection
) -> None:
    for row in pointing:
        values = {column.name: row[column.name] for column in inward}
        if any(value is not None for value in values.values()):
            mine = [column == row[f"key_{column.name}"] for column in table.primary_key]
            new.execute(update(table).where(*mine).values(values))


def _batches(table: Table, connection: Connection) -> Iterator[list[Row[Any]]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    for rows in connection.execute(query).partitions(AT_ONCE):
        yield list(rows)


def _go_on_counting(new: Connection) -> None:
    """PostgreSQL numbers new rows by sequences, which rows that bring their number do not move."""
    for table in Base.metadata.sorted_tables:
        for column in table.primary_key:
            sequence = new.scalar(
                text("select pg_get_serial_sequence(:table, :column)"),
                {"table": table.name, "column": column.name},
            )
            last = new.scalar(select(func.max(column))) if sequence else None
            if last is not None:
                new.execute(text("select setval(:name, :last)"), {"name": sequence, "last": last})


def _same(table: Table, old: Connection, new: Connection) -> int:
    """How many rows both have. Raises CannotMove at the first that differs."""
    count = 0
    for one, other in zip_longest(_rows(table, old), _rows(table, new)):
        if one != other:
            raise CannotMove(
                f"{table.name}: row {count + 1} differs after copying; nothing is kept"
            )
        count += 1
    return count


def _rows(table: Table, connection: Connection) -> Iterator[tuple[Any, ...]]:
    for rows in _batches(table, connection):
        yield from (tuple(row) for row in rows)
