"""Reading JSON as strictly as the standard has it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from simulator.limits.counting import AsSent

# In UTF-8 no byte of a longer character is one of these.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}]', re.DOTALL)


def read_json(data: bytes) -> Any:
    """The value in UTF-8 bytes; raises ValueError (JSONDecodeError where a place is known).

    Its objects are `AsSent`. Python alone would also take NaN, and halves of surrogate pairs,
    which no one could send on.
    """
    text, sizes = data.decode(), _sizes(data)
    try:
        value = json.loads(
            text,
            parse_constant=_refuse,
            object_pairs_hook=lambda members: AsSent(members, next(sizes)),
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _sizes(data: bytes) -> Iterator[int]:
    """Bytes of each object, in the order in which they end, as the decoder hands them over."""
    starts: list[int] = []
    for token in _TOKEN.finditer(data):
        if token[0] == b"{":
            starts.append(token.start())
        elif token[0] == b"}":
            yield token.end() - starts.pop()


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
