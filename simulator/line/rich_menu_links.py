"""Who sees which rich menu: own links, bulk links and the default.

Source: LINE Messaging API reference, 'Per-user rich menu' and 'Default rich menu'.
"""

from typing import Any

from simulator.line.body import Json, is_user_id, json_object, required_text
from simulator.line.errors import LineError, invalid_property, not_found, wrong
from simulator.line.gate import line_blueprint
from simulator.world import world

_MOST_PEOPLE = 500
_NO_IMAGE = "must upload richmenu image before applying it to user"

rich_menu_links = line_blueprint("rich_menu_links")


@rich_menu_links.post("/v2/bot/user/all/richmenu/<rich_menu_id>")
def set_default(rich_menu_id: str) -> Json:
    """Everyone without a menu of their own sees this one."""
    _check_ready(rich_menu_id, "Not found")
    world().store.state.put("default_rich_menu", rich_menu_id)
    world().tell_all_phones()
    return {}


@rich_menu_links.get("/v2/bot/user/all/richmenu")
def get_default() -> Json:
    """The default's ID."""
    rich_menu_id = world().store.state.get("default_rich_menu")
    if rich_menu_id is None:
        raise not_found("no default richmenu")
    return {"richMenuId": rich_menu_id}


@rich_menu_links.delete("/v2/bot/user/all/richmenu")
def clear_default() -> Json:
    """No default any more."""
    world().store.state.put("default_rich_menu", None)
    world().tell_all_phones()
    return {}


@rich_menu_links.post("/v2/bot/user/<user_id>/richmenu/<rich_menu_id>")
def link(user_id: str, rich_menu_id: str) -> Json:
    """This person sees this menu, whatever the default."""
    _check_user(user_id)
    _check_ready(rich_menu_id)
    _link([user_id], rich_menu_id)
    return {}


@rich_menu_links.get("/v2/bot/user/<user_id>/richmenu")
def linked(user_id: str) -> Json:
    """The person's own menu."""
    _check_user(user_id)
    person = world().store.people.get(user_id)
    if person is None or person["rich_menu_id"] is None:
        raise not_found("the user has no richmenu")
    return {"richMenuId": person["rich_menu_id"]}


@rich_menu_links.delete("/v2/bot/user/<user_id>/richmenu")
def unlink(user_id: str) -> Json:
    """The person sees the default again."""
    _check_user(user_id)
    _link([user_id], None)
    return {}


@rich_menu_links.post("/v2/bot/richmenu/bulk/link")
def bulk_link() -> tuple[Json, int]:
    """At most 500 people at once; those who are no friends are passed over."""
    body = json_object()
    rich_menu_id, user_ids = required_text(body, "richMenuId"), _user_ids(body)
    _check_ready(rich_menu_id)
    _link(user_ids, rich_menu_id)
    return {}, 202


@rich_menu_links.post("/v2/bot/richmenu/bulk/unlink")
def bulk_unlink() -> tuple[Json, int]:
    """At most 500 people at once."""
    _link(_user_ids(json_object()), None)
    return {}, 202


def _link(user_ids: list[str], rich_menu_id: str | None) -> None:
    world().store.people.link_rich_menu(user_ids, rich_menu_id)
    for user_id in user_ids:
        world().hub.publish({"type": "phone", "user_id": user_id})


def _check_user(user_id: str) -> None:
    if not is_user_id(user_id):
        raise LineError(400, "The value for the 'userId' parameter is invalid")


def _check_ready(rich_menu_id: str, unknown: str = "richmenu not found") -> None:
    row = world().store.rich_menus.get(rich_menu_id)
    if row is None:
        raise not_found(unknown)
    if row["image"] is None:
        raise LineError(400, _NO_IMAGE)


def _user_ids(body: Json) -> list[str]:
    user_ids: Any = body.get("userIds")
    if not isinstance(user_ids, list) or not 1 <= len(user_ids) <= _MOST_PEOPLE:
        raise wrong("userIds", f"Size must be between 1 and {_MOST_PEOPLE}")
    for place, user_id in enumerate(user_ids):
        if not is_user_id(user_id):
            raise invalid_property(f"userIds[{place}]")
    return user_ids
