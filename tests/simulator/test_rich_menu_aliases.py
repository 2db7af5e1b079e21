"""Rich menu aliases, and the buttons that switch menus by them."""

import pytest

from tests.simulator.harness import BOONMEE, Line
from tests.simulator.menus import pictured, seen

UID = BOONMEE["user_id"]


def test_aliases_are_made_changed_listed_and_deleted(line: Line) -> None:
    first, second = pictured(line), pictured(line)
    alias = {"richMenuAliasId": "home", "richMenuId": first}
    assert line.api("POST", "/v2/bot/richmenu/alias", alias).json() == {}
    conflict = line.api("POST", "/v2/bot/richmenu/alias", alias)
    assert (conflict.status, conflict.json()["message"]) == (400, "conflict richmenu alias id")
    assert line.api("POST", "/v2/bot/richmenu/alias/home", {"richMenuId": second}).status == 200
    changed = {"richMenuAliasId": "home", "richMenuId": second}
    assert line.api("GET", "/v2/bot/richmenu/alias/home").json() == changed
    assert line.api("GET", "/v2/bot/richmenu/alias/list").json() == {"aliases": [changed]}
    assert line.api("DELETE", "/v2/bot/richmenu/alias/home").json() == {}
    assert line.api("GET", "/v2/bot/richmenu/alias/list").json() == {"aliases": []}


@pytest.mark.parametrize("alias", ["", "Home", "x" * 33, "หน้าแรก", 5])
def test_an_alias_has_a_fixed_form(line: Line, alias: object) -> None:
    body = {"richMenuAliasId": alias, "richMenuId": pictured(line)}
    assert line.api("POST", "/v2/bot/richmenu/alias", body).status == 400


def test_a_switch_changes_the_menu_and_tells_the_bot(line: Line) -> None:
    rich_menu_id = pictured(line)
    alias = {"richMenuAliasId": "next", "richMenuId": rich_menu_id}
    line.api("POST", "/v2/bot/richmenu/alias", alias)
    line.act(UID, "postback", data="page=2", params={"newRichMenuAliasId": "next"})
    [event] = line.bot.wait_for_events(1)
    params = {"newRichMenuAliasId": "next", "status": "SUCCESS"}
    assert event["postback"] == {"data": "page=2", "params": params}
    assert seen(line, UID) == rich_menu_id


def test_a_switch_to_nowhere_says_why(line: Line) -> None:
    line.act(UID, "postback", data="x", params={"newRichMenuAliasId": "none"})
    rich_menu_id = pictured(line)
    alias = {"richMenuAliasId": "gone", "richMenuId": rich_menu_id}
    line.api("POST", "/v2/bot/richmenu/alias", alias)
    line.api("DELETE", f"/v2/bot/richmenu/{rich_menu_id}")
    line.act(UID, "postback", data="x", params={"newRichMenuAliasId": "gone"})
    events = line.bot.wait_for_events(2)
    statuses = [event["postback"]["params"]["status"] for event in events]
    assert statuses == ["RICHMENU_ALIAS_ID_NOTFOUND", "RICHMENU_NOTFOUND"]
    assert seen(line, UID) is None
