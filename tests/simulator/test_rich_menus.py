"""Rich menus: made, pictured once, linked, defaulted, deleted, and seen on phones."""

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line
from tests.simulator.menus import MENU, PICTURE, created, pictured, png, seen

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
NO_PICTURE = {"message": "must upload richmenu image before applying it to user"}


def test_a_menu_is_kept_as_it_was_made(line: Line) -> None:
    rich_menu_id = created(line)
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
    rich_menu_id = pictured(line)
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
        (png(2500, 1686), "image/png", 400),
        (b"", "image/png", 400),
        (PICTURE + b"\0" * 1_000_000, "image/png", 400),
    ],
)
def test_a_wrong_picture_is_refused(
    line: Line, picture: bytes, content_type: str, status: int
) -> None:
    path = f"/v2/bot/richmenu/{created(line)}/content"
    assert line.api("POST", path, picture, Content_Type=content_type).status == status
    assert line.api("GET", path).status == 404


def test_a_menu_without_a_picture_can_be_given_to_nobody(line: Line) -> None:
    rich_menu_id = created(line)
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
    assert seen(line, UID) is None


def test_an_own_menu_goes_before_the_default(line: Line) -> None:
    default, own = pictured(line), pictured(line)
    assert line.api("POST", f"/v2/bot/user/all/richmenu/{default}").json() == {}
    assert line.api("POST", f"/v2/bot/user/{UID}/richmenu/{own}").json() == {}
    assert (seen(line, UID), seen(line, OTHER)) == (own, default)
    assert line.api("GET", f"/v2/bot/user/{UID}/richmenu").json() == {"richMenuId": own}
    assert line.api("GET", "/v2/bot/user/all/richmenu").json() == {"richMenuId": default}
    line.api("DELETE", f"/v2/bot/user/{UID}/richmenu")
    line.api("DELETE", "/v2/bot/user/all/richmenu")
    assert (seen(line, UID), seen(line, OTHER)) == (None, None)


def test_bulk_links_take_500_people_and_answer_202(line: Line) -> None:
    rich_menu_id = pictured(line)
    strangers = [f"U{number:032x}" for number in range(499)]
    body = {"richMenuId": rich_menu_id, "userIds": [UID, *strangers]}
    linked = line.api("POST", "/v2/bot/richmenu/bulk/link", body)
    assert (linked.status, linked.json()) == (202, {})
    assert (seen(line, UID), seen(line, OTHER)) == (rich_menu_id, None)
    body["userIds"] = [UID, OTHER, *strangers]
    assert line.api("POST", "/v2/bot/richmenu/bulk/link", body).status == 400
    assert line.api("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": ["me"]}).status == 400
    assert line.api("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": [UID]}).status == 202
    assert seen(line, UID) is None


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
    default, own = pictured(line), pictured(line)
    line.api("POST", f"/v2/bot/user/all/richmenu/{default}")
    line.api("POST", f"/v2/bot/user/{UID}/richmenu/{own}")
    assert line.api("DELETE", f"/v2/bot/richmenu/{own}").json() == {}
    assert seen(line, UID) == default
    line.api("DELETE", f"/v2/bot/richmenu/{default}")
    assert seen(line, UID) is None
    assert line.api("GET", "/v2/bot/user/all/richmenu").status == 404


def test_menus_are_limited_to_100_an_hour(line: Line) -> None:
    for _ in range(100):
        created(line)
    assert line.api("POST", "/v2/bot/richmenu", MENU).status == 429
