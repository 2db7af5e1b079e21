"""The webhook events owed to the bot, kept until they are delivered or given up."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.store.database import Database


@dataclass(frozen=True, slots=True)
class Letter:
    """One webhook event on its way. `due` is Unix milliseconds; `attempts` made so far."""

    seq: int
    event_id: str
    user_id: str
    event: dict[str, Any]
    due: int
    attempts: int


class Letters:
    """Rows of `letters`: pending, delivered or given_up."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, event_id: str, user_id: str, event: Mapping[str, Any], due: int) -> Letter:
        """Keep one event as pending."""
        seq = self._db.insert(
            "INSERT INTO letters (event_id, user_id, event, due) VALUES (?, ?, ?, ?)",
            event_id,
            user_id,
            json.dumps(event),
            due,
        )
        return Letter(seq, event_id, user_id, dict(event), due, 0)

    def pending(self) -> list[Letter]:
        """All that still wait, oldest first."""
        rows = self._db.all("SELECT * FROM letters WHERE state = 'pending' ORDER BY seq")
        return [_letter(row) for row in rows]

    def settle(self, event_id: str, state: str) -> None:
        """Mark as delivered or given_up."""
        self._db.run("UPDATE letters SET state = ? WHERE event_id = ?", state, event_id)

    def postpone(self, event_id: str, due: int) -> bool:
        """One more failed attempt, the next at `due`; False when a reset has taken it away."""
        sql = "UPDATE letters SET attempts = attempts + 1, due = ? WHERE event_id = ?"
        return self._db.run(sql, due, event_id) == 1


def _letter(row: sqlite3.Row) -> Letter:
    event = json.loads(row["event"])
    return Letter(row["seq"], row["event_id"], row["user_id"], event, row["due"], row["attempts"])
