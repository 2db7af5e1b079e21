"""Closing the caller's connection without an answer."""

import socket
from contextlib import suppress

from flask import request


class HungUp(Exception):
    """The connection is to be closed; nothing was accepted."""


def hang_up() -> None:
    """Shut the socket both servers we run on put into the environment (gunicorn, werkzeug)."""
    connection = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
