"""How LINE measures: UTF-16 code units, grapheme clusters, bytes of JSON.

Sources: LINE Messaging API docs, 'Character counting in a text'; reference, 'Flex Message'.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import regex

_CLUSTER = regex.compile(r"\X")


def utf16_units(text: str) -> int:
    """What most limits count: an emoji outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def grapheme_clusters(text: str) -> int:
    """What labels, displayed texts, template texts and rich-menu names count: น้ำ is one."""
    return sum(1 for _ in _CLUSTER.finditer(text))


class AsSent(dict[str, object]):
    """A JSON object that knows how many bytes it was sent in, blanks and escapes included."""

    def __init__(self, members: Iterable[tuple[str, object]], sent_bytes: int) -> None:
        super().__init__(members)
        self.sent_bytes = sent_bytes


def json_bytes(value: object) -> int:
    """Bytes of `value` as it was sent; of a value nobody has sent yet, as line-bot-sdk would.

    The SDK escapes Thai as \\uXXXX, twice its UTF-8 bytes. LINE does not say in which form it
    measures, so a message must fit in the form it comes in.
    """
    if isinstance(value, AsSent):
        return value.sent_bytes
    return len(json.dumps(value))


def deeper_than(value: object, levels: int) -> bool:
    """Whether objects and arrays are nested more than `levels` deep; never recurses."""
    layer: list[object] = [value]
    for _ in range(levels + 1):
        layer = [child for each in layer for child in _children(each)]
        if not layer:
            return False
    return True


def _children(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
