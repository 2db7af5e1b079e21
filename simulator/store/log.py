"""The log of webhooks and API calls the page's drawer shows."""

import json
from typing import Any

from simulator.store.database import Database

KEPT = 5000
_PRUNE_EVERY = 500


class Log:
    """Rows of `log`: the newest few thousand entries."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Keep an entry; answers it with its `seq`."""
        text = json.dumps(entry)
        seq = self._db.insert("INSERT INTO log (entry) VALUES (?)", text)
        if seq % _PRUNE_EVERY == 0:
            self._db.run("DELETE FROM log WHERE seq <= ?", seq - KEPT)
        return {"seq": seq, **entry}

    def after(self, seq: int, limit: int) -> list[dict[str, Any]]:
        """At most `limit` entries after `seq`, oldest first."""
        rows = self._db.all("SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
        return [{"seq": row["seq"], **json.loads(row["entry"])} for row in rows]
