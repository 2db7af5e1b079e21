"""Rich menus, their pictures and their aliases."""

import json
import sqlite3
from typing import Any

from simulator.store.database import Database


class RichMenus:
    """Rows of `rich_menus` and `rich_menu_aliases`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, rich_menu_id: str, body: dict[str, Any]) -> None:
        """Keep a new menu, without a picture yet."""
        position = self._db.next_number("rich_menu")
        self._db.run(
            "INSERT INTO rich_menus (id, position, body) VALUES (?, ?, ?)",
            rich_menu_id,
            position,
            json.dumps(body, ensure_ascii=False),
        )

    def get(self, rich_menu_id: str) -> sqlite3.Row | None:
        """One menu's row, or None."""
        return self._db.one("SELECT * FROM rich_menus WHERE id = ?", rich_menu_id)

    def all(self) -> list[sqlite3.Row]:
        """All menus, oldest first, without their pictures."""
        return self._db.all("SELECT id, body FROM rich_menus ORDER BY position")

    def count(self) -> int:
        """How many there are."""
        row = self._db.one("SELECT count(*) AS n FROM rich_menus")
        return int(row["n"]) if row else 0

    def keep_image(self, rich_menu_id: str, image_type: str, image: bytes) -> bool:
        """Set the picture; False when there was one already."""
        sql = "UPDATE rich_menus SET image = ?, image_type = ? WHERE id = ? AND image IS NULL"
        return self._db.run(sql, image, image_type, rich_menu_id) == 1

    def delete(self, rich_menu_id: str) -> bool:
        """Delete the menu and everyone's link to it; False when there was none."""
        with self._db.write():
            self._db.run(
                "UPDATE people SET rich_menu_id = NULL WHERE rich_menu_id = ?", rich_menu_id
            )
            return self._db.run("DELETE FROM rich_menus WHERE id = ?", rich_menu_id) == 1

    def alias(self, alias: str) -> str | None:
        """The menu an alias stands for, or None."""
        row = self._db.one("SELECT * FROM rich_menu_aliases WHERE alias = ?", alias)
        return row["rich_menu_id"] if row else None

    def aliases(self) -> list[sqlite3.Row]:
        """All aliases."""
        return self._db.all("SELECT * FROM rich_menu_aliases ORDER BY alias")

    def put_alias(self, alias: str, rich_menu_id: str) -> None:
        """Set or change what an alias stands for."""
        self._db.run("INSERT OR REPLACE INTO rich_menu_aliases VALUES (?, ?)", alias, rich_menu_id)

    def delete_alias(self, alias: str) -> bool:
        """Forget an alias; False when there was none."""
        return self._db.run("DELETE FROM rich_menu_aliases WHERE alias = ?", alias) == 1
