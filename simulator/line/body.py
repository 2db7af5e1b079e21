"""Reading requests: JSON bodies, their fields, and user IDs."""

import json
import re
from typing import Any

from flask import g, request

from simulator.json_text import read_json
from simulator.line.errors import LineError, wrong

MAX_BODY = 2 * 1024 * 1024
_USER_ID = re.compile(r"U[0-9a-f]{32}")
_CHAT_ID = re.compile(r"[UCR][0-9a-f]{32}")

Json = dict[str, Any]


def json_object() -> Json:
    """The request's JSON object; 415 for another content type, 400 for anything unreadable."""
    if request.mimetype != "application/json":
        raise LineError(415, f"The content type, {request.mimetype}, is not supported")
    try:
        value = read_json(request.get_data(cache=True))
    except json.JSONDecodeError as error:
        raise _unreadable(error.lineno, error.colno) from error
    except ValueError as error:
        raise _unreadable(1, 1) from error
    if not isinstance(value, dict):
        raise _unreadable(1, 1)
    g.body = value
    return value


def _unreadable(line: int, column: int) -> LineError:
    place = f"(line: {line}, column: {column})"
    return LineError(400, f"The request body could not be parsed as JSON {place}")


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


def is_chat_id(value: object) -> bool:
    """The id of a user, a group or a room."""
    return isinstance(value, str) and _CHAT_ID.fullmatch(value) is not None
