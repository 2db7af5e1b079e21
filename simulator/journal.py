"""What the drawer of the page shows: every webhook and every API call, as it happens."""

from typing import Any

from simulator.hub import Hub
from simulator.store import Log


class Journal:
    """Keeps log entries and tells the page about them."""

    def __init__(self, log: Log, hub: Hub) -> None:
        self._log = log
        self._hub = hub

    def record(self, *, kind: str, at: int, method: str, path: str, **rest: Any) -> None:
        """One entry; `rest` may name any other property of a log entry, see `_EMPTY`."""
        entry = _EMPTY | {"kind": kind, "at": at, "method": method, "path": path} | rest
        self._hub.publish({"type": "log", "entry": self._log.add(entry)})


_EMPTY: dict[str, Any] = {
    "status": 0,
    "ms": 0,
    "request": None,
    "response": None,
    "note": None,
    "paid": 0,
    "user_ids": [],
    "headers": {},
}
