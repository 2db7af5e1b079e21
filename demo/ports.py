"""Ports on the loopback: the demo's own where they are free, the nearest free ones otherwise."""

import socket
import sys
from collections.abc import Mapping
from itertools import chain

# Names of environment variables, as Procfile.demo uses them.
WANTED = {"PORT": 8000, "SIMULATOR_PORT": 8010, "VALKEY_PORT": 6390}
_NEIGHBOURS = 100


class Ports:
    """A free port for each name of `wanted`, no port twice.

    A part takes seconds to bind its port. Until then, and as long as this lives, a mark keeps other
    demos that start at the same time away from it.
    """

    def __init__(self, wanted: Mapping[str, int] = WANTED) -> None:
        self._marks: list[socket.socket] = []
        self.numbers: dict[str, int] = {}
        for name, port in wanted.items():
            others = {other for key, other in wanted.items() if key != name}
            self.numbers[name] = self._nearest_free(port, others | {*self.numbers.values()})

    def _nearest_free(self, port: int, taken: set[int]) -> int:
        candidates = chain(range(port, min(port + _NEIGHBOURS, 65536)), [0])
        found = (self._claim(candidate) for candidate in candidates if candidate not in taken)
        return next(free for free in found if free)

    def _claim(self, port: int) -> int | None:
        """The port (a free one for 0), or None when somebody has it.

        Reuse is allowed because our servers allow it: what an ended demo left in TIME_WAIT is free.
        """
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                number = int(probe.getsockname()[1])
                self._mark(number)
            except OSError:
                return None
        return number

    def _mark(self, port: int) -> None:
        """Raises OSError when it is marked. Linux lets go of the name when the process ends."""
        if sys.platform == "linux":
            mark = socket.socket(socket.AF_UNIX)
            self._marks.append(mark)
            mark.bind(f"\0sanpalang-demo-port-{port}")
