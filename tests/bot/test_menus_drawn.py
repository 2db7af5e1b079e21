"""The menus as people see and tap them: what is drawn, where it is tapped, what the tap says."""

from __future__ import annotations

import io
import re
from itertools import combinations

import pytest
from PIL import Image, features

from bot import texts
from bot.menus import drawing
from bot.menus.areas import Area, areas, line_object, size
from bot.menus.declared import MENUS, Audience, Menu
from bot.menus.drawing import NoShaping, draw, font, png
from bot.menus.installing import name_of
from models.people import Role
from simulator.limits import check_rich_menu, check_rich_menu_image
from tests.bot.test_commands import run
from tests.world import World

EACH = pytest.mark.parametrize("menu", MENUS, ids=lambda menu: menu.audience)
# A code point no font has: what is drawn for it is the font's box for "no such letter".
NOWHERE = "\U0010fffe"
PEOPLE = {
    Audience.GUEST: "ลุงสมัย",
    Audience.PRODUCER: "แม่บุญมี",
    Audience.BUYER: "คุณอรุณี",
    Audience.STAFF: "น้องฝ้าย",
    Audience.COMMITTEE: "แม่ทองใบ",
}
NOT_UNDERSTOOD = (texts.LOST, texts.PRODUCERS_ONLY, texts.BUYERS_ONLY, texts.STAFF_ONLY)


def test_every_role_and_the_guest_has_a_menu() -> None:
    assert [menu.audience for menu in MENUS] == ["guest", *Role]


@EACH
def test_line_takes_the_menu_and_its_picture(menu: Menu) -> None:
    shape = line_object(menu, f"sanpalang/{menu.audience}/0123456789abcdef")
    picture = png(draw(menu))
    assert check_rich_menu(shape) == []
    assert check_rich_menu_image(picture, "image/png", shape) == []
    assert len(picture) < 300_000


@EACH
def test_the_fields_cover_the_picture_and_none_another(menu: Menu) -> None:
    width, height = size(menu)
    fields = list(areas(menu))
    assert sum(area.width * area.height for area in fields) == width * height
    for area in fields:
        assert area.x >= 0 <= area.y
        assert area.x + area.width <= width
        assert area.y + area.height <= height
    assert not any(_overlap(one, other) for one, other in combinations(fields, 2))


def _overlap(one: Area, other: Area) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not beside and not above


@EACH
def test_a_finger_hits_a_field_on_a_phone_of_360_points(menu: Menu) -> None:
    scale = 360 / size(menu)[0]
    assert 3 <= len(list(areas(menu))) <= 6
    assert all(min(area.width, area.height) * scale >= 100 for area in areas(menu))


@EACH
def test_a_field_shows_the_words_its_tap_says(menu: Menu) -> None:
    said = [area["action"]["text"] for area in line_object(menu, "x")["areas"]]
    shown = ["".join(tile.shown) for tile in menu.tiles]
    assert shown == said


@EACH
def test_the_words_keep_to_their_field_and_clear_of_the_icon(menu: Menu) -> None:
    picture = draw(menu)
    icon_ends = drawing.ICON_TOP + drawing.ICON
    for area in areas(menu):
        inner = area.width - 4 * drawing.GAP
        assert all(font().getlength(line) <= inner for line in area.tile.shown)
        first = drawing.WORDS_MIDDLE - drawing.LINE_HEIGHT * (len(area.tile.shown) - 1) // 2
        _, top, _, _ = font().getbbox(area.tile.shown[0], anchor="mm")
        assert first + top > icon_ends - 40, "icons leave the edge of their square empty"
        edge = (area.x, area.y + area.height - 2 * drawing.GAP)
        below = picture.crop((*edge, area.x + area.width, edge[1] + drawing.GAP // 2))
        assert len(below.getcolors() or ()) <= 6, "letters reach over the lower edge"


@EACH
def test_every_letter_is_one_the_font_has(menu: Menu) -> None:
    box = bytes(font().getmask(NOWHERE))
    letters = {letter for tile in menu.tiles for line in tile.shown for letter in line}
    assert letters
    assert [letter for letter in letters if bytes(font().getmask(letter)) == box] == []


# Without its rules for marks a font lays every mark at the one place that suits most letters.
LAID_FLAT = ["-ccmp", "-mark", "-mkmk"]


@pytest.mark.parametrize("letters", ["ที่", "น้ำ", "ปี่", "ญู", "ฐู", "ตู้"])
def test_marks_are_put_where_their_letter_has_room(letters: str) -> None:
    shaped, flat = font().getmask(letters), font().getmask(letters, features=LAID_FLAT)
    assert bytes(shaped) != bytes(flat)


@pytest.mark.parametrize("letters", ["ที่", "น้ำ", "ปี่"])
def test_two_marks_stand_one_above_the_other(letters: str) -> None:
    shaped, flat = font().getmask(letters), font().getmask(letters, features=LAID_FLAT)
    assert shaped.size[1] > flat.size[1]


def test_without_shaping_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda _: False)
    with pytest.raises(NoShaping, match="Raqm"):
        draw(MENUS[0])


def test_a_menus_name_follows_what_it_shows_and_does() -> None:
    menu = MENUS[1]
    picture = draw(menu)
    assert name_of(menu, picture) == name_of(menu, draw(menu))
    other = Image.new("RGB", picture.size)
    assert name_of(menu, other) != name_of(menu, picture)
    assert re.fullmatch(r"sanpalang/producer/[0-9a-f]{16}", name_of(menu, picture))


@EACH
def test_the_bot_understands_every_tap(world: World, menu: Menu) -> None:
    name = PEOPLE[menu.audience]
    if menu.audience == Audience.COMMITTEE:
        run(world, "appoint", world.user(name), name, "--role", "committee")
    for tile in menu.tiles:
        said = str(world.says(name, tile.words))
        assert said != "[]", tile.words
        assert not [words for words in NOT_UNDERSTOOD if words in said], tile.words


def test_the_picture_is_a_png_of_the_menus_size() -> None:
    picture = Image.open(io.BytesIO(png(draw(MENUS[0]))))
    assert (picture.format, picture.size) == ("PNG", size(MENUS[0]))
