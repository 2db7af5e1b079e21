"""Rows for any schema: filled in by the columns' types, whatever the tables are called."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    select,
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]
EACH = (1, 2)
NOT_OURS = "alembic_version"


def schema(connection: Connection) -> list[Table]:
    """The tables as they are in the database, parents first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != NOT_OURS]


def fill(connection: Connection) -> Rows:
    """Two rows in every table; what they are."""
    for table in schema(connection):
        rows = [{c.name: _value(c, number) for c in table.columns} for number in EACH]
        connection.execute(table.insert(), rows)
    return read(connection)


def read(connection: Connection) -> Rows:
    return {table.name: _rows(connection, table) for table in schema(connection)}


def _rows(connection: Connection, table: Table) -> list[Row]:
    query = select(table).order_by(*table.primary_key)
    return [dict(row) for row in connection.execute(query).mappings()]


def trimmed(rows: Rows, like: Rows) -> Rows:
    """The rows in the tables and columns that *like* has too."""
    return {
        name: [_trim(row, model) for row, model in _pairs(some, like[name])]
        for name, some in rows.items()
        if name in like
    }


def _trim(row: Row, like: Row) -> Row:
    return {key: value for key, value in row.items() if key in like}


def _pairs(rows: list[Row], others: list[Row]) -> list[tuple[Row, Row]]:
    assert len(rows) == len(others), "rows came or went"
    return list(zip(rows, others, strict=True))


def _value(column: Column[Any], number: int) -> Any:
    """Small whole numbers satisfy the market's checks (reserved is no more than quantity)."""
    if column.foreign_keys and column.nullable:
        return None
    kinds: list[tuple[type, Any]] = [
        (Boolean, True),
        (Integer, number),
        (DateTime, datetime(2026, 11, 24, number, tzinfo=UTC)),
        (Date, date(2026, 11, 23 + number)),
        (JSON, {"row": number}),
        (LargeBinary, bytes([number])),
    ]
    return next((v for kind, v in kinds if isinstance(column.type, kind)), f"x{number}")
