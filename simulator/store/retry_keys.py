"""Retry keys of accepted requests."""

import json
import sqlite3
from typing import Any

from simulator.store.database import Database

DAY_MS = 24 * 3600 * 1000


class RetryKeys:
    """Rows of `retry_keys`. A key is good for 24 hours ('Retry failed API requests')."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str, now: int) -> sqlite3.Row | None:
        """The accepted request of that key, or None when there is none of the last 24 hours."""
        return self._db.one("SELECT * FROM retry_keys WHERE key = ? AND at > ?", key, now - DAY_MS)

    def keep(
        self, key: str, now: int, request_id: str, fingerprint: str, sent: list[Any] | None
    ) -> None:
        """Remember that the request with this key was accepted."""
        self._db.run(
            "INSERT OR REPLACE INTO retry_keys VALUES (?, ?, ?, ?, ?)",
            key,
            now,
            request_id,
            fingerprint,
            None if sent is None else json.dumps(sent),
        )
