"""Group chats: who is in them, what they show, and what happens in them."""

import json
import secrets
import sqlite3
from typing import Any

from flask import Blueprint

from simulator.doors.body import json_body, person, text
from simulator.doors.errors import DoorError
from simulator.group import Group
from simulator.world import world

Json = dict[str, Any]
Accepted = tuple[Json, int]
PREFIXES = {"group": "C", "room": "R"}

groups = Blueprint("groups", __name__)


@groups.get("/groups")
def everything() -> Json:
    """All chats."""
    return {"groups": [_chat_json(row) for row in world().store.groups.all()]}


@groups.post("/groups")
def new() -> Accepted:
    """A chat of people, still without the bot; `kind` is group or room."""
    body = json_body()
    kind, members = body.get("kind", "group"), body.get("members")
    if kind not in PREFIXES:
        raise DoorError(400, "kind must be group or room")
    if not isinstance(members, list) or not members:
        raise DoorError(400, "members must be a list of user ids")
    people = [person(str(user_id))["user_id"] for user_id in members]
    chat_id = PREFIXES[kind] + secrets.token_hex(16)
    world().store.groups.put(chat_id, text(body, "name"), people)
    return {"group": _chat_json(_group(chat_id).chat)}, 201


@groups.get("/groups/<chat_id>")
def one(chat_id: str) -> Json:
    """What the chat shows to whoever is in it."""
    group = _group(chat_id)
    rows = world().store.chats.of(chat_id)
    newest = rows[-1] if rows and rows[-1]["sender"] == "bot" else None
    return {
        "group": _chat_json(group.chat),
        "messages": [_message_json(row) for row in rows],
        "quick_reply": json.loads(newest["body"]).get("quickReply") if newest else None,
    }


@groups.post("/groups/<chat_id>/bot")
def invite(chat_id: str) -> Accepted:
    """Somebody invites the bot."""
    return _group(chat_id).let_bot(inside=True), 202


@groups.delete("/groups/<chat_id>/bot")
def remove(chat_id: str) -> Accepted:
    """Somebody removes the bot."""
    return _group(chat_id).let_bot(inside=False), 202


@groups.post("/groups/<chat_id>/text")
def say(chat_id: str) -> Accepted:
    """`user_id` types; with `mentions_bot` to the bot, with `hidden` without showing who."""
    group, body = _group(chat_id), json_body()
    mentions, hidden = body.get("mentions_bot") is True, body.get("hidden") is True
    words = text(body, "text")
    return group.say(text(body, "user_id"), words, mentions_bot=mentions, hidden=hidden), 202


@groups.post("/groups/<chat_id>/members")
def join(chat_id: str) -> Accepted:
    """One more person."""
    return _group(chat_id).take_in(person(text(json_body(), "user_id"))["user_id"]), 202


@groups.delete("/groups/<chat_id>/members/<user_id>")
def leave(chat_id: str, user_id: str) -> Accepted:
    """One person less."""
    return _group(chat_id).put_out(user_id), 202


def _group(chat_id: str) -> Group:
    row = world().store.groups.get(chat_id)
    if row is None:
        raise DoorError(404, f"there is no chat {chat_id}")
    return Group(world(), row)


def _chat_json(row: sqlite3.Row) -> Json:
    members = world().store.groups.members(row["chat_id"])
    return {
        "chat_id": row["chat_id"],
        "name": row["name"],
        "has_bot": bool(row["bot_in"]),
        "members": members,
    }


def _message_json(row: sqlite3.Row) -> Json:
    """`from` is "bot" or the user id of whoever wrote it."""
    return {
        "id": row["id"],
        "seq": row["seq"],
        "from": row["sender"],
        "at": row["at"],
        "message": json.loads(row["body"]),
        "via": row["via"],
        "paid": bool(row["paid"]),
    }
