"""Reading what comes through a door."""

import sqlite3
from typing import Any

from flask import request

from simulator.acts import Act
from simulator.doors.errors import DoorError
from simulator.json_text import read_json
from simulator.world import world

Json = dict[str, Any]
_MISSING = object()


def json_body() -> Json:
    """The JSON object of the request; an empty body counts as {}."""
    try:
        value = read_json(request.get_data() or b"{}")
    except ValueError as error:
        raise DoorError(400, "the body must be JSON") from error
    if not isinstance(value, dict):
        raise DoorError(400, "the body must be a JSON object")
    return value


def text(body: Json, name: str, default: Any = _MISSING, *, longest: int = 10_000) -> Any:
    """A field that holds text; without a default it must be there and not be empty."""
    value = body.get(name, default)
    if value is _MISSING or value == "" != default:
        raise DoorError(400, f"{name} must not be empty")
    if value is not default and not (isinstance(value, str) and len(value) <= longest):
        raise DoorError(400, f"{name} must be text of at most {longest} characters")
    return value


def number(name: str, default: int, *, most: int) -> int:
    """A whole number of the query string, cut down to `most`."""
    value = request.args.get(name, str(default))
    if not value.isdecimal():
        raise DoorError(400, f"{name} must be a whole number")
    return min(int(value), most)


def person(user_id: str) -> sqlite3.Row:
    """The person, or 404."""
    row = world().store.people.get(user_id)
    if row is None:
        raise DoorError(404, f"there is no phone of {user_id}")
    return row


def finger(user_id: str) -> Act:
    """Something that person is about to do, or 404."""
    return Act(world(), person(user_id))
