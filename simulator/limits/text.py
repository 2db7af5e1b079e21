"""Text messages with LINE emojis, and text messages (v2) with substitutions.

Source: LINE Messaging API reference, 'Text message' and 'Text message (v2)'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from simulator.limits.checks import (
    EMPTY,
    INVALID,
    UNBOUNDED,
    Array,
    Check,
    Matches,
    Object,
    Shape,
    Tagged,
    Text,
    Whole,
)
from simulator.limits.problem import Path, Problem
from simulator.limits.quick_reply import COMMON

_ID = Text(UNBOUNDED)
_QUOTE = Text(UNBOUNDED)
_EMOJI = Shape(
    {"index": Whole(0), "productId": _ID, "emojiId": _ID}, ("index", "productId", "emojiId")
)
# A message of nothing but blanks is refused like an empty one: unconfirmed, but of no use.
_TEXT_FIELDS: dict[str, Check] = {**COMMON, "text": Text(5000), "quoteToken": _QUOTE}
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([0-9a-zA-Z_]{1,20})\}|[{}]")


def _says_something(message: Object, at: Path) -> Iterator[Problem]:
    text = message.get("text")
    if isinstance(text, str) and text and not text.strip():
        yield at.key("text").problem(EMPTY)


def _emojis_stand_on_dollars(message: Object, at: Path) -> Iterator[Problem]:
    """The index counts UTF-16 code units, and a `$` must stand there, once for each emoji."""
    text, emojis = message.get("text"), message.get("emojis")
    if not (isinstance(text, str) and isinstance(emojis, list)):
        return
    units = text.encode("utf-16-le", "surrogatepass")
    seen: set[int] = set()
    for place, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        if not isinstance(index, int) or index < 0:
            continue
        if units[2 * index : 2 * index + 2] != b"$\x00" or index in seen:
            yield at.key("emojis").item(place).key("index").problem("invalid emoji index")
        seen.add(index)


def _substitutions_match(message: Object, at: Path) -> Iterator[Problem]:
    """Braces are paired or doubled, and each name has its substitution; 20 of a kind at most.

    Mentions also need a group chat, which cannot be seen from the message.
    """
    text, given = message.get("text"), message.get("substitution")
    if not isinstance(text, str):
        return
    known = given if isinstance(given, dict) else {}
    used: Counter[object] = Counter()
    for found in _PLACEHOLDER.finditer(text):
        name = found.group(1)
        if found.group() in "{}" or (name and name not in known):
            yield at.key("text").problem("invalid substitution")
            return
        if name and isinstance(known[name], dict):
            used[str(known[name].get("type"))] += 1
    if max(used.values(), default=0) > 20:
        yield at.key("substitution").problem("Size must be between 0 and 20")


_MENTIONEE = Tagged({"user": Shape({"userId": _ID}, ("userId",)), "all": Shape({})})
_SUBSTITUTE = Tagged(
    {
        "mention": Shape({"mentionee": _MENTIONEE}, ("mentionee",)),
        "emoji": Shape({"productId": _ID, "emojiId": _ID}, ("productId", "emojiId")),
    }
)
_NAME = Matches(r"[0-9a-zA-Z_]{1,20}")


def _substitution(value: object, at: Path) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield at.problem(INVALID)
        return
    if len(value) > 100:
        yield at.problem("Size must be between 0 and 100")
    for name, each in value.items():
        yield from _NAME(name, at.key(name))
        yield from _SUBSTITUTE(each, at.key(name))


TEXT = Shape(
    {**_TEXT_FIELDS, "emojis": Array(_EMOJI, 0, 20)},
    ("text",),
    (_says_something, _emojis_stand_on_dollars),
    missing=EMPTY,
)
TEXT_V2 = Shape(
    {**_TEXT_FIELDS, "substitution": _substitution},
    ("text",),
    (_says_something, _substitutions_match),
    missing=EMPTY,
)
