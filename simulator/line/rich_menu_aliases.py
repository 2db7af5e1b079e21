"""Names for rich menus, for the buttons that switch between them.

Source: LINE Messaging API reference, 'Rich menu alias'.
"""

import re

from simulator.line.body import Json, json_object, required_text
from simulator.line.errors import LineError, not_found, wrong
from simulator.line.gate import line_blueprint
from simulator.world import world

_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
_MOST_ALIASES = 1000
_UNKNOWN = "richmenu alias not found"

rich_menu_aliases = line_blueprint("rich_menu_aliases")


@rich_menu_aliases.post("/v2/bot/richmenu/alias")
def create() -> Json:
    """A new alias; 400 when it is taken or its menu is unknown or has no picture."""
    body = json_object()
    alias, rich_menu_id = required_text(body, "richMenuAliasId"), _rich_menu_id(body)
    if not _ALIAS.fullmatch(alias):
        raise wrong("richMenuAliasId", "Must match [a-z0-9_-]{1,32}")
    menus = world().store.rich_menus
    if menus.alias(alias) is not None:
        raise LineError(400, "conflict richmenu alias id")
    if len(menus.aliases()) >= _MOST_ALIASES:
        raise LineError(400, f"The number of aliases exceeds the limit of {_MOST_ALIASES}")
    menus.put_alias(alias, rich_menu_id)
    return {}


@rich_menu_aliases.post("/v2/bot/richmenu/alias/<alias>")
def change(alias: str) -> Json:
    """Let an alias stand for another menu."""
    _known(alias)
    world().store.rich_menus.put_alias(alias, _rich_menu_id(json_object()))
    return {}


@rich_menu_aliases.get("/v2/bot/richmenu/alias/<alias>")
def get(alias: str) -> Json:
    """One alias."""
    return {"richMenuAliasId": alias, "richMenuId": _known(alias)}


@rich_menu_aliases.get("/v2/bot/richmenu/alias/list")
def everything() -> Json:
    """All aliases."""
    rows = world().store.rich_menus.aliases()
    named = [{"richMenuAliasId": row["alias"], "richMenuId": row["rich_menu_id"]} for row in rows]
    return {"aliases": named}


@rich_menu_aliases.delete("/v2/bot/richmenu/alias/<alias>")
def delete(alias: str) -> Json:
    """Forget an alias."""
    if not world().store.rich_menus.delete_alias(alias):
        raise not_found(_UNKNOWN)
    return {}


def _known(alias: str) -> str:
    rich_menu_id = world().store.rich_menus.alias(alias)
    if rich_menu_id is None:
        raise not_found(_UNKNOWN)
    return rich_menu_id


def _rich_menu_id(body: Json) -> str:
    rich_menu_id = required_text(body, "richMenuId")
    row = world().store.rich_menus.get(rich_menu_id)
    if row is None or row["image"] is None:
        raise LineError(400, "richmenu not found")
    return rich_menu_id
