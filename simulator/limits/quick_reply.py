"""Quick replies and the sender's name: what any message may carry.

Source: LINE Messaging API reference, 'Common properties for messages'. LINE accepts a quick reply
on every message of a call, and shows that of the last.
"""

from __future__ import annotations

from simulator.limits.actions import EVERYWHERE, actions
from simulator.limits.checks import Array, Check, Shape, Text, one_of
from simulator.limits.urls import https

_ITEM = Shape(
    {
        "type": one_of("action"),
        "imageUrl": https,
        "action": actions(*EVERYWHERE, "camera", "cameraRoll", "location", label=20),
    },
    ("type", "action"),
)
_SENDER = Shape({"name": Text(20, pattern=r"(?s:(?!.*LINE).*)"), "iconUrl": https})

COMMON: dict[str, Check] = {
    "quickReply": Shape({"items": Array(_ITEM, 1, 13)}, ("items",)),
    "sender": _SENDER,
}
