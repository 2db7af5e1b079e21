"""Rich menus: made, pictured once, linked, defaulted, aliased, switched, and seen on phones."""

import struct
import zlib
from typing import Any

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
MENU: dict[str, Any] = {
    "size": {"width": 2500, "height": 843},
    "selected": False,
    "name": "ผู้ผลิต",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 2500, "height": 843},
            "action": {"type": "message", "label": "ขาย", "text": "ขาย"},
        }
    ],
}
NO_PICTURE = {"message": "must upload richmenu image before applying it to user"}


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURE = _png(2500, 843)


def _created(line: Line) -> str:
    response = line.api("POST", "/v2/bot/richmenu", MENU)
    assert response.status == 200, response.data
    rich_menu_id: str = response.json()["richMenuId"]
    return rich_menu_id


def _pictured(line: Line) -> str:
    rich_menu_id = _created(line)
    path = f"/v2/bot/richmenu/{rich_menu_id}/content"
    response = line.api("POST", path, PICTURE, Content_Type="image/png")
    assert (response.status, response.json()) == (200, {})
    return rich_menu_id


def _seen(line: Line, user_id: str) -> str | None:
    menu = line.phone(user_id)["rich_menu"]
    return menu["richMenuId"] if menu else None


def test_a_menu_is_kept_as_it_was_made(line: Line) -> None:
    rich_menu_id = _created(line)
    kept = {"richMenuId": rich_menu_id, **MENU}
    assert line.api("GET", f"/v2/bot/richmenu/{rich_menu_id}").json() == kept
    assert line.api("GET", "/v2/bot/richmenu/list").json() == {"richmenus": [kept]}


def test_a_wrong_menu_is_refused_by_create_and_validate(line: Line) -> None:
    wrong = MENU | {"chatBarText": "x" * 15}
    for path in ("/v2/bot/richmenu", "/v2/bot/richmenu/validate"):
        response = line.api("POST", path, wrong)
        assert response.status == 400
        assert response.json()["details"][0]["property"] == "chatBarText"
    assert line.api("POST", "/v2/bot/richmenu/validate", MENU).json() == {}
    assert line.api("GET", "/v2/bot/richmenu/list").json() == {"richmenus": []}


def test_the_picture_is_served_and_can_be_set_once_only(line: Line) -> None:
    rich_menu_id = _pictured(line)
    path = f"/v2/bot/richmenu/{rich_menu_id}/content"
    assert line.api("GET", path).data == PICTURE
    assert line.request("GET", f"/phones/richmenu/{rich_menu_id}/image").data == PICTURE
    again = line.api("POST", path, PICTURE, Content_Type="image/png")
    assert again.status == 400
    assert again.json()["message"] == "An image has already been uploaded to the richmenu"


@pytest.mark.parametrize(
    ("picture", "content_type", "status"),
    [
        (PICTURE, "text/plain", 415),
        (PICTURE, "image/jpeg", 400),
        (_png(2500, 1686), "image/png", 400),
        (b"", "image/png", 400),
        (PICTURE + b"\0" * 1_000_000, "image/png", 400),
    ],
)
def test_a_wrong_picture_is_refused(
    line: Line, picture: bytes, content_type: str, status: int
) -> None:
    path = f"/v2/bot/richmenu/{_created(line)}/content"
    assert line.api("POST", path, picture, Content_Type=content_type).status == status
    assert line.api("GET", path).status == 404


def test_a_menu_without_a_picture_can_be_given_to_nobody(line: Line) -> None:
    rich_menu_id = _created(line)
    body = {"richMenuId": rich_menu_id, "userIds": [UID]}
    alias = {"richMenuAliasId": "home", "richMenuId": rich_menu_id}
    for path, sent in (
        (f"/v2/bot/user/{UID}/richmenu/{rich_menu_id}", None),
        (f"/v2/bot/user/all/richmenu/{rich_menu_id}", None),
        ("/v2/bot/richmenu/bulk/link", body),
    ):
        response = line.api("POST", path, sent)
        assert (response.status, response.json()) == (400, NO_PICTURE)
    assert line.api("POST", "/v2/bot/richmenu/alias", alias).status == 400
    assert _seen(line, UID) is None


def test_an_own_menu_goes_before_the_default(line: Line) -> None:
    default, own = _pictured(line), _pictured(line)
    assert line.api("POST", f"/v2/bot/user/all/richmenu/{default}").json() == {}
    assert line.api("POST", f"/v2/bot/user/{UID}/richmenu/{own}").json() == {}
    assert (_seen(line, UID), _seen(line, OTHER)) == (own, default)
    assert line.api("GET", f"/v2/bot/user/{UID}/richmenu").json() == {"richMenuId": own}
    assert line.api("GET", "/v2/bot/user/all/richmenu").json() == {"richMenuId": default}
    line.api("DELETE", f"/v2/bot/user/{UID}/richmenu")
    line.api("DELETE", "/v2/bot/user/all/richmenu")
    assert (_seen(line, UID), _seen(line, OTHER)) == (None, None)


def test_bulk_links_take_500_people_and_answer_202(line: Line) -> None:
    rich_menu_id = _pictured(line)
    strangers = [f"U{number:032x}" for number in range(499)]
    body = {"richMenuId": rich_menu_id, "userIds": [UID, *strangers]}
    linked = line.api("POST", "/v2/bot/richmenu/bulk/link", body)
    assert (linked.status, linked.json()) == (202, {})
    assert (_seen(line, UID), _seen(line, OTHER)) == (rich_menu_id, None)
    body["userIds"] = [UID, OTHER, *strangers]
    assert line.api("POST", "/v2/bot/richmenu/bulk/link", body).status == 400
    assert line.api("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": ["me"]}).status == 400
    assert line.api("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": [UID]}).status == 202
    assert _seen(line, UID) is None


@pytest.mark.parametrize(
    ("method", "path", "status", "text"),
    [
        ("GET", "/v2/bot/richmenu/none", 404, "richmenu not found"),
        ("DELETE", "/v2/bot/richmenu/none", 404, "Not found"),
        ("GET", f"/v2/bot/user/{UID}/richmenu", 404, "the user has no richmenu"),
        ("GET", "/v2/bot/user/all/richmenu", 404, "no default richmenu"),
        ("POST", "/v2/bot/user/all/richmenu/none", 404, "Not found"),
        ("POST", f"/v2/bot/user/{UID}/richmenu/none", 404, "richmenu not found"),
        ("GET", "/v2/bot/richmenu/alias/none", 404, "richmenu alias not found"),
        ("DELETE", "/v2/bot/richmenu/alias/none", 404, "richmenu alias not found"),
    ],
)
def test_what_is_not_there_is_404_in_lines_words(
    line: Line, method: str, path: str, status: int, text: str
) -> None:
    response = line.api(method, path)
    assert (response.status, response.json()["message"]) == (status, text)


def test_a_deleted_menu_is_gone_from_everyone(line: Line) -> None:
    default, own = _pictured(line), _pictured(line)
    line.api("POST", f"/v2/bot/user/all/richmenu/{default}")
    line.api("POST", f"/v2/bot/user/{UID}/richmenu/{own}")
    assert line.api("DELETE", f"/v2/bot/richmenu/{own}").json() == {}
    assert _seen(line, UID) == default
    line.api("DELETE", f"/v2/bot/richmenu/{default}")
    assert _seen(line, UID) is None
    assert line.api("GET", "/v2/bot/user/all/richmenu").status == 404


def test_aliases_are_made_changed_listed_and_deleted(line: Line) -> None:
    first, second = _pictured(line), _pictured(line)
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
    body = {"richMenuAliasId": alias, "richMenuId": _pictured(line)}
    assert line.api("POST", "/v2/bot/richmenu/alias", body).status == 400


def test_a_switch_changes_the_menu_and_tells_the_bot(line: Line) -> None:
    rich_menu_id = _pictured(line)
    alias = {"richMenuAliasId": "next", "richMenuId": rich_menu_id}
    line.api("POST", "/v2/bot/richmenu/alias", alias)
    line.act(UID, "postback", data="page=2", params={"newRichMenuAliasId": "next"})
    [event] = line.bot.wait_for_events(1)
    params = {"newRichMenuAliasId": "next", "status": "SUCCESS"}
    assert event["postback"] == {"data": "page=2", "params": params}
    assert _seen(line, UID) == rich_menu_id


def test_a_switch_to_nowhere_says_why(line: Line) -> None:
    line.act(UID, "postback", data="x", params={"newRichMenuAliasId": "none"})
    rich_menu_id = _pictured(line)
    alias = {"richMenuAliasId": "gone", "richMenuId": rich_menu_id}
    line.api("POST", "/v2/bot/richmenu/alias", alias)
    line.api("DELETE", f"/v2/bot/richmenu/{rich_menu_id}")
    line.act(UID, "postback", data="x", params={"newRichMenuAliasId": "gone"})
    events = line.bot.wait_for_events(2)
    statuses = [event["postback"]["params"]["status"] for event in events]
    assert statuses == ["RICHMENU_ALIAS_ID_NOTFOUND", "RICHMENU_NOTFOUND"]
    assert _seen(line, UID) is None


def test_menus_are_limited_to_100_an_hour(line: Line) -> None:
    for _ in range(100):
        _created(line)
    assert line.api("POST", "/v2/bot/richmenu", MENU).status == 429
