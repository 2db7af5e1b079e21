"""Stickers, pictures, films, sounds and places.

Source: LINE Messaging API reference, 'Sticker message' to 'Location message'. Whether LINE knows a
sticker cannot be told here: its ids must only be numbers.
"""

from __future__ import annotations

from simulator.limits.checks import EMPTY, UNBOUNDED, Check, Decimal, Matches, Shape, Text, Whole
from simulator.limits.quick_reply import COMMON
from simulator.limits.urls import https

_NUMBER = Matches(r"[0-9]{1,20}")
_TRACKING = Text(100, pattern=r"[-a-zA-Z0-9.=,+*()%$&;:@{}!?<>\[\]]+")


def _message(fields: dict[str, Check], *required: str) -> Shape:
    return Shape({**COMMON, **fields}, required, missing=EMPTY)


STICKER = _message(
    {"packageId": _NUMBER, "stickerId": _NUMBER, "quoteToken": Text(UNBOUNDED)},
    "packageId",
    "stickerId",
)
IMAGE = _message(
    {"originalContentUrl": https, "previewImageUrl": https},
    "originalContentUrl",
    "previewImageUrl",
)
VIDEO = _message(
    {"originalContentUrl": https, "previewImageUrl": https, "trackingId": _TRACKING},
    "originalContentUrl",
    "previewImageUrl",
)
AUDIO = _message(
    {"originalContentUrl": https, "duration": Whole(1)}, "originalContentUrl", "duration"
)
LOCATION = _message(
    {
        "title": Text(100),
        "address": Text(100),
        "latitude": Decimal(-90, 90),
        "longitude": Decimal(-180, 180),
    },
    "title",
    "address",
    "latitude",
    "longitude",
)
