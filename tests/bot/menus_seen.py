"""Which menu each phone shows, and menus that differ without being drawn anew each time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from PIL import Image

from bot.menus import installing
from bot.menus.areas import size
from bot.menus.declared import MENUS, Menu
from bot.menus.installing import Installed, install
from tests.world import World


def seen(world: World, name: str) -> str | None:
    """Whose menu is below the chat on that phone, by the name it was made with."""
    menu = world.line.phone(world.user(name))["rich_menu"]
    return menu["name"].split("/")[1] if menu else None


def all_seen(world: World) -> dict[str, str | None]:
    return {name: seen(world, name) for name in world.people}


def at_line(world: World) -> list[str]:
    """The names of all menus there are."""
    return [m["name"] for m in world.line.api("GET", "/v2/bot/richmenu/list").json()["richmenus"]]


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of one colour: drawing five takes a second, and these tests are of hanging them."""
    monkeypatch.setattr(installing, "draw", lambda menu: Image.new("RGB", size(menu), menu.color))


def versions() -> Iterator[list[Menu]]:
    """The menus, each time in other colours."""
    for number in range(1000):
        yield [dataclasses.replace(menu, color=f"#{number:06x}") for menu in MENUS]


def hang(world: World, menus: list[Menu] | None = None) -> Installed:
    return install(world.house, menus or MENUS)
