"""The people who hold the phones."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from simulator.store.database import Database

WEEK_MS = 7 * 24 * 3600 * 1000

_REACHED = "blocked = 0 AND (friend = 1 OR last_wrote > ?)"


class People:
    """Rows of `people`, and what decides whether a message reaches a person."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, person: Mapping[str, Any]) -> None:
        """Add a person, or renew name, caption, role and colour of one already known."""
        self._db.run(
            "INSERT INTO people (user_id, name, caption, role, color, friend)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET name = excluded.name,"
            " caption = excluded.caption, role = excluded.role, color = excluded.color",
            person["user_id"],
            person["name"],
            person.get("caption", ""),
            person.get("role", "guest"),
            person.get("color", "#607d8b"),
            int(bool(person.get("friend", True))),
        )

    def all(self) -> list[sqlite3.Row]:
        """Everyone, in the order they came."""
        return self._db.all("SELECT * FROM people ORDER BY rowid")

    def get(self, user_id: str) -> sqlite3.Row | None:
        """One person, or None."""
        return self._db.one("SELECT * FROM people WHERE user_id = ?", user_id)

    def friends(self) -> list[str]:
        """User IDs of all friends who have not blocked the bot, in a stable order."""
        rows = self._db.all(
            "SELECT user_id FROM people WHERE friend = 1 AND blocked = 0 ORDER BY rowid"
        )
        return [row["user_id"] for row in rows]

    def reached(self, user_ids: list[str], now: int) -> list[str]:
        """Those of the given people a push reaches: friends, and writers of the last 7 days.

        Source: LINE Messaging API reference, 'Send push message', conditions for receiving.
        """
        marks = ",".join("?" * len(user_ids))
        rows = self._db.all(
            f"SELECT user_id FROM people WHERE user_id IN ({marks}) AND {_REACHED}",  # noqa: S608
            *user_ids,
            now - WEEK_MS,
        )
        return [row["user_id"] for row in rows]

    def set_friendship(self, user_id: str, *, friend: bool, blocked: bool) -> None:
        """Follow, block or unblock."""
        self._db.run(
            "UPDATE people SET friend = ?, blocked = ? WHERE user_id = ?", friend, blocked, user_id
        )

    def wrote(self, user_id: str, now: int) -> None:
        """The person wrote to the bot at `now`."""
        self._db.run("UPDATE people SET last_wrote = ? WHERE user_id = ?", now, user_id)

    def read_up_to(self, user_id: str, seq: int) -> None:
        """The person has seen everything up to message number `seq`."""
        self._db.run("UPDATE people SET read_seq = ? WHERE user_id = ?", seq, user_id)

    def dismiss_quick_reply(self, user_id: str, seq: int) -> None:
        """Quick replies of messages up to `seq` are gone from the phone."""
        self._db.run("UPDATE people SET dismissed_seq = ? WHERE user_id = ?", seq, user_id)

    def show_loading(self, user_id: str, until: int) -> bool:
        """Loading dots until that time, 0 for none; whether anything changed."""
        sql = "UPDATE people SET loading_until = ? WHERE user_id = ? AND loading_until <> ?"
        return self._db.run(sql, until, user_id, until) > 0

    def link_rich_menu(self, user_ids: list[str], rich_menu_id: str | None) -> None:
        """Give these people a rich menu of their own, or none."""
        marks = ",".join("?" * len(user_ids))
        sql = f"UPDATE people SET rich_menu_id = ? WHERE user_id IN ({marks})"  # noqa: S608
        self._db.run(sql, rich_menu_id, *user_ids)
