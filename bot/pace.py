"""How fast one person writes. Nobody types as fast as a stuck app or a script sends."""

from __future__ import annotations

from enum import StrEnum

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


class Pace:
    """Counts each sender's messages by LINE's own timestamps, so that a backlog is no burst."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def of(self, sender: str, event_id: int, at: int) -> Speed:
        """at: milliseconds. FINE when Redis is away: a counter is no reason to be silent."""
        try:
            return self._of(sender, event_id, at)
        except RedisError as error:
            log.warning("pace not counted", error=type(error).__name__)
            return Speed.FINE

    def _of(self, sender: str, event_id: int, at: int) -> Speed:
        burst = f"burst:{sender}"
        first, last = (int(kept or 0) for kept in self._redis.hmget(burst, "first", "last"))
        if first and abs(at - last) < QUIET_MS:
            self._keep(burst, first, max(at, last))
            return Speed.TOO_FAST if event_id == first else Speed.STILL_TOO_FAST
        if self._count(f"pace:{sender}:{at // WINDOW_MS}") <= MOST_MESSAGES:
            return Speed.FINE
        self._keep(burst, event_id, at)
        return Speed.TOO_FAST

    def _keep(self, burst: str, first: int, last: int) -> None:
        self._redis.hset(burst, mapping={"first": first, "last": last})
        self._redis.expire(burst, KEPT_SECONDS)

    def _count(self, window: str) -> int:
        with self._redis.pipeline() as pipeline:
            pipeline.incr(window)
            pipeline.expire(window, KEPT_SECONDS)
            return int(pipeline.execute()[0])
