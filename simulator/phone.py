"""What a phone shows, as the JSON of the phones' doors."""

import json
import sqlite3
from typing import Any

from simulator.world import World

Json = dict[str, Any]


def person_json(row: sqlite3.Row, unread: int) -> Json:
    """A person as the doors describe one."""
    return {
        "user_id": row["user_id"],
        "name": row["name"],
        "caption": row["caption"],
        "role": row["role"],
        "color": row["color"],
        "friend": bool(row["friend"]),
        "blocked": bool(row["blocked"]),
        "unread": unread,
    }


def message_json(row: sqlite3.Row, read_seq: int) -> Json:
    """A bubble as the doors describe one."""
    mine = row["sender"] == "me"
    body = json.loads(row["body"])
    return {
        "id": row["id"],
        "seq": row["seq"],
        "from": row["sender"],
        "at": row["at"],
        "message": body,
        "via": row["via"],
        "paid": bool(row["paid"]),
        "read": bool(row["seen"]) if mine else row["seq"] <= read_seq,
        "unsent": bool(row["unsent"]),
        "content_url": _content_url(row, body) if mine else None,
    }


def _content_url(row: sqlite3.Row, body: Json) -> str | None:
    if body["type"] != "image" or row["unsent"]:
        return None
    return f"/phones/{row['user_id']}/content/{row['id']}"


def phone_json(world: World, person: sqlite3.Row) -> Json:
    """One phone: the person, the chat, the buttons over the keyboard, the menu, the dots."""
    user_id = person["user_id"]
    rows = world.store.chats.of(user_id)
    loading = person["loading_until"]
    return {
        "person": person_json(person, world.store.chats.unread().get(user_id, 0)),
        "messages": [message_json(row, person["read_seq"]) for row in rows],
        "quick_reply": quick_reply(person, rows[-1] if rows else None),
        "rich_menu": rich_menu(world, person),
        "loading_until": loading if loading > world.now() else None,
    }


def quick_reply(person: sqlite3.Row, newest: sqlite3.Row | None) -> Json | None:
    """Quick replies show only while they are on the newest bubble and nothing was tapped."""
    if newest is None or newest["sender"] == "me" or newest["seq"] <= person["dismissed_seq"]:
        return None
    shown: Json | None = json.loads(newest["body"]).get("quickReply")
    return shown


def rich_menu(world: World, person: sqlite3.Row) -> Json | None:
    """The person's own menu, else the default, as `GET richmenu/{id}` gives it; None without."""
    chosen = person["rich_menu_id"] or world.store.state.get("default_rich_menu")
    row = world.store.rich_menus.get(chosen) if chosen else None
    return {"richMenuId": row["id"], **json.loads(row["body"])} if row else None
