"""Rich menus themselves: create, picture, read, list, delete.

Source: LINE Messaging API reference, 'Rich menu'.
"""

import json
import secrets
import sqlite3
from typing import Any

from flask import Response, request

from simulator.limits import check_rich_menu, check_rich_menu_image
from simulator.line.body import json_object
from simulator.line.errors import LineError, bad_request, not_found
from simulator.line.gate import line_blueprint
from simulator.world import world

Json = dict[str, Any]
_MOST_MENUS = 1000

rich_menus = line_blueprint("rich_menus")


@rich_menus.post("/v2/bot/richmenu")
def create() -> Json:
    """A menu without a picture; at most 1,000 of them."""
    menu = _checked_menu()
    if world().store.rich_menus.count() >= _MOST_MENUS:
        raise LineError(400, f"The number of rich menus exceeds the limit of {_MOST_MENUS}")
    rich_menu_id = f"richmenu-{secrets.token_hex(16)}"
    world().store.rich_menus.add(rich_menu_id, menu)
    return {"richMenuId": rich_menu_id}


@rich_menus.post("/v2/bot/richmenu/validate")
def validate() -> Json:
    """Checks the object only."""
    _checked_menu()
    return {}


def _checked_menu() -> Json:
    menu = json_object()
    problems = check_rich_menu(menu)
    if problems:
        raise bad_request(problems)
    return menu


@rich_menus.get("/v2/bot/richmenu/list")
def everything() -> Json:
    """All menus made through the API."""
    return {"richmenus": [_as_answered(row) for row in world().store.rich_menus.all()]}


@rich_menus.get("/v2/bot/richmenu/<rich_menu_id>")
def get(rich_menu_id: str) -> Json:
    """One menu."""
    return _as_answered(_known(rich_menu_id))


@rich_menus.delete("/v2/bot/richmenu/<rich_menu_id>")
def delete(rich_menu_id: str) -> Json:
    """Delete it; whoever had it sees the default again."""
    if not world().store.rich_menus.delete(rich_menu_id):
        raise not_found()
    if world().store.state.get("default_rich_menu") == rich_menu_id:
        world().store.state.put("default_rich_menu", None)
    world().tell_all_phones()
    return {}


@rich_menus.post("/v2/bot/richmenu/<rich_menu_id>/content")
def set_image(rich_menu_id: str) -> Json:
    """The picture; it can be set once only."""
    row, data = _known(rich_menu_id), request.get_data(cache=True)
    if row["image"] is not None:
        raise LineError(400, "An image has already been uploaded to the richmenu")
    _check_image(data, json.loads(row["body"]))
    world().store.rich_menus.keep_image(rich_menu_id, request.mimetype, data)
    return {}


def _check_image(data: bytes, menu: Json) -> None:
    problems = check_rich_menu_image(data, request.mimetype, menu)
    if problems:
        status = 415 if request.mimetype not in ("image/png", "image/jpeg") else 400
        raise LineError(status, problems[0].message)


@rich_menus.get("/v2/bot/richmenu/<rich_menu_id>/content")
def get_image(rich_menu_id: str) -> Response:
    """The picture's bytes."""
    row = _known(rich_menu_id)
    if row["image"] is None:
        raise not_found()
    return Response(row["image"], mimetype=row["image_type"])


def _known(rich_menu_id: str) -> sqlite3.Row:
    row = world().store.rich_menus.get(rich_menu_id)
    if row is None:
        raise not_found("richmenu not found")
    return row


def _as_answered(row: sqlite3.Row) -> Json:
    return {"richMenuId": row["id"], **json.loads(row["body"])}
