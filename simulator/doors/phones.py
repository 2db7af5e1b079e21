"""Looking at phones: everyone's, one person's, waiting for the bot, a newcomer's."""

import re
import secrets
from typing import Any

from flask import Blueprint

from simulator.doors.body import json_body, number, person, text
from simulator.doors.errors import DoorError
from simulator.line.sending import counter
from simulator.phone import message_json, person_json, phone_json
from simulator.world import World, world

Json = dict[str, Any]
_USER_ID = re.compile(r"U[0-9a-f]{32}")

phones = Blueprint("phones", __name__)


@phones.get("/phones")
def everyone() -> Json:
    """The bot, all people, what was paid."""
    here = world()
    return {
        "bot": _bot(here),
        "people": _people(here),
        **counter(here),
        "story": here.config.story is not None,
    }


def _bot(here: World) -> Json:
    config = here.config
    return {
        "userId": config.bot_user_id,
        "displayName": config.bot_name,
        "basicId": config.basic_id,
    }


def _people(here: World) -> list[Json]:
    unread = here.store.chats.unread()
    return [person_json(row, unread.get(row["user_id"], 0)) for row in here.store.people.all()]


@phones.post("/phones")
def newcomer() -> tuple[Json, int]:
    """A new person; not a friend unless the body says so."""
    body = json_body()
    user_id = text(body, "user_id", f"U{secrets.token_hex(16)}")
    if not _USER_ID.fullmatch(user_id):
        raise DoorError(400, "user_id must be U and 32 hex digits")
    if world().store.people.get(user_id) is not None:
        raise DoorError(400, f"{user_id} is known already")
    world().store.people.put(_newcomer(body, user_id))
    world().hub.publish({"type": "phone", "user_id": user_id})
    return {"person": person_json(person(user_id), 0)}, 201


def _newcomer(body: Json, user_id: str) -> Json:
    return {
        "user_id": user_id,
        "name": text(body, "name", longest=20),
        "caption": text(body, "caption", ""),
        "role": text(body, "role", "guest"),
        "color": text(body, "color", "#607d8b"),
        "friend": body.get("friend") is True,
    }


@phones.get("/phones/<user_id>")
def one(user_id: str) -> Json:
    """What that phone shows."""
    return phone_json(world(), person(user_id))


@phones.get("/phones/<user_id>/wait")
def wait(user_id: str) -> Json:
    """Block until the phone has `count` bot bubbles after number `after`, or the time is over."""
    here, row = world(), person(user_id)
    after, count = number("after", 0, most=2**62), number("count", 1, most=1000)
    seconds = number("timeout_ms", 5000, most=60_000) / 1000

    def enough() -> bool:
        return len(here.store.chats.from_bot_after(user_id, after)) >= count

    here.bell.wait_for(enough, seconds=seconds)
    rows = here.store.chats.from_bot_after(user_id, after)
    return {"messages": [message_json(each, row["read_seq"]) for each in rows]}


@phones.post("/phones/<user_id>/read")
def read(user_id: str) -> Json:
    """The person has seen everything."""
    here = world()
    newest = here.store.chats.newest(person(user_id)["user_id"])
    if newest is not None:
        here.store.people.read_up_to(user_id, newest["seq"])
        here.hub.publish({"type": "phone", "user_id": user_id})
    return {}
