"""The postback object of a tap, with date picker and rich menu switch params."""

from typing import Any

from simulator.acts import Act
from simulator.doors.body import text
from simulator.doors.errors import DoorError

Json = dict[str, Any]
_NAMES = {"date", "time", "datetime", "newRichMenuAliasId", "status"}


def postback_of(act: Act, body: Json) -> Json:
    """`{"data"}` and, where the tap has them, `params`. Source: 'Postback event'.

    A switch of rich menus takes place here: LINE changes the menu, then tells the bot.
    """
    postback: Json = {"data": text(body, "data", longest=300)}
    params = body.get("params")
    if params is None:
        return postback
    _check(params)
    if "newRichMenuAliasId" in params:
        params = params | {"status": _switch(act, params["newRichMenuAliasId"])}
    return postback | {"params": params}


def _check(params: object) -> None:
    known = isinstance(params, dict) and set(params) <= _NAMES
    if not known or not all(isinstance(value, str) for value in params.values()):  # type: ignore[attr-defined]
        raise DoorError(400, f"params may hold texts named {', '.join(sorted(_NAMES))}")


def _switch(act: Act, alias: str) -> str:
    """Source: 'Postback params object for rich menu switch action', `status`."""
    menus = act.world.store.rich_menus
    rich_menu_id = menus.alias(alias)
    if rich_menu_id is None:
        return "RICHMENU_ALIAS_ID_NOTFOUND"
    if menus.get(rich_menu_id) is None:
        return "RICHMENU_NOTFOUND"
    act.world.store.people.link_rich_menu([act.user_id], rich_menu_id)
    return "SUCCESS"
