"""How LINE measures: UTF-16 code units, grapheme clusters, bytes of JSON.

Source: LINE Messaging API docs, 'Character counting in a text'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import regex

_CLUSTER = regex.compile(r"\X")


def utf16_units(text: str) -> int:
    """What most limits count: an emoji outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def grapheme_clusters(text: str) -> int:
    """What labels, displayed texts, template texts and rich-menu names count: น้ำ is one."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def json_bytes(value: object) -> int:
    """Bytes of the compact UTF-8 JSON of `value`."""
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode("utf-8", "surrogatepass"))


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
