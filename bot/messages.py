"""LINE's message objects, built in one place (Messaging API reference, 'Message objects')."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bot.thai import apart

Message = dict[str, Any]
Action = dict[str, Any]

MOST_CHOICES = 13
MOST_MESSAGES = 5
LABEL = 20
TEXT = 5000
DISPLAY_TEXT = 300
# Ours, and gone before LINE sees the message.
ALONE = "alone"
# What means something in a query; all else stays as it is, because LINE allows 300 characters of
# data and %-escapes would make nine of each Thai one.
IN_QUERIES = re.compile(r"[%&=+;#\s]")


def text(words: str, choices: Sequence[Action] = ()) -> Message:
    message: Message = {"type": "text", "text": cut(words)}
    return with_choices(message, choices)


def cut(words: str) -> str:
    """At most 5,000 UTF-16 units, as LINE counts texts; no half of a character is left."""
    if len(words) <= TEXT // 2:
        return words
    return words.encode("utf-16-le")[: 2 * TEXT].decode("utf-16-le", "ignore")


def with_choices(message: Message, choices: Sequence[Action]) -> Message:
    """Quick replies below *message*; LINE shows at most thirteen."""
    if not choices:
        return message
    items = [{"type": "action", "action": action} for action in choices[:MOST_CHOICES]]
    return {**message, "quickReply": {"items": items}}


def with_one_more(message: Message, choice: Action) -> Message:
    """One more quick reply, in the place of the last one but one when there are thirteen."""
    items = message.get("quickReply", {}).get("items", [])
    before = [item["action"] for item in items]
    if len(before) >= MOST_CHOICES:
        before = [*before[: MOST_CHOICES - 2], before[-1]]
    return with_choices(message, [*before, choice])


def tap(label: str, data: dict[str, str], shown: str | None = None) -> Action:
    """A button that posts *data* back; *shown* is what the person is seen to say."""
    return {
        "type": "postback",
        "label": shorten(apart(label), LABEL),
        "data": encode(data),
        "displayText": shorten(apart(shown or label), DISPLAY_TEXT),
    }


def encode(data: Mapping[str, str]) -> str:
    """A button's data as a query, which urllib.parse.parse_qsl reads."""
    return "&".join(f"{name}={IN_QUERIES.sub(_escape, value)}" for name, value in data.items())


def _escape(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def say(label: str, words: str | None = None) -> Action:
    """A button that says *words* for the person."""
    return {"type": "message", "label": shorten(apart(label), LABEL), "text": apart(words or label)}


def pick_date(label: str, data: dict[str, str], first: str, last: str) -> Action:
    """A date picker; days as ISO text."""
    return {
        "type": "datetimepicker",
        "label": shorten(label, LABEL),
        "data": encode(data),
        "mode": "date",
        "initial": first,
        "min": first,
        "max": last,
    }


def pick_place(label: str) -> Action:
    return {"type": "location", "label": shorten(label, LABEL)}


def pick_photo(label: str) -> Action:
    return {"type": "cameraRoll", "label": shorten(label, LABEL)}


def shorten(words: str, most: int) -> str:
    """Cut to *most* characters with an ellipsis; code points never undercount grapheme clusters."""
    return words if len(words) <= most else words[: most - 1] + "…"


def alone(message: Message) -> Message:
    """To be a bubble of its own, as others will see it: fit joins it with no neighbour."""
    return {**message, ALONE: True}


def fit(messages: Sequence[Message]) -> list[Message]:
    """At most five messages, texts joined; only the last keeps quick replies, as LINE shows it.

    To be called with all there is to say. What begins with a text keeps it whatever follows: a
    notice is said once. Of too many others the last stay, because the last asks.
    """
    joined = _join([{k: v for k, v in m.items() if k != "quickReply"} for m in messages])
    if len(joined) > MOST_MESSAGES:
        joined = _join(sorted(joined[:-1], key=lambda m: m["type"] != "text") + joined[-1:])
        notice = joined[:1] if joined[0]["type"] == "text" else []
        joined = notice + joined[len(notice) - MOST_MESSAGES :]
    return [*joined[:-1], *({**m, **_choices(messages[-1])} for m in joined[-1:])]


def as_sent(messages: Sequence[Message]) -> list[Message]:
    """Fitting, and without our own marks."""
    return [{k: v for k, v in m.items() if k != ALONE} for m in fit(messages)]


def together(messages: Sequence[Message]) -> list[Message]:
    """Several messages in one call, none lost or joined; LINE shows only the last's quick replies.

    To be called with at most five.
    """
    plain = [{k: v for k, v in m.items() if k != "quickReply"} for m in messages[:-1]]
    return [*plain, *messages[-1:]]


def _join(messages: Sequence[Message]) -> list[Message]:
    """Neighbouring texts as one."""
    joined: list[Message] = []
    for message in messages:
        apart = not joined or ALONE in joined[-1] or ALONE in message
        if not apart and joined[-1]["type"] == message["type"] == "text":
            both = f"{joined[-1]['text']}\n\n{message['text']}"
            joined[-1] = {**message, "text": cut(both)}
        else:
            joined.append(message)
    return joined


def _choices(message: Message) -> Message:
    return {key: message[key] for key in ("quickReply",) if key in message}
