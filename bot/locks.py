"""Members' locks in Redis: while one worker hears a member, no other does.

A holder that loses its lock by sleeping too long does no harm: the database lets each event take
effect once.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from redis import Redis

# Longer than hearing a few events and answering them takes; short, because a worker that is killed
# keeps its members waiting until the locks have run out and the sweep has come by.
LOCK_SECONDS = 20
# Gives the lock back unless another has it by now; says whether somebody knocked meanwhile.
LET_GO = """
if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end
return redis.call('del', KEYS[2])
"""


class Locks:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def held(self, senders: Sequence[str]) -> Iterator[Held]:
        """The locks of those of *senders* that are free, until the end of the block."""
        held = Held(secrets.token_hex(8), senders)
        held.mine = self._take(held.token, senders)
        try:
            yield held
        finally:
            held.knocked = self._let_go(held.token, held.mine)

    def stay(self, senders: Collection[str]) -> None:
        """The holder goes on; should another have taken over, theirs is that much longer."""
        self._all(("EXPIRE", _lock(sender), LOCK_SECONDS) for sender in senders)

    def knock(self, senders: Collection[str]) -> None:
        """Ask who holds their locks to look once more after letting go."""
        self._all(("SET", _knock(sender), 1, "EX", LOCK_SECONDS) for sender in senders)

    def _take(self, token: str, senders: Sequence[str]) -> list[str]:
        got = self._all(("SET", _lock(s), token, "NX", "EX", LOCK_SECONDS) for s in senders)
        return [sender for sender, mine in zip(senders, got, strict=True) if mine]

    def _let_go(self, token: str, mine: Sequence[str]) -> list[str]:
        keys = ((_lock(sender), _knock(sender)) for sender in mine)
        knocked = self._all(("EVAL", LET_GO, 2, lock, knock, token) for lock, knock in keys)
        return [sender for sender, was in zip(mine, knocked, strict=True) if was]

    def _all(self, commands: Iterator[tuple[Any, ...]]) -> list[Any]:
        with self._redis.pipeline(transaction=False) as pipeline:
            for command in commands:
                pipeline.execute_command(*command)  # type: ignore[no-untyped-call]
            return pipeline.execute()


class Held:
    """mine: whose locks were free; knocked: of them, at whose locks somebody has knocked since."""

    def __init__(self, token: str, senders: Sequence[str]) -> None:
        self.token = token
        self.mine: list[str] = list(senders)
        self.knocked: list[str] = []


def _lock(sender: str) -> str:
    return f"lock:{sender}"


def _knock(sender: str) -> str:
    return f"knock:{sender}"
