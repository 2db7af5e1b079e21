"""Channel access tokens that were issued here."""

import sqlite3

from simulator.store.database import Database


class AccessTokens:
    """Rows of `access_tokens`; `key_id` only for tokens v2.1."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, token: str, key_id: str | None, expires: int) -> None:
        """Keep a token until its end (Unix milliseconds)."""
        self._db.run("INSERT INTO access_tokens VALUES (?, ?, ?)", token, key_id, expires)

    def get(self, token: str, now: int) -> sqlite3.Row | None:
        """The token's row while it lives, or None."""
        sql = "SELECT * FROM access_tokens WHERE token = ? AND expires > ?"
        return self._db.one(sql, token, now)

    def key_ids(self, now: int) -> list[str]:
        """Key IDs of the living tokens v2.1."""
        sql = "SELECT key_id FROM access_tokens WHERE key_id IS NOT NULL AND expires > ?"
        return [row["key_id"] for row in self._db.all(sql, now)]

    def revoke(self, token: str) -> None:
        """The token is worth nothing from now on."""
        self._db.run("DELETE FROM access_tokens WHERE token = ?", token)
