"""The simulator's world on disk: every line of SQL of this package, and nothing but SQL.

No HTTP, no threads and no rules of LINE's may enter; the callers bring those.
"""

from simulator.store.access_tokens import AccessTokens
from simulator.store.chats import Chats, NewMessage
from simulator.store.database import Database
from simulator.store.groups import Groups
from simulator.store.letters import Letter, Letters
from simulator.store.log import Log
from simulator.store.people import People
from simulator.store.reply_tokens import ReplyTokens
from simulator.store.retry_keys import RetryKeys
from simulator.store.rich_menus import RichMenus
from simulator.store.state import State
from simulator.store.usage import Usage

__all__ = [
    "AccessTokens",
    "Chats",
    "Database",
    "Groups",
    "Letter",
    "Letters",
    "Log",
    "NewMessage",
    "People",
    "ReplyTokens",
    "RetryKeys",
    "RichMenus",
    "State",
    "Store",
    "Usage",
]


class Store:
    """One database file and the tables in it; `write()` makes several changes one."""

    def __init__(self, path: str) -> None:
        self.database = Database(path)
        self.write = self.database.write
        self.people = People(self.database)
        self.chats = Chats(self.database)
        self.groups = Groups(self.database)
        self.letters = Letters(self.database)
        self.reply_tokens = ReplyTokens(self.database)
        self.retry_keys = RetryKeys(self.database)
        self.rich_menus = RichMenus(self.database)
        self.access_tokens = AccessTokens(self.database)
        self.usage = Usage(self.database)
        self.state = State(self.database)
        self.log = Log(self.database)

    def forget_chats(self) -> None:
        """Empty what was said, sent or counted; people, groups, menus and settings stay."""
        with self.write():
            self.database.run(
                "UPDATE people SET read_seq = 0, dismissed_seq = 0, loading_until = 0"
            )
            for table in ("messages", "contents", "letters", "reply_tokens", "retry_keys"):
                self.database.run(f"DELETE FROM {table}")  # noqa: S608 - names from this line
            for table in ("usage", "units", "log"):
                self.database.run(f"DELETE FROM {table}")  # noqa: S608 - names from this line

    def close(self) -> None:
        """Close the file; nothing of the store works after."""
        self.database.close()
