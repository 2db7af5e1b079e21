"""The body of a webhook as data that every database can hold and every later reader can walk."""

from __future__ import annotations

import json
import math
from typing import Any

# LINE nests a handful of levels; what lies deeper is cut off, because whoever walks it later (a
# serializer, a database) would run out of stack.
DEEPEST = 64
# Brackets in a body of some dozen ordinary events: with no more than these nothing lies too deep.
FEW_BRACKETS = 200


def parse(body: bytes) -> list[dict[str, Any]] | None:
    """The events of a body, whatever their kind; None when it is no webhook body.

    Half surrogate pairs and NUL, which no text column takes, become U+FFFD; an infinite number
    becomes null.
    """
    try:
        text = body.decode()
        content = STRICT.decode(text)
    except (ValueError, RecursionError):
        return None
    if "\\u" in text or text.count("[") + text.count("{") > FEW_BRACKETS:
        content = _clean(content, DEEPEST)
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list):
        return None
    return [event for event in events if isinstance(event, dict)]


def _refuse(name: str) -> None:
    """RFC 8259, 6: NaN and the infinities are no JSON."""
    raise ValueError(name)


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _clean(value: Any, levels: int) -> Any:
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, dict):
        return {_storable(k): _clean(v, levels - 1) for k, v in value.items()} if levels else None
    if isinstance(value, list):
        return [_clean(item, levels - 1) for item in value] if levels else None
    return value


def _storable(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


STRICT = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
