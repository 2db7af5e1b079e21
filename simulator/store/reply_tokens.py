"""Reply tokens: one use each."""

import sqlite3

from simulator.store.database import Database


class ReplyTokens:
    """Rows of `reply_tokens`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def issue(self, token: str, user_id: str, now: int) -> None:
        """Keep a fresh token; it has not been delivered yet."""
        self._db.run(
            "INSERT INTO reply_tokens (token, user_id, issued) VALUES (?, ?, ?)",
            token,
            user_id,
            now,
        )

    def delivered(self, token: str, now: int) -> None:
        """The bot was handed the token at `now`; a redelivery starts its minute anew."""
        self._db.run("UPDATE reply_tokens SET delivered = ? WHERE token = ?", now, token)

    def get(self, token: str) -> sqlite3.Row | None:
        """The token's row, or None."""
        return self._db.one("SELECT * FROM reply_tokens WHERE token = ?", token)

    def use(self, token: str) -> bool:
        """Spend it; False when it was spent before."""
        sql = "UPDATE reply_tokens SET used = 1 WHERE token = ? AND used = 0"
        return self._db.run(sql, token) == 1
