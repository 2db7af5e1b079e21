"""Rich menus: each limit at the limit and one past it."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.limits import check_rich_menu
from tests.simulator.limits.samples import (
    Json,
    clipboard,
    menu,
    message_action,
    picker,
    postback,
    uri,
)

FLAG = "🇹🇭"
SWITCH = {"type": "richmenuswitch", "richMenuAliasId": "menu-b", "data": "b"}


def area(action: Json | None = None, **bounds: int) -> Json:
    where = {"x": 0, "y": 0, "width": 100, "height": 100, **bounds}
    return {"bounds": where, "action": action or message_action(None)}


def sized(width: Any, height: Any) -> Json:
    return menu(size={"width": width, "height": height}, areas=[area()])


def acting(action: Json) -> Json:
    return menu(areas=[area(action)])


def refused(value: object) -> list[tuple[str, str]]:
    return [(problem.property, problem.message) for problem in check_rich_menu(value)]


@pytest.mark.parametrize(
    ("accepted", "past", "place"),
    [
        (sized(800, 250), sized(799, 250), "size.width"),
        (sized(2500, 250), sized(2501, 250), "size.width"),
        (sized(800, 250), sized(800, 249), "size.height"),
        (sized(1450, 1000), sized(1450, 1001), "size"),
        (sized(2500, 843), sized(2500.0, 843), "size.width"),
        (menu(name=FLAG * 300), menu(name=FLAG * 301), "name"),
        (menu(name="ก"), menu(name=""), "name"),
        (menu(chatBarText=FLAG * 14), menu(chatBarText=FLAG * 15), "chatBarText"),
        (menu(chatBarText="ก"), menu(chatBarText=""), "chatBarText"),
        (menu(selected=False), menu(selected="false"), "selected"),
        (menu(areas=[area()] * 20), menu(areas=[area()] * 21), "areas"),
        (menu(areas=[area()]), menu(areas=[]), "areas"),
        (menu(areas=[area(x=2400)]), menu(areas=[area(x=2401)]), "areas[0].bounds.width"),
        (menu(areas=[area(y=1586)]), menu(areas=[area(y=1587)]), "areas[0].bounds.height"),
        (menu(areas=[area(x=0)]), menu(areas=[area(x=-1)]), "areas[0].bounds.x"),
        (menu(areas=[area(width=1)]), menu(areas=[area(width=0)]), "areas[0].bounds.width"),
        (
            acting(SWITCH),
            acting({**SWITCH, "richMenuAliasId": "Menu"}),
            "areas[0].action.richMenuAliasId",
        ),
        (
            acting({**SWITCH, "richMenuAliasId": "a" * 32}),
            acting({**SWITCH, "richMenuAliasId": "a" * 33}),
            "areas[0].action.richMenuAliasId",
        ),
        (
            acting({**SWITCH, "data": "ก" * 300}),
            acting({**SWITCH, "data": "ก" * 301}),
            "areas[0].action.data",
        ),
        (acting(postback("ก" * 20)), acting(postback("ก" * 21)), "areas[0].action.label"),
        (acting(postback(None)), acting({"type": "camera", "label": "ก"}), "areas[0].action.type"),
        (acting(picker()), acting({"type": "location", "label": "ก"}), "areas[0].action.type"),
        (acting(clipboard()), acting(clipboard("")), "areas[0].action.clipboardText"),
        (acting(uri()), acting(uri("https://")), "areas[0].action.uri"),
    ],
)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, past: Json, place: str
) -> None:
    assert check_rich_menu(accepted) == []
    assert [where for where, _ in refused(past)] == [place]


def test_what_a_menu_needs_must_be_specified() -> None:
    names = ["size", "selected", "name", "chatBarText", "areas"]
    assert refused({}) == [(name, "must be specified") for name in names]


def test_a_link_that_is_no_address_is_refused_in_lines_words() -> None:
    assert refused(acting(uri("https://"))) == [("areas[0].action.uri", "invalid uri")]
