"""Draws a menu: its fields with icon and words, in Sarabun, whose letters have their loops.

Thai needs shaping: marks stand above and below letters and make room for each other (น้ำ, ที่, ญู).
Pillow's wheels carry Raqm and HarfBuzz for that; without them nothing is drawn.
"""

from __future__ import annotations

import io
from functools import cache

import fontpkg
from PIL import Image, ImageDraw, ImageFont, features

from bot.menus.areas import Area, areas, size
from bot.menus.declared import Menu
from bot.menus.icons import draw_icon

PAPER, CARD, INK = "#e9e7e0", "#ffffff", "#1f2937"
GAP = 18
ROUND = 56
ICON, ICON_TOP = 360, 85
# On a phone 360 points wide a picture of 2,500 pixels is shown at a seventh.
LETTERS = 130
LINE_HEIGHT = 170
# Where the words stand: the middle of their lines, from the top of their field.
WORDS_MIDDLE = 630
COLORS = 64


class NoShaping(RuntimeError):
    """This Pillow cannot shape Thai: it comes without Raqm."""

    def __init__(self) -> None:
        super().__init__("Pillow comes without Raqm here: install the wheel that is locked")


def draw(menu: Menu) -> Image.Image:
    """Raises NoShaping."""
    if not features.check("raqm"):
        raise NoShaping
    image = Image.new("RGB", size(menu), PAPER)
    for area in areas(menu):
        _draw_tile(image, area, menu.color)
    return image


def png(image: Image.Image) -> bytes:
    """LINE takes 1 MB at most; few flat colours make a small file, and it is loaded over 3G."""
    packed = io.BytesIO()
    few = image.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(packed, "PNG")
    return packed.getvalue()


@cache
def font() -> ImageFont.FreeTypeFont:
    path = fontpkg.path("Sarabun", weight=700)
    return ImageFont.truetype(path, LETTERS, layout_engine=ImageFont.Layout.RAQM)


def _draw_tile(image: Image.Image, area: Area, color: str) -> None:
    back, ink, mark = (color, CARD, CARD) if area.tile.is_main else (CARD, INK, color)
    pen = ImageDraw.Draw(image)
    right, bottom = area.x + area.width, area.y + area.height
    corners = (area.x + GAP, area.y + GAP, right - GAP, bottom - GAP)
    pen.rounded_rectangle(corners, ROUND, fill=back)
    middle = area.x + area.width // 2
    icon = draw_icon(area.tile.icon, ICON)
    image.paste(mark, (middle - ICON // 2, area.y + ICON_TOP), icon)
    first = area.y + WORDS_MIDDLE - LINE_HEIGHT * (len(area.tile.shown) - 1) // 2
    for number, line in enumerate(area.tile.shown):
        pen.text((middle, first + number * LINE_HEIGHT), line, ink, font(), anchor="mm")
