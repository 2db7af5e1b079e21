"""Group chats and multi-person chats as the bot sees them; 404 for those it is not in."""

from typing import Any

from simulator.group import Group
from simulator.line.errors import not_found
from simulator.line.gate import line_blueprint
from simulator.world import world

Json = dict[str, Any]

groups = line_blueprint("groups")


@groups.get("/v2/bot/<any(group,room):kind>/<chat_id>/members/count")
def count(kind: str, chat_id: str) -> Json:
    """Source: 'Get number of users in a group chat', 'in a multi-person chat'."""
    return {"count": len(world().store.groups.members(_inside(kind, chat_id).chat_id))}


@groups.get("/v2/bot/group/<chat_id>/summary")
def summary(chat_id: str) -> Json:
    """Source: 'Get group chat summary'; a group without a picture has no pictureUrl."""
    return {"groupId": chat_id, "groupName": _inside("group", chat_id).chat["name"]}


@groups.get("/v2/bot/<any(group,room):kind>/<chat_id>/member/<user_id>")
def member(kind: str, chat_id: str, user_id: str) -> Json:
    """Source: 'Get group chat member profile': also of people who are no friends."""
    group, person = _inside(kind, chat_id), world().store.people.get(user_id)
    if person is None or user_id not in world().store.groups.members(group.chat_id):
        raise not_found()
    return {"displayName": person["name"], "userId": user_id}


@groups.post("/v2/bot/<any(group,room):kind>/<chat_id>/leave")
def leave(kind: str, chat_id: str) -> Json:
    """Source: 'Leave group chat', 'Leave multi-person chat'."""
    _inside(kind, chat_id).let_bot(inside=False)
    return {}


def _inside(kind: str, chat_id: str) -> Group:
    row = world().store.groups.get(chat_id)
    if row is None or not row["bot_in"] or (kind == "group") != chat_id.startswith("C"):
        raise not_found()
    return Group(world(), row)
