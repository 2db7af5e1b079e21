"""Ports on the loopback: the demo's own where they are free, the nearest free ones otherwise."""

import socket
from collections.abc import Mapping
from itertools import chain

# Names of environment variables, as Procfile.demo uses them.
WANTED = {"PORT": 8000, "SIMULATOR_PORT": 8010, "VALKEY_PORT": 6390}
_NEIGHBOURS = 100


def choose_ports(wanted: Mapping[str, int] = WANTED) -> dict[str, int]:
    """A free port for each name, no port twice."""
    chosen: dict[str, int] = {}
    for name, port in wanted.items():
        taken = {*chosen.values(), *(other for key, other in wanted.items() if key != name)}
        chosen[name] = _nearest_free(port, taken)
    return chosen


def _nearest_free(port: int, taken: set[int]) -> int:
    candidates = chain(range(port, min(port + _NEIGHBOURS, 65536)), [0])
    found = (_bindable(candidate) for candidate in candidates if candidate not in taken)
    return next(free for free in found if free)


def _bindable(port: int) -> int | None:
    """The port (a free one for 0), or None when it is taken.

    Reuse is allowed because our servers allow it: what an ended demo left in TIME_WAIT is free.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        return int(probe.getsockname()[1])
