"""What the month has cost: people reached, and the aggregation units named."""

from simulator.store.database import Database


class Usage:
    """Rows of `usage` and `units`; a month is written 2026-11."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def used(self, month: str) -> int:
        """Paid messages of that month."""
        row = self._db.one("SELECT used FROM usage WHERE month = ?", month)
        return int(row["used"]) if row else 0

    def total(self) -> int:
        """Paid messages of all months."""
        row = self._db.one("SELECT coalesce(sum(used), 0) AS total FROM usage")
        return int(row["total"]) if row else 0

    def add(self, month: str, people: int) -> None:
        """So many people were reached by a paid message."""
        self._db.run(
            "INSERT INTO usage VALUES (?, ?) ON CONFLICT (month)"
            " DO UPDATE SET used = used + excluded.used",
            month,
            people,
        )

    def name_unit(self, month: str, name: str) -> int:
        """Note an aggregation unit; answers how many different ones the month has."""
        with self._db.write():
            self._db.run("INSERT OR IGNORE INTO units VALUES (?, ?)", month, name)
            row = self._db.one("SELECT count(*) AS n FROM units WHERE month = ?", month)
        return int(row["n"]) if row else 0
