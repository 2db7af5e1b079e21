"""Group chats and multi-person chats: who is in them, and whether the bot is."""

import sqlite3
from collections.abc import Iterable

from simulator.store.database import Database


class Groups:
    """Rows of `group_chats` and `group_members`; a chat's id begins with C (group) or R (room)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, chat_id: str, name: str, user_ids: Iterable[str]) -> None:
        """A new chat with these people in it; the bot is not."""
        with self._db.write():
            self._db.run("INSERT INTO group_chats VALUES (?, ?, 0)", chat_id, name)
            for user_id in user_ids:
                self.take_in(chat_id, user_id)

    def all(self) -> list[sqlite3.Row]:
        """Every chat, in the order they were made."""
        return self._db.all("SELECT * FROM group_chats ORDER BY rowid")

    def get(self, chat_id: str) -> sqlite3.Row | None:
        """One chat, or None."""
        return self._db.one("SELECT * FROM group_chats WHERE chat_id = ?", chat_id)

    def has_bot(self, chat_id: str) -> bool:
        """Whether that is a chat the bot is in."""
        row = self.get(chat_id)
        return row is not None and bool(row["bot_in"])

    def let_bot(self, chat_id: str, inside: bool) -> None:
        """Take the bot in, or put it out."""
        self._db.run("UPDATE group_chats SET bot_in = ? WHERE chat_id = ?", inside, chat_id)

    def members(self, chat_id: str) -> list[str]:
        """The people of a chat, in the order they came; the bot is none of them."""
        sql = "SELECT user_id FROM group_members WHERE chat_id = ? ORDER BY rowid"
        return [row["user_id"] for row in self._db.all(sql, chat_id)]

    def take_in(self, chat_id: str, user_id: str) -> None:
        """One more person."""
        self._db.run("INSERT OR IGNORE INTO group_members VALUES (?, ?)", chat_id, user_id)

    def put_out(self, chat_id: str, user_id: str) -> None:
        """One person less."""
        sql = "DELETE FROM group_members WHERE chat_id = ? AND user_id = ?"
        self._db.run(sql, chat_id, user_id)
