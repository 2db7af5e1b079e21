"""Named values that can be turned while the simulator runs, kept in the store."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from simulator.store import State

Check = Callable[[Any], bool]


class UnknownKnob(ValueError):
    """A name that is no knob, or a value it can't have."""


class Knobs:
    """A dict with fixed names. `table` gives each name its default and the check of its values."""

    def __init__(self, state: State, name: str, table: Mapping[str, tuple[Any, Check]]) -> None:
        self._state = state
        self._name = name
        self._table = table
        self._lock = threading.Lock()
        self._values = self._defaults() | (state.get(name) or {})

    def _defaults(self) -> dict[str, Any]:
        return {name: default for name, (default, _) in self._table.items()}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def all(self) -> dict[str, Any]:
        """A copy of every value."""
        return dict(self._values)

    def update(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Turn some knobs; raises UnknownKnob and changes nothing when one of them is wrong."""
        for name, value in changes.items():
            self._check(name, value)
        with self._lock:
            self._values = self._values | dict(changes)
            self._state.put(self._name, self._values)
            return dict(self._values)

    def _check(self, name: str, value: Any) -> None:
        if name not in self._table:
            raise UnknownKnob(f"{name}: unknown; one of {', '.join(self._table)}")
        if not self._table[name][1](value):
            raise UnknownKnob(f"{name}: {value!r} is not allowed")

    def reset(self) -> dict[str, Any]:
        """All back to the defaults."""
        return self.update(self._defaults())

    def take(self, name: str) -> bool:
        """Count a counting knob down by one; False when it was at 0 already."""
        if not self._values[name]:
            return False
        with self._lock:
            if not self._values[name]:
                return False
            self._values = self._values | {name: self._values[name] - 1}
            self._state.put(self._name, self._values)
            return True


def is_flag(value: Any) -> bool:
    """true or false."""
    return isinstance(value, bool)


def is_count(value: Any) -> bool:
    """A whole number from 0 on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_rate(value: Any) -> bool:
    """A share from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def is_count_or_none(value: Any) -> bool:
    """A whole number from 0 on, or null."""
    return value is None or is_count(value)


def is_counts(value: Any) -> bool:
    """A list of whole numbers from 0 on."""
    return isinstance(value, list) and all(is_count(item) for item in value)
