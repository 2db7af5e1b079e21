"""Who is who: profile, bot info, followers."""

from typing import Any

from flask import request

from simulator.line.body import is_user_id
from simulator.line.errors import LineError, not_found
from simulator.line.gate import line_blueprint
from simulator.world import world

Json = dict[str, Any]
_MOST = 1000

profiles = line_blueprint("profiles")


@profiles.get("/v2/bot/profile/<user_id>")
def profile(user_id: str) -> Json:
    """Friends, and people who wrote without being friends; 404 for others and for blockers.

    Source: 'Get profile'.
    """
    if not is_user_id(user_id):
        raise LineError(400, "The value for the 'userId' parameter is invalid")
    person = world().store.people.get(user_id)
    if person is None or person["blocked"] or not (person["friend"] or person["last_wrote"]):
        raise not_found()
    return {"displayName": person["name"], "userId": user_id, "language": "th"}


@profiles.get("/v2/bot/info")
def info() -> Json:
    """Source: 'Get bot info'."""
    here = world()
    mode = here.settings["mark_as_read"]
    return {
        "userId": here.config.bot_user_id,
        "basicId": here.config.basic_id,
        "displayName": here.config.bot_name,
        "chatMode": "bot" if mode == "auto" else "chat",
        "markAsReadMode": mode,
    }


@profiles.get("/v2/bot/followers/ids")
def followers() -> Json:
    """Source: 'Get a list of users who added your LINE Official Account as a friend'."""
    limit = request.args.get("limit", "300")
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST:
        raise LineError(400, "The value for the 'limit' parameter is invalid")
    start = _start(request.args.get("start"))
    ids = world().store.people.friends()
    page = ids[start : start + int(limit)]
    more = start + len(page) < len(ids)
    return {"userIds": page} | ({"next": f"from{start + len(page)}"} if more else {})


def _start(token: str | None) -> int:
    if token is None:
        return 0
    if not token.startswith("from") or not token[4:].isdecimal():
        raise LineError(400, "Invalid start param")
    return int(token[4:])
