"""The market's own menus on the phones: each person has theirs, and a tap starts what it says.

Run with SANPALANG_PICTURES=docs/images to keep the screenshots.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.menus.installing import install
from tests.browser.looking import look_at
from tests.world import World, open_world

pytestmark = pytest.mark.browser

# Whose phone, whose menu, what is tapped, what the bot says to it.
PHONES = [
    ("ลุงสมัย", "guest", "ใช้ยังไง", "ยินดีต้อนรับ"),
    ("แม่บุญมี", "producer", "ลงขาย", "มีอะไรพร้อมขาย"),
    ("คุณอรุณี", "buyer", "ออเดอร์ประจำ", "ออเดอร์ประจำ"),
    ("น้องฝ้าย", "staff", "คนขอคุย", "ไม่มีใครรอคุย"),
]
DESK: dict[str, Any] = {"width": 1280, "height": 860}
PHONE: dict[str, Any] = {"width": 360, "height": 740, "touch": True}


@pytest.fixture
def world(tmp_path: Path, redis_url: str) -> Iterator[World]:
    with open_world(f"sqlite:///{tmp_path}/market.sqlite3", redis_url) as world:
        install(world.house)
        yield world


def keep(phone: Locator, menu: str) -> None:
    """A screenshot where the operator asks for it, and nothing otherwise."""
    if folder := os.environ.get("SANPALANG_PICTURES"):
        phone.locator(".rich-menu").screenshot(path=str(Path(folder) / f"menu-{menu}.png"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_each_person_has_their_menu_and_a_tap_says_its_words(
    chromium: Browser, world: World, size: dict[str, Any]
) -> None:
    world.line.act(world.user("ลุงสมัย"), "follow")
    world.settle()
    looking = look_at(chromium, world.line.url, **size)
    for name, menu, words, answer in PHONES:
        looking.tab(world.user(name)).click()
        phone = looking.phone(world.user(name))
        picture = phone.locator(".menu-board img")
        expect(picture).to_be_visible()
        expect(picture).to_have_js_property("naturalWidth", 2500)
        if size is PHONE:
            keep(phone, menu)
        phone.get_by_role("button", name=words, exact=True).first.click()
        expect(phone.locator("[data-from=me]").last).to_contain_text(words)
        world.settle()
        expect(phone.locator("[data-from=bot]").last).to_contain_text(answer)
    assert looking.overflow() <= 0
    assert looking.errors == []
    looking.close()
