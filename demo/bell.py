"""One thing to wait on: it rings when we are asked to stop and when a child ends."""

import select
import signal
import socket
from types import FrameType

_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Bell:
    """Signals as something to wait for, so that none of them interrupts us halfway."""

    def __init__(self) -> None:
        self.stop_asked = False
        self._hears, rings = socket.socketpair()
        self._hears.setblocking(False)
        rings.setblocking(False)
        self._rings = rings  # closed when forgotten, which the signal module wouldn't notice
        signal.set_wakeup_fd(rings.fileno(), warn_on_full_buffer=False)
        for number in _STOP:
            signal.signal(number, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def wait(self, seconds: float | None = None) -> None:
        """Until it rings, `seconds` at most."""
        if select.select([self._hears], [], [], seconds)[0]:
            self._hears.recv(4096)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_asked = True
