"""Bells: RQ jobs that say "look at your rows". Losing one loses nothing; the sweep rings again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as LostConnection
from redis.exceptions import RedisError
from redis.retry import Retry as RedisRetry
from rq import Queue, Retry
from rq.serializers import JSONSerializer

log = structlog.get_logger()

QUEUE = "market"
# A bell that was rung and lost keeps others from ringing for so long; with the sweep's minute on
# top, whoever waits is served within ninety seconds.
RINGING_SECONDS = 25
JOB_SECONDS = 120
KEPT_SECONDS = 7 * 24 * 3600
PATIENCE = 0.4
PAUSES = [2, 5, 15, 40, 90]
# People share this many bells: a crowd costs few jobs, and several workers find one each.
ROUNDS = 16


def round_of(sender: str) -> str:
    """Whose bell a sender shares."""
    return str(zlib.crc32(sender.encode()) % ROUNDS)


def hasty(redis: Redis) -> Redis:
    """The same Redis with little patience: LINE waits two seconds for the webhook, and a bell that
    could not be rung is rung by the sweep. One more try only for a connection that outlived its
    server: a server that hangs would hang again.
    """
    known = redis.connection_pool.connection_kwargs
    short = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    once_more = {"retry": RedisRetry(NoBackoff(), 1, supported_errors=(LostConnection,))}
    pool = ConnectionPool(
        connection_class=redis.connection_pool.connection_class, **{**known, **short, **once_more}
    )
    return Redis(connection_pool=pool)


def queue(redis: Redis) -> Queue:
    # JSON, not pickle: whoever can write to Redis must not thereby run code in a worker.
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer, default_timeout=JOB_SECONDS)


class Bells:
    """Rings jobs by dotted name, each (job, argument) at most once until it is taken up."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._queue = queue(redis)

    def ring(self, job: str, *args: str) -> None:
        self.ring_all([(job, *args)])

    def ring_all(self, bells: Iterable[tuple[str, ...]]) -> None:
        """Never raises: the rows are safe, and the sweep finds them when Redis is back."""
        try:
            asked = list(bells)
            for (job, *args), rung in zip(asked, self._begin(asked), strict=True):
                if rung:
                    self._enqueue(job, args)
        except RedisError as error:
            log.warning("bell lost", error=type(error).__name__)

    def ring_for(self, senders: Iterable[str]) -> None:
        """The bells of whoever is to be heard."""
        rounds = sorted(set(map(round_of, senders)))
        self.ring_all(("jobs.work.hear", some) for some in rounds)

    def ring_later(self, job: str, *args: str) -> None:
        """As if the job had failed once: after its first pause, then with the others."""
        try:
            self._queue.enqueue_in(
                timedelta(seconds=PAUSES[0]),
                job,
                args=list(args),
                result_ttl=0,
                failure_ttl=KEPT_SECONDS,
                retry=Retry(max=len(PAUSES) - 1, interval=PAUSES[1:]),
            )
        except RedisError as error:
            log.warning("bell lost", error=type(error).__name__)

    def taken(self, job: str, *args: str) -> None:
        """The job has begun: what is committed from now on must ring anew."""
        self._redis.delete(_key(job, *args))

    def _begin(self, bells: Sequence[tuple[str, ...]]) -> list[Any]:
        """Whether each was silent; from now on it rings."""
        if not bells:
            return []
        with self._redis.pipeline(transaction=False) as pipeline:
            for bell in bells:
                pipeline.set(_key(*bell), 1, nx=True, ex=RINGING_SECONDS)
            return pipeline.execute()

    def _enqueue(self, job: str, args: list[str]) -> None:
        self._queue.enqueue_call(
            job,
            args=tuple(args),
            result_ttl=0,
            failure_ttl=KEPT_SECONDS,
            retry=Retry(max=len(PAUSES), interval=PAUSES),
        )


def _key(job: str, *args: str) -> str:
    return ":".join(("bell", job, *args))
