"""Reading requests: JSON bodies, their fields, and user IDs."""

import json
import re
from typing import Any

from flask import request

from simulator.line.errors import LineError, wrong

MAX_BODY = 2 * 1024 * 1024
_USER_ID = re.compile(r"U[0-9a-f]{32}")

Json = dict[str, Any]


def json_object() -> Json:
    """The request's JSON object; 415 for another content type, 400 for anything unreadable."""
    if request.mimetype != "application/json":
        raise LineError(415, f"The content type, {request.mimetype}, is not supported")
    value = _parsed(request.get_data(cache=True))
    if not isinstance(value, dict):
        raise LineError(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return value


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode())
    except json.JSONDecodeError as error:
        place = f"(line: {error.lineno}, column: {error.colno})"
        text = f"The request body could not be parsed as JSON {place}"
        raise LineError(400, text) from error
    except UnicodeDecodeError as error:
        text = "The request body could not be parsed as JSON (line: 1, column: 1)"
        raise LineError(400, text) from error


def required_text(body: Json, name: str) -> str:
    """A field that must be a string and not empty."""
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise wrong(name, "May not be empty")
    return value


def optional_flag(body: Json, name: str) -> bool:
    """A field that may be absent but must be true or false."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise wrong(name, "Must be a boolean")
    return value


def is_user_id(value: object) -> bool:
    """U and 32 hex digits."""
    return isinstance(value, str) and _USER_ID.fullmatch(value) is not None
