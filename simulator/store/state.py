"""Small facts of the channel that have no table of their own."""

import json
from typing import Any

from simulator.store.database import Database


class State:
    """Named JSON values: settings, faults, webhook endpoint, default rich menu."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str) -> Any:
        """The value, or None."""
        row = self._db.one("SELECT value FROM state WHERE name = ?", name)
        return json.loads(row["value"]) if row else None

    def put(self, name: str, value: object) -> None:
        """Keep the value; None forgets it."""
        text = json.dumps(value, ensure_ascii=False)
        self._db.run("INSERT OR REPLACE INTO state VALUES (?, ?)", name, text)
