"""Reading JSON as strictly as the standard has it."""

import json
from typing import Any


def read_json(data: bytes) -> Any:
    """The value in UTF-8 bytes; raises ValueError (JSONDecodeError where a place is known).

    Python alone would also take NaN, and halves of surrogate pairs, which no one could send on.
    """
    text = data.decode()
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
