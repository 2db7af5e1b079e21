"""Where the fields of a menu lie, and the menu as LINE wants it.

LINE Messaging API reference, "Rich menu structure": 800 to 2,500 pixels wide, at least 1.45 times
as wide as high, 20 areas at most; names of 300, bars of 14 and labels of 20 characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.menus.declared import Menu, Tile
from bot.messages import say

WIDTH = 2500
ROW_HEIGHT = 843


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels and what lies there."""

    x: int
    y: int
    width: int
    height: int
    tile: Tile

    @property
    def bounds(self) -> dict[str, int]:
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


def size(menu: Menu) -> tuple[int, int]:
    """Width and height in pixels."""
    return WIDTH, ROW_HEIGHT * len(menu.rows)


def areas(menu: Menu) -> Iterator[Area]:
    """Side by side and without a gap, so that no finger falls between two."""
    for y, row in enumerate(menu.rows):
        for x, tile in enumerate(row):
            left, right = WIDTH * x // len(row), WIDTH * (x + 1) // len(row)
            yield Area(left, ROW_HEIGHT * y, right - left, ROW_HEIGHT, tile)


def line_object(menu: Menu, name: str) -> dict[str, Any]:
    """The rich menu object. A tap says its words, as if the person had typed them."""
    width, height = size(menu)
    return {
        "size": {"width": width, "height": height},
        "selected": True,
        "name": name,
        "chatBarText": menu.bar,
        "areas": [{"bounds": area.bounds, "action": say(area.tile.words)} for area in areas(menu)],
    }
