"""Opening the Redis a URL names: one server, or the one that a group of Sentinels has made master.

Redis documentation, "High availability with Redis Sentinel". There is no standard URL for it; ours
is redis+sentinel://[[user]:password@]host:port[,host:port…]/service[/database], with the Sentinels'
own password as ?sentinel_password=… where they have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from redis import Redis
from redis.connection import parse_url
from redis.sentinel import Sentinel

SCHEME = "redis+sentinel"
SENTINEL_PORT = 26379


@dataclass(frozen=True, slots=True)
class Guarded:
    """A master behind Sentinels: where these are, what it is called, and how to come in."""

    sentinels: tuple[tuple[str, int], ...]
    service: str
    database: int
    username: str | None
    password: str | None
    sentinel_password: str | None

    @classmethod
    def read(cls, url: str) -> Guarded:
        """Raises ValueError for what is no such URL."""
        parts = urlsplit(url)
        login, _, hosts = parts.netloc.rpartition("@")
        username, _, password = login.partition(":")
        service, _, database = parts.path.strip("/").partition("/")
        asked = parse_qs(parts.query)
        if parts.scheme != SCHEME or not hosts or not service:
            raise ValueError(url)
        return cls(
            sentinels=tuple(_address(host) for host in hosts.split(",")),
            service=unquote(service),
            database=int(database or 0),
            username=unquote(username) or None,
            password=unquote(password) or None,
            sentinel_password=asked.get("sentinel_password", [None])[0],
        )


def _address(host: str) -> tuple[str, int]:
    name, _, port = host.rpartition(":")
    if not name:
        return host, SENTINEL_PORT
    return name.strip("[]"), int(port)


def check(url: str) -> str:
    """The URL itself. Raises ValueError when nothing could be opened with it."""
    if url.startswith(f"{SCHEME}:"):
        Guarded.read(url)
    else:
        parse_url(url)  # type: ignore[no-untyped-call]
    return url


def open_redis(url: str, **patience: Any) -> Redis:
    """A client of what *url* names; connects when it is first used. patience: redis-py's time-outs.

    Behind Sentinels each new connection asks them who is master now, so that after a failover the
    next try finds the new one.
    """
    if not url.startswith(f"{SCHEME}:"):
        return Redis.from_url(url, **patience)
    guarded = Guarded.read(url)
    sentinel = Sentinel(  # type: ignore[no-untyped-call]
        guarded.sentinels,
        sentinel_kwargs={"password": guarded.sentinel_password, **patience},
    )
    master: Redis = sentinel.master_for(  # type: ignore[no-untyped-call]
        guarded.service,
        db=guarded.database,
        username=guarded.username,
        password=guarded.password,
        **patience,
    )
    return master
