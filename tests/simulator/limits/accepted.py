"""Every message the tables of limits say is accepted, at its limit."""

from __future__ import annotations

from tests.simulator.limits import (
    test_action_limits,
    test_flex_limits,
    test_flex_values,
    test_imagemap_limits,
    test_plain_limits,
    test_template_limits,
)
from tests.simulator.limits.samples import Json, component, quick_reply

ACCEPTED: list[Json] = [
    *(accepted for accepted, _, _ in test_plain_limits.LIMITS),
    *(accepted for accepted, _, _ in test_imagemap_limits.LIMITS),
    *(quick_reply(accepted) for accepted, _, _ in test_action_limits.ACTIONS),
    *(accepted for accepted, _, _ in test_action_limits.LIMITS),
    *(accepted for accepted, _, _ in test_template_limits.LIMITS),
    *(accepted for accepted, _, _ in test_flex_limits.LIMITS),
    *(component({**each, name: value}) for each, name, value, _ in test_flex_values.VALUES),
]
