"""What a person said, whatever they said it with: words, a tap, a picture, a place, a sticker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

Kind = Literal[
    "text", "tap", "image", "location", "sticker", "follow", "unfollow", "unsend", "other"
]
MESSAGES: dict[str, Kind] = {
    "text": "text",
    "image": "image",
    "location": "location",
    "sticker": "sticker",
}
# What is kept of a place: a rooftop is told from the next one by six decimals.
MOST_DIGITS = 20
LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Place:
    latitude: str
    longitude: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """words: what is to be read, be it typed or the value of a tapped button.

    message_id: of the message itself, or of the one that was unsent.
    """

    kind: Kind
    words: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    message_id: str | None = None
    place: Place | None = None

    @property
    def is_talk(self) -> bool:
        """Somebody says something and waits for an answer."""
        return self.kind not in ("follow", "unfollow", "unsend", "other")

    @property
    def is_typed(self) -> bool:
        return self.kind == "text"


def hear(event: Mapping[str, Any]) -> Said:
    """Read one webhook event; anything unknown or malformed is kind 'other'."""
    kind = event.get("type")
    if kind == "message" and isinstance(event.get("message"), dict):
        return _message(event["message"])
    if kind == "postback" and isinstance(event.get("postback"), dict):
        return _tap(event["postback"])
    if kind in ("follow", "unfollow"):
        return Said("follow" if kind == "follow" else "unfollow")
    if kind == "unsend" and isinstance(event.get("unsend"), dict):
        return Said("unsend", message_id=str(event["unsend"].get("messageId", "")))
    return Said("other")


def _message(message: Mapping[str, Any]) -> Said:
    kind = MESSAGES.get(str(message.get("type")), "other")
    message_id = str(message.get("id", ""))
    if kind == "text":
        return Said("text", words=str(message.get("text", "")), message_id=message_id)
    if kind == "location":
        address = message.get("address") or message.get("title") or ""
        place = Place(
            latitude=_degrees(message.get("latitude")),
            longitude=_degrees(message.get("longitude")),
            address=str(address)[:LONGEST_ADDRESS],
        )
        return Said("location", words=place.address, message_id=message_id, place=place)
    return Said(kind, message_id=message_id)


def _degrees(value: object) -> str:
    return str(value)[:MOST_DIGITS] if isinstance(value, int | float) else ""


def _tap(postback: Mapping[str, Any]) -> Said:
    data = dict(parse_qsl(str(postback.get("data", "")), keep_blank_values=True))
    params = postback.get("params")
    picked = params if isinstance(params, dict) else {}
    words = picked.get("date") or picked.get("datetime") or picked.get("time") or data.get("v", "")
    return Said("tap", words=str(words), data=data)
