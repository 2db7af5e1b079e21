"""Running the migrations from code: no ini file, the engine is the process's own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent / "migrations"


class BrokenReferences(Exception):
    """A migration left rows that point to nothing; it was rolled back. args[0]: the tables."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to *revision*; does nothing when it is there."""
    with _migration(engine) as connection:
        command.upgrade(configuration(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    with _migration(engine) as connection:
        command.downgrade(configuration(connection), revision)


def configuration(connection: object = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


@contextlib.contextmanager
def _migration(engine: Engine) -> Iterator[Connection]:
    """One transaction for all of it.

    SQLite alters a table by building it anew and dropping the old one, which foreign keys forbid
    while rows point to it; they are checked at the end instead (SQLite, "ALTER TABLE", section 7).
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                if sqlite:
                    _check_references(connection)
        finally:
            if sqlite:
                _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    # Inside a transaction the pragma does nothing, so it goes to the driver before one begins.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise BrokenReferences(sorted({str(row[0]) for row in broken}))
