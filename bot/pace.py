"""How fast one person writes. Nobody types as fast as a stuck app or a script sends."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import structlog
from redis import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

# LINE lets a person send fifty pictures at once, and that is no mischief.
MOST_MESSAGES = 60
WINDOW_MS = 10_000
QUIET_MS = 10_000
KEPT_SECONDS = 300


class Speed(StrEnum):
    FINE = "fine"
    TOO_FAST = "too fast"  # the first message too many of a burst: say so
    STILL_TOO_FAST = "still too fast"  # the rest of the burst, until it has paused


class Saying(NamedTuple):
    """A message: at, LINE's timestamp in milliseconds."""

    id: int
    sender: str
    at: int


class Pace:
    """Counts each sender's messages by LINE's own timestamps, so that a backlog is no burst.

    Each counts once, however often it is tried to hear it.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def of(self, sayings: Sequence[Saying]) -> list[Speed]:
        """One of each sender. FINE when Redis is away: a counter is no reason to be silent."""
        try:
            return self._of(sayings) if sayings else []
        except RedisError as error:
            log.warning("pace not counted", error=type(error).__name__)
            return [Speed.FINE] * len(sayings)

    def _of(self, sayings: Sequence[Saying]) -> list[Speed]:
        with self._redis.pipeline(transaction=False) as pipeline:
            for said in sayings:
                window = f"pace:{said.sender}:{said.at // WINDOW_MS}"
                pipeline.hmget(_burst(said.sender), "first", "last")
                pipeline.sadd(window, said.id)
                pipeline.scard(window)
                pipeline.expire(window, KEPT_SECONDS)
            answers = iter(pipeline.execute())
        return [
            self._judge(said, [int(kept or 0) for kept in known], count)
            for said, known, _, count, _ in zip(sayings, *[answers] * 4, strict=True)
        ]

    def _judge(self, said: Saying, burst: Sequence[int], count: int) -> Speed:
        first, last = burst
        if first and abs(said.at - last) < QUIET_MS:
            self._keep(said.sender, first, max(said.at, last))
            return Speed.TOO_FAST if said.id == first else Speed.STILL_TOO_FAST
        if count <= MOST_MESSAGES:
            return Speed.FINE
        self._keep(said.sender, said.id, said.at)
        return Speed.TOO_FAST

    def _keep(self, sender: str, first: int, last: int) -> None:
        self._redis.hset(_burst(sender), mapping={"first": first, "last": last})
        self._redis.expire(_burst(sender), KEPT_SECONDS)


def _burst(sender: str) -> str:
    return f"burst:{sender}"
