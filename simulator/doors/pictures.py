"""Pictures through the doors: people's own, and those of rich menus."""

import base64
import binascii
import secrets
from typing import Any

from flask import Blueprint, Response, request

from simulator.acts import Act
from simulator.doors.body import finger, json_body, person, text
from simulator.doors.errors import DoorError
from simulator.world import world

Json = dict[str, Any]
Picture = tuple[str, bytes]

_TYPES = {"image/jpeg", "image/png", "image/gif", "image/webp"}
_LARGEST = 12 * 1024 * 1024
_MOST_IN_SET = 10

pictures = Blueprint("pictures", __name__)


@pictures.post("/phones/<user_id>/image")
def send(user_id: str) -> tuple[Json, int]:
    """Multipart `file` (one or more), or `{"data": base64, "content_type", "image_set"?}`.

    Several files, or `image_set` = n, are sent together: n messages that share an imageSet.
    """
    request.max_content_length = 2 * _LARGEST
    act = finger(user_id)
    chosen = _uploaded() if request.files else _inline(json_body())
    for content_type, data in chosen:
        _check(content_type, data)
    answers = [_send(act, picture, together) for picture, together in _sets(chosen)]
    return answers[0] | {"message_ids": [answer["message_id"] for answer in answers]}, 202


def _uploaded() -> list[Picture]:
    return [(each.mimetype, each.read()) for each in request.files.getlist("file")]


def _inline(body: Json) -> list[Picture]:
    data = text(body, "data", longest=2 * _LARGEST)
    count = body.get("image_set", 1)
    if not isinstance(count, int) or not 1 <= count <= _MOST_IN_SET:
        raise DoorError(400, f"image_set must be a number from 1 to {_MOST_IN_SET}")
    try:
        picture = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise DoorError(400, "data must be base64") from error
    return [(text(body, "content_type", "image/jpeg"), picture)] * count


def _check(content_type: str, data: bytes) -> None:
    if content_type not in _TYPES:
        raise DoorError(400, f"content type {content_type} is none of {', '.join(sorted(_TYPES))}")
    if not 0 < len(data) <= _LARGEST:
        raise DoorError(400, f"a picture must have from 1 to {_LARGEST} bytes")


def _sets(chosen: list[Picture]) -> list[tuple[Picture, Json]]:
    if not chosen:
        raise DoorError(400, "there is no file")
    if len(chosen) == 1:
        return [(chosen[0], {})]
    name, total = secrets.token_hex(32).upper(), len(chosen)
    places = [{"id": name, "index": place, "total": total} for place in range(1, total + 1)]
    return [(each, {"imageSet": at}) for each, at in zip(chosen, places, strict=True)]


def _send(act: Act, picture: Picture, together: Json) -> Json:
    content = {"type": "image", "contentProvider": {"type": "line"}} | together
    return act.write_to_bot({"type": "image"}, content, picture)


@pictures.get("/phones/<user_id>/content/<message_id>")
def show(user_id: str, message_id: str) -> Response:
    """The bytes of a picture in that chat; 404 without, 410 once it was unsent."""
    row, bubble = world().store.chats.content(message_id), world().store.chats.get(message_id)
    if row is None or bubble is None or bubble["user_id"] != person(user_id)["user_id"]:
        raise DoorError(404, f"there is no picture {message_id} in this chat")
    if row["data"] is None:
        raise DoorError(410, "the picture was unsent")
    return Response(row["data"], mimetype=row["content_type"])


@pictures.get("/phones/richmenu/<rich_menu_id>/image")
def rich_menu(rich_menu_id: str) -> Response:
    """The picture of a rich menu."""
    row = world().store.rich_menus.get(rich_menu_id)
    if row is None or row["image"] is None:
        raise DoorError(404, f"there is no picture of {rich_menu_id}")
    return Response(row["image"], mimetype=row["image_type"])
