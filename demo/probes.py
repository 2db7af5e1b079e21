"""Whether a part answers yet."""

import http.client
import socket

_PATIENCE_SECONDS = 2.0


def answers_http(port: int, path: str) -> bool:
    """Whether GET `path` on the loopback is answered with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers_ping(port: int) -> bool:
    """Whether a Redis or Valkey has loaded its data and answers PING."""
    try:
        with socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
