"""How a database is opened: the same code for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

# Tables name each other: all must be known before the first session of any process.
import models.schema  # noqa: F401

Sessions = sessionmaker[Session]

# Long enough for a queue of short writers. A webhook that waits longer than LINE does is delivered
# again, and what was stored twice is one row.
SQLITE_WAIT_SECONDS = 15
SQLITE_ASK_SECONDS = 0.001
# serialization_failure and deadlock_detected (PostgreSQL manual, Appendix A, "Error Codes").
LOST_RACES = ("40001", "40P01")
MOST_RUNS = 5
Outcome = TypeVar("Outcome")


def open_database(url: str) -> Engine:
    """An engine for *url*; connects only when first used.

    SQLite runs in WAL mode with synchronous=FULL, so that what was committed survives a power cut.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url)
    # Parameters are what people said; they stay out of error messages and so out of logs.
    return create_engine(
        url, pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True
    )


def sessions(engine: Engine) -> Sessions:
    return sessionmaker(engine, expire_on_commit=False)


def reading(engine: Engine) -> Sessions:
    """Sessions that only read: on SQLite they do not queue behind the writers."""
    return sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"), expire_on_commit=False)


def light(engine: Engine) -> Sessions:
    """Sessions for what is not a fact of the market: on SQLite a commit does not wait for the disk.

    No death of a process undoes one; a power cut may undo the last of them.
    """
    return sessionmaker(engine.execution_options(sqlite_sync="NORMAL"), expire_on_commit=False)


def in_transaction(sessions: Sessions, work: Callable[[Session], Outcome]) -> Outcome:
    """*work* in a transaction of its own, run again when the database ended it for another's sake.

    Raises whatever else goes wrong, and OperationalError when five runs lost their race.
    """
    for _ in range(MOST_RUNS - 1):
        try:
            with sessions.begin() as session:
                return work(session)
        except OperationalError as error:
            if not lost_a_race(error):
                raise
    with sessions.begin() as session:
        return work(session)


def lost_a_race(error: OperationalError) -> bool:
    """Whether two transactions met and the database let the other one live."""
    return getattr(error.orig, "sqlstate", None) in LOST_RACES


def _open_sqlite(url: str) -> Engine:
    connect = {"timeout": SQLITE_WAIT_SECONDS}
    engine = create_engine(url, connect_args=connect, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: a deferred BEGIN that turns into a writer
    # fails with "database is locked" as soon as two of them meet.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("sqlite_begin", "IMMEDIATE") == "IMMEDIATE":
        _begin_writing(connection, options.get("sqlite_sync", "FULL"))
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection, sync: str) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA synchronous={sync}")
    raw.execute("PRAGMA busy_timeout=0")
    try:
        if not _got_the_lock(raw):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises in SQLAlchemy's words
    finally:
        raw.execute(f"PRAGMA busy_timeout={SQLITE_WAIT_SECONDS * 1000}")


def _got_the_lock(raw: sqlite3.Connection) -> bool:
    """Wait for other writers and begin; False when it took too long or something else is wrong.

    SQLite's own waiting sleeps longer each time, up to 0.1 s, and who comes late overtakes: with
    four writers the 99th percentile of its wait was five times that of asking every millisecond.
    """
    deadline = time.monotonic() + SQLITE_WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(SQLITE_ASK_SECONDS)
        else:
            return True
    return False
