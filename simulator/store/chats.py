"""The chats: what each phone shows, and the pictures in it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.store.database import Database

_MOST_SHOWN = 500
# LINE's message ids are long numbers; ours start where they look alike.
_FIRST_MESSAGE_ID = 560_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class NewMessage:
    """One bubble about to be kept; `sender` is "me" (the person) or "bot"."""

    user_id: str
    sender: str
    at: int
    body: Mapping[str, Any]
    via: str | None = None
    paid: bool = False
    seen: bool = False
    quote_token: str | None = None
    read_token: str | None = None


class Chats:
    """Rows of `messages` and `contents`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def new_id(self) -> str:
        """A message id never used before: a numeric string, as LINE's are."""
        return str(_FIRST_MESSAGE_ID + self._db.next_number("message"))

    def add(self, message_id: str, message: NewMessage) -> int:
        """Keep one bubble; answers its number in the world's order."""
        return self._db.insert(
            "INSERT INTO messages"
            " (id, user_id, sender, at, body, via, paid, seen, quote_token, read_token)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            message_id,
            message.user_id,
            message.sender,
            message.at,
            json.dumps(message.body, ensure_ascii=False),
            message.via,
            message.paid,
            message.seen,
            message.quote_token,
            message.read_token,
        )

    def get(self, message_id: str) -> sqlite3.Row | None:
        """One bubble by its id, or None."""
        return self._db.one("SELECT * FROM messages WHERE id = ?", message_id)

    def of(self, user_id: str) -> list[sqlite3.Row]:
        """The newest few hundred bubbles of one person's chat, oldest first."""
        return self._db.all(
            "SELECT * FROM (SELECT * FROM messages WHERE user_id = ? ORDER BY seq DESC LIMIT ?)"
            " ORDER BY seq",
            user_id,
            _MOST_SHOWN,
        )

    def from_bot_after(self, user_id: str, seq: int) -> list[sqlite3.Row]:
        """The bot's bubbles on that phone after number `seq`."""
        return self._db.all(
            "SELECT * FROM messages WHERE user_id = ? AND sender = 'bot' AND seq > ? ORDER BY seq",
            user_id,
            seq,
        )

    def newest(self, user_id: str) -> sqlite3.Row | None:
        """The last bubble of that chat, or None."""
        return self._db.one(
            "SELECT * FROM messages WHERE user_id = ? ORDER BY seq DESC LIMIT 1", user_id
        )

    def unread(self) -> dict[str, int]:
        """How many of the bot's bubbles each person has not seen; people with none are absent."""
        rows = self._db.all(
            "SELECT m.user_id, count(*) AS n FROM messages m JOIN people p USING (user_id)"
            " WHERE m.sender = 'bot' AND m.seq > p.read_seq GROUP BY m.user_id"
        )
        return {row["user_id"]: row["n"] for row in rows}

    def unsend(self, message_id: str) -> None:
        """Take a bubble back, with its picture."""
        with self._db.write():
            self._db.run("UPDATE messages SET unsent = 1 WHERE id = ?", message_id)
            self._db.run("UPDATE contents SET data = NULL WHERE message_id = ?", message_id)

    def see(self, user_id: str, seq: int) -> None:
        """The bot has read what the person wrote up to number `seq`."""
        self._db.run(
            "UPDATE messages SET seen = 1 WHERE user_id = ? AND sender = 'me' AND seq <= ?",
            user_id,
            seq,
        )

    def by_read_token(self, token: str) -> sqlite3.Row | None:
        """The bubble a markAsReadToken was given for, or None."""
        return self._db.one("SELECT * FROM messages WHERE read_token = ?", token)

    def by_quote_token(self, token: str) -> sqlite3.Row | None:
        """The bubble a quoteToken was given for, or None."""
        return self._db.one("SELECT * FROM messages WHERE quote_token = ?", token)

    def keep_content(self, message_id: str, content_type: str, data: bytes) -> None:
        """Keep the picture of a bubble."""
        self._db.run("INSERT INTO contents VALUES (?, ?, ?)", message_id, content_type, data)

    def content(self, message_id: str) -> sqlite3.Row | None:
        """The picture's row, or None; its `data` is None once the bubble was unsent."""
        return self._db.one("SELECT * FROM contents WHERE message_id = ?", message_id)
