"""Group chats as events show them: whether one is meant for us, and what of it may be kept. Pure.

LINE Messaging API reference, 'Source group', 'Source room', and 'Text message' for mentions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.lexicon.filler import PARTICLES
from bot.language.normalize import bare, normalize

# C… is a group, R… a multi-person chat, U… a person.
_CHATS = ("C", "R")
_NAME = re.compile(r"^@?(?:คุณ|น้อง|พี่)?@?สานพลัง")
_POLITE = "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True))
_AFTER_NAME = re.compile(rf"^(?:(?:{_POLITE})(?=[\s,.!?]|$))?[\s,.:!?]*")
_KEPT = ("type", "timestamp", "replyToken", "webhookEventId", "deliveryContext", "mode")
_KEPT_OF_SOURCE = ("type", "groupId", "roomId")


@dataclass(frozen=True, slots=True)
class Call:
    """What is said to us. is_glued: the words follow the name at once, so that they may as well
    speak about us ("สานพลังเขาว่าดี")."""

    words: str
    is_glued: bool = False


def is_group(sender: str) -> bool:
    return sender.startswith(_CHATS)


def call_to_us(event: Mapping[str, Any]) -> Call | None:
    """What a group's message says to us; None when it is between its people."""
    message = event.get("message")
    if event.get("type") != "message" or not isinstance(message, dict):
        return None
    written = message.get("text")
    if message.get("type") != "text" or not isinstance(written, str):
        return None
    unmentioned = _without_mention(written, message.get("mention"))
    said = normalize(written if unmentioned is None else unmentioned)
    named = _NAME.match(said)
    if unmentioned is None and named is None:
        return None
    rest = said[named.end() :] if named else said
    words = _AFTER_NAME.sub("", rest)
    return Call(bare(words), unmentioned is None and bool(words) and words == rest)


def _without_mention(written: str, mention: object) -> str | None:
    """The text without where it mentions us; None when it does not. Places are UTF-16 units."""
    mentioned = mention.get("mentionees") if isinstance(mention, dict) else None
    ours = [
        each
        for each in (mentioned if isinstance(mentioned, list) else ())
        if isinstance(each, dict) and each.get("isSelf") is True
    ]
    if not ours:
        return None
    raw = written.encode("utf-16-le")
    for place in sorted(map(_place, ours), reverse=True):
        start, end = place
        raw = raw[: 2 * start] + raw[2 * end :]
    return raw.decode("utf-16-le", "ignore")


def _place(mentioned: Mapping[str, Any]) -> tuple[int, int]:
    start, length = mentioned.get("index"), mentioned.get("length")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 0:
        return 0, 0
    return start, start + length


def without_words(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event without what was said and who said it: nobody there has agreed to be kept."""
    source = event.get("source")
    kept = {key: event[key] for key in _KEPT if key in event}
    if isinstance(source, dict):
        kept["source"] = {key: source[key] for key in _KEPT_OF_SOURCE if key in source}
    return kept
