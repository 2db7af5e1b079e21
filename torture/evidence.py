"""What the world outside the database saw: deeds of phones, calls to LINE, bubbles on phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from torture.deeds import Deed


@dataclass(frozen=True, slots=True)
class Call:
    """One call that sends: status is LINE's, sent the ids of the bubbles it made."""

    seq: int
    way: str
    status: int
    note: str | None
    to: str
    token: str
    retry_key: str
    messages: list[dict[str, Any]]
    sent: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        return self.status == 200


@dataclass(frozen=True)
class Evidence:
    """phones: every bubble of the bot's by user id; names: for people who read a report."""

    deeds: Sequence[Deed] = ()
    calls: Sequence[Call] = ()
    phones: Mapping[str, Sequence[dict[str, Any]]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def replies(self) -> Mapping[str, list[Call]]:
        """Accepted replies by token."""
        return self._accepted("reply", lambda call: call.token)

    @cached_property
    def pushes(self) -> Mapping[str, list[Call]]:
        """Accepted pushes by retry key."""
        return self._accepted("push", lambda call: call.retry_key.lower())

    def _accepted(self, way: str, key: Any) -> Mapping[str, list[Call]]:
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self.calls:
            if call.way == way and call.is_accepted:
                found[key(call)].append(call)
        return found

    @cached_property
    def blockers(self) -> set[str]:
        """Who has blocked the account at some time: LINE shows them nothing meanwhile."""
        return {deed.user_id for deed in self.deeds if deed.verb == "unfollow"}
