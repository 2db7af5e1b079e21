"""What goes wrong on demand."""

import random
from collections.abc import Mapping
from typing import Any

from simulator.knobs import Knobs, is_count, is_count_or_none, is_flag, is_rate
from simulator.store import State

TABLE = {
    "api_delay_ms": (0, is_count),
    "api_error_rate": (0.0, is_rate),
    "api_error_next": (0, is_count),
    "api_drop_before_accept_rate": (0.0, is_rate),
    "api_drop_after_accept_rate": (0.0, is_rate),
    "api_drop_after_accept_next": (0, is_count),
    "rate_limited_next": (0, is_count),
    # Only calls whose path contains this text are hit; "" means all of them.
    "api_path": ("", lambda value: isinstance(value, str)),
    "expire_reply_tokens": (False, is_flag),
    "quota_exhausted": (False, is_flag),
    "webhook_duplicate_rate": (0.0, is_rate),
    "webhook_reorder": (False, is_flag),
    "webhook_delay_ms": (0, is_count),
    "seed": (None, is_count_or_none),
}


class Faults(Knobs):
    """The knobs and the dice; a seed makes the dice fall the same way every time."""

    def __init__(self, state: State) -> None:
        super().__init__(state, "faults", TABLE)
        self._dice = random.Random(self["seed"])  # noqa: S311 - dice, not secrets

    def update(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Turn some knobs; naming the seed starts the dice over."""
        values = super().update(changes)
        if "seed" in changes:
            self._dice = random.Random(changes["seed"])  # noqa: S311 - dice, not secrets
        return values

    def strikes(self, name: str) -> bool:
        """Whether a fault with a rate happens this time."""
        rate: float = self[name]
        return rate > 0 and self._dice.random() < rate
