"""What goes wrong when: drawn by the dice before anything starts."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Protocol

from torture.plan import Plan

# Longer than a letter's lease and a member's lock (20 s each) where sleeping longer harms nobody;
# shorter for what everybody waits for.
PAUSES = {
    "worker": (31, 75),
    "clock": (31, 75),
    "web": (1, 6),
    "valkey": (1, 8),
    "postgresql": (1, 6),
}
FAULTS: tuple[dict[str, Any], ...] = (
    {"api_delay_ms": 700},
    {"api_delay_ms": 9000},
    {"api_error_rate": 0.5},
    {"api_drop_after_accept_rate": 0.5},
    {"api_drop_before_accept_rate": 0.5},
    {"expire_reply_tokens": True},
    {"quota_exhausted": True},
    {"rate_limited_next": 8},
    {"webhook_duplicate_rate": 0.7},
    {"webhook_reorder": True},
    {"webhook_delay_ms": 1500},
    {"webhook_duplicate_rate": 0.4, "webhook_reorder": True, "api_error_rate": 0.3},
)
FAULT_SECONDS = (4, 15)


class Hand(Protocol):
    """Who does it."""

    def kill(self, name: str) -> None: ...
    def kill_child(self, name: str) -> None: ...
    def pause(self, name: str, seconds: float) -> None: ...
    def make_sick(self, fault: dict[str, Any], seconds: float) -> None: ...
    def wipe_redis(self) -> None: ...


Step = tuple[float, Callable[[], None]]


def timetable(plan: Plan, hand: Hand) -> list[Step]:
    """Seconds from the start and what to do then, in order; the dice alone decide."""
    dice = plan.dice("saboteur")
    kinds = ["web", "worker", "clock", "valkey"]
    if plan.database == "postgresql":
        kinds.append("postgresql")
    steps = [*_kills(plan, hand, dice, kinds), *_troubles(plan, hand, dice, kinds)]
    return sorted(steps, key=lambda step: step[0])


def _kills(plan: Plan, hand: Hand, dice: random.Random, kinds: list[str]) -> list[Step]:
    weights = [4.0 if kind == "worker" else 0.7 if kind == "clock" else 2.0 for kind in kinds]
    steps: list[Step] = []
    for _ in range(plan.kills):
        at = dice.uniform(2, plan.seconds - 1)
        (kind,) = dice.choices(kinds, weights)
        has_children = kind in ("web", "postgresql")
        act = hand.kill_child if has_children and dice.random() < 0.5 else hand.kill
        steps.append((at, lambda act=act, kind=kind: act(kind)))  # type: ignore[misc]
    return steps


def _troubles(plan: Plan, hand: Hand, dice: random.Random, kinds: list[str]) -> list[Step]:
    steps: list[Step] = []
    for at in _moments(plan, dice, every=12):
        fault, long = dice.choice(FAULTS), dice.uniform(*FAULT_SECONDS)
        steps.append((at, lambda f=fault, s=long: hand.make_sick(f, s)))  # type: ignore[misc]
    for at in _moments(plan, dice, every=20):
        kind = dice.choice(kinds)
        long = dice.uniform(*PAUSES[kind])
        steps.append((at, lambda k=kind, s=long: hand.pause(k, s)))  # type: ignore[misc]
    steps += [(at, hand.wipe_redis) for at in _moments(plan, dice, every=45)]
    return steps


def _moments(plan: Plan, dice: random.Random, every: float) -> list[float]:
    """About one moment in that many seconds, at least one, none before anybody has spoken."""
    count = max(1, round(plan.seconds / every))
    return sorted(dice.uniform(3, plan.seconds - 2) for _ in range(count))
