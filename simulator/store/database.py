"""One SQLite connection shared by all threads: short turns behind one lock."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from simulator.store.schema import SCHEMA


class Database:
    """A file or ":memory:". One connection, so an in-memory world is the same for every thread."""

    def __init__(self, path: str) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(SCHEMA)

    @contextmanager
    def write(self) -> Iterator[None]:
        """All changes inside are kept together or not at all; an inner block joins the outer."""
        with self._lock:
            if self._depth:
                yield
                return
            yield from self._transaction()

    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._depth = 0

    def run(self, sql: str, *values: object) -> int:
        """Execute one changing statement; answers how many rows it changed."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: object) -> int:
        """Execute one INSERT; answers the new row's number."""
        with self._lock:
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Every row the query finds."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row the query finds, or None."""
        with self._lock:
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def next_number(self, counter: str) -> int:
        """1, 2, 3 … for each counter, also across restarts and resets."""
        with self.write():
            self.run("INSERT OR IGNORE INTO counters VALUES (?, 0)", counter)
            self.run("UPDATE counters SET value = value + 1 WHERE name = ?", counter)
            row = self.one("SELECT value FROM counters WHERE name = ?", counter)
        return int(row["value"]) if row else 0

    def close(self) -> None:
        """Close the connection once whoever is inside has left."""
        with self._lock:
            self._connection.close()
