"""A PostgreSQL of our own that keeps its word: every commit waits for the disk."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.postgres import PostgresServer

_DURABLE = {"listen_addresses": "''", "max_connections": "100", "shared_buffers": "64MB"}


@contextlib.contextmanager
def open_postgres() -> Iterator[PostgresServer]:
    # Not in a stage's folder: a socket's name must be short, and root's servant must reach it.
    folder = Path(tempfile.mkdtemp(prefix="bench-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    server = PostgresServer(folder, _DURABLE)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
