"""Everything a process works with, made once by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from redis import Redis
from sqlalchemy import Engine

from bot.bells import Bells, hasty
from bot.keeping import Keeper
from bot.locks import Locks
from bot.memory import MemoryStore
from bot.pace import Pace
from bot.settings import Settings
from bot.shelf import Shelf
from bot.turn import MOST_TOGETHER
from models.database import Sessions, light, reading, sessions

if TYPE_CHECKING:
    from bot.account import Account
    from bot.line import Line
    from bot.tokens import Tokens


@dataclass
class House:
    """The settings and what they open; tests put their own clock in."""

    settings: Settings
    engine: Engine
    redis: Redis
    clock: Callable[[], datetime]
    shelf: Shelf = field(default_factory=Shelf)

    @cached_property
    def sessions(self) -> Sessions:
        return sessions(self.engine)

    @cached_property
    def reading(self) -> Sessions:
        return reading(self.engine)

    @cached_property
    def hasty_redis(self) -> Redis:
        """For whoever must not wait: the webhook, health checks, a counter."""
        return hasty(self.redis)

    @cached_property
    def light(self) -> Sessions:
        return light(self.engine)

    @cached_property
    def keeper(self) -> Keeper:
        return Keeper(self.sessions, self._ring_for)

    def _ring_for(self, rows: Sequence[dict[str, Any]]) -> None:
        self.bells.ring_for(row["sender"] for row in rows)

    @cached_property
    def bells(self) -> Bells:
        return Bells(self.hasty_redis)

    @cached_property
    def memory(self) -> MemoryStore:
        return MemoryStore(self.redis)

    @cached_property
    def locks(self) -> Locks:
        return Locks(self.redis)

    @cached_property
    def pace(self) -> Pace:
        return Pace(self.hasty_redis)

    @cached_property
    def hands(self) -> ThreadPoolExecutor:
        """Threads for calls to LINE that may go out at the same time."""
        return ThreadPoolExecutor(MOST_TOGETHER, thread_name_prefix="hand")

    @cached_property
    def tokens(self) -> Tokens:
        """The settings' token, else short ones that this process issues itself."""
        from bot.tokens import Fixed, Stateless

        settings = self.settings
        if settings.line_channel_access_token:
            return Fixed(settings.line_channel_access_token)
        channel, secret = settings.line_channel_id or "", settings.line_channel_secret
        return Stateless(channel, secret, settings.line_api_base)

    @cached_property
    def line(self) -> Line:
        # urllib3 opens a socket at import to look for IPv6; the web process does not need it.
        from bot.line import Line

        return Line(self.tokens, self.settings.line_api_base)

    @cached_property
    def account(self) -> Account:
        from bot.account import Account

        return Account(self.tokens, self.settings.line_api_base)
