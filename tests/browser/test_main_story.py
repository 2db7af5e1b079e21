"""The main story by clicking and typing in the phones, at the size of a phone and of a desk.

Run with SANPALANG_PICTURES=docs/images to keep the screenshots.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import Looking, look_at
from tests.world import World, open_world

pytestmark = pytest.mark.browser

STORY = Path(__file__).parents[2] / "demo" / "story.json"
FARMER, KITCHEN, STAFF = "แม่บุญมี", "คุณอรุณี", "น้องฝ้าย"
DESK: dict[str, Any] = {"width": 1280, "height": 860}
PHONE: dict[str, Any] = {"width": 360, "height": 740, "touch": True}
LONG_PHONE = PHONE | {"height": 1120}
Picture = Callable[[Looking, str], None]


@pytest.fixture
def world(tmp_path: Path, redis_url: str) -> Iterator[World]:
    with open_world(f"sqlite:///{tmp_path}/market.sqlite3", redis_url, story=STORY) as world:
        yield world


@pytest.fixture
def picture() -> Picture:
    """Keeps a screenshot where the operator asks for it, and nothing otherwise."""
    folder = os.environ.get("SANPALANG_PICTURES")

    def keep(looking: Looking, name: str) -> None:
        if folder:
            looking.page.screenshot(path=str(Path(folder) / f"{name}.png"))

    return keep


class Teller:
    """Does with a page what a person does with phones, and lets the market work in between."""

    def __init__(self, looking: Looking, world: World) -> None:
        self.looking, self.world = looking, world

    def types(self, name: str, words: str) -> None:
        self._take_up(name)
        with self._said(name):
            self.looking.type_and_send(self.world.user(name), words)

    def taps(self, name: str, label: str) -> None:
        self._take_up(name)
        phone = self.looking.phone(self.world.user(name))
        with self._said(name):
            phone.locator(f"[data-tap='{label}']").last.click()

    def sees(self, name: str, words: str) -> None:
        phone = self.looking.phone(self.world.user(name))
        expect(phone.locator("[data-from=bot]").filter(has_text=words).last).to_be_attached()

    @contextlib.contextmanager
    def _said(self, name: str) -> Iterator[None]:
        """What is done within is on its way once the phone shows it; then the market works."""
        mine = self.looking.phone(self.world.user(name)).locator("[data-from=me]")
        before = mine.count()
        yield
        expect(mine).to_have_count(before + 1)
        self.world.settle()

    def _take_up(self, name: str) -> None:
        self.looking.tab(self.world.user(name)).click()


@pytest.mark.parametrize(("size", "where"), [(DESK, "desk"), (PHONE, "phone")])
def test_a_farmer_sells_to_a_hospital_by_clicking_and_typing(
    size: dict[str, Any], where: str, chromium: Browser, world: World, picture: Picture
) -> None:
    looking = look_at(chromium, world.line.url, **size)
    teller = Teller(looking, world)
    teller.types(FARMER, "ผักบุ้ง 20 กก. กก.ละ 30 พรุ่งนี้")
    teller.sees(FARMER, "ขายได้ถึงวันไหนคะ")
    teller.taps(FARMER, "มะรืน 26 พ.ย.")
    teller.sees(FARMER, "ตรวจก่อนลงขาย")
    picture(looking, f"{where}-sell")
    teller.taps(FARMER, "ยืนยัน")
    teller.sees(FARMER, "ลงขายแล้วค่ะ")
    teller.types(KITCHEN, "ผักบุ้ง 12 กก. คะน้า 3 กก. พรุ่งนี้")
    teller.sees(KITCHEN, "ตรวจก่อนสั่งซื้อ")
    picture(looking, f"{where}-buy")
    teller.taps(KITCHEN, "ยืนยัน")
    teller.sees(KITCHEN, "OR-0001")
    teller.sees(FARMER, "มีครัวต้องการของคุณ")
    teller.taps(FARMER, "รับทั้งหมด")
    teller.sees(FARMER, "รับแล้วค่ะ")
    picture(looking, f"{where}-accepted")
    looking.tab(world.user(KITCHEN)).click()
    teller.sees(KITCHEN, "ได้ครบทุกรายการค่ะ")
    expect(looking.phone(world.user(KITCHEN))).to_be_in_viewport(ratio=0.9)
    picture(looking, f"{where}-result")
    teller.taps(KITCHEN, "ออเดอร์ของฉัน")
    teller.sees(KITCHEN, "12 กก. จากบ้านวังน้ำวน")
    assert looking.overflow() == 0
    assert looking.errors == []
    assert looking.hosts == {"127.0.0.1"}
    looking.close()


def test_staff_announce_and_four_phones_show_it(
    chromium: Browser, world: World, picture: Picture
) -> None:
    looking = look_at(chromium, world.line.url, **PHONE)
    teller = Teller(looking, world)
    teller.types(STAFF, "ประกาศ")
    teller.types(STAFF, "พรุ่งนี้เก้าโมง อบรมทำปุ๋ยที่ศาลาบ้านวังน้ำวนค่ะ")
    teller.taps(STAFF, "อบรม")
    teller.taps(STAFF, "ผู้ผลิตทุกคน")
    teller.taps(STAFF, "ส่งเลย")
    teller.sees(STAFF, "ส่งประกาศนี้ไหมคะ")
    picture(looking, "phone-announce")
    teller.taps(STAFF, "ยืนยัน")
    teller.sees(STAFF, "กำลังส่งถึง 4 คน")
    for name in (FARMER, "ป้าสมร", "พ่อคำพันธ์", "แม่ทองใบ"):
        teller.sees(name, "อบรมทำปุ๋ยที่ศาลาบ้านวังน้ำวน")
    looking.tab(world.user(STAFF)).click()
    teller.sees(STAFF, "ส่งแล้ว")
    assert looking.overflow() == 0
    assert looking.errors == []
    looking.close()


def test_a_standing_order_is_made_and_staff_see_the_days_it_fills(
    chromium: Browser, world: World, picture: Picture
) -> None:
    looking = look_at(chromium, world.line.url, **LONG_PHONE)
    teller = Teller(looking, world)
    teller.types(KITCHEN, "ทุกวันจันทร์ พุธ ศุกร์ เอาคะน้า 3 กก. ผักบุ้ง 8 กก. ถึงสิ้นปี")
    teller.sees(KITCHEN, "ทุกวันจันทร์ พุธ ศุกร์")
    picture(looking, "phone-standing")
    teller.taps(KITCHEN, "ยืนยัน")
    teller.sees(KITCHEN, "ST-0001")
    teller.types(STAFF, "สรุปวันนี้")
    teller.sees(STAFF, "OR-0001")
    picture(looking, "phone-day")
    assert looking.overflow() == 0
    assert looking.errors == []
    looking.close()


def test_the_main_story_is_told_with_four_typed_messages(chromium: Browser, world: World) -> None:
    """The farmer posts and confirms, the kitchen orders and confirms; one tap accepts."""
    looking = look_at(chromium, world.line.url, **PHONE)
    teller = Teller(looking, world)
    teller.types(FARMER, "พรุ่งนี้ถึงศุกร์มีผักบุ้งยี่สิบโล โลละ 30 เด้อ")
    teller.sees(FARMER, "ตรวจก่อนลงขาย")
    teller.types(FARMER, "ยืนยันจ้า")
    teller.sees(FARMER, "ลงขายแล้วค่ะ")
    teller.types(KITCHEN, "ผักบุ้ง12กก.คะน้า3กก.ส่งพรุ่งนี้ค่ะ")
    teller.sees(KITCHEN, "ตรวจก่อนสั่งซื้อ")
    teller.types(KITCHEN, "ตกลงค่ะ")
    teller.sees(KITCHEN, "OR-0001")
    teller.taps(FARMER, "รับทั้งหมด")
    teller.sees(FARMER, "รับแล้วค่ะ")
    looking.tab(world.user(KITCHEN)).click()
    teller.sees(KITCHEN, "ได้ครบทุกรายการค่ะ")
    typed = [
        message
        for name in (FARMER, KITCHEN)
        for message in world.line.phone(world.user(name))["messages"]
        if message["from"] != "bot"
    ]
    assert len(typed) == 5, typed  # four typed, one tapped
    assert looking.errors == []
    looking.close()


def test_the_story_button_tells_the_story_of_the_demo(
    chromium: Browser, world: World, picture: Picture
) -> None:
    for name, words in (("ป้าสมร", "ของฉัน"), ("พ่อคำพันธ์", "สวัสดี"), ("แม่ทองใบ", "มีอะไรบ้าง")):
        world.says(name, words)
    looking = look_at(chromium, world.line.url, width=2060, height=900)
    looking.page.get_by_role("button", name="เล่นเรื่องให้ดู").click()
    bar = looking.page.locator(".story-bar")
    bar.get_by_label("ความเร็ว").select_option("8")
    while bar.get_attribute("data-state") == "playing":
        world.settle()
    assert bar.get_attribute("data-state") == "done", bar.inner_text()
    Teller(looking, world).sees(KITCHEN, "ผลคำสั่งซื้อ OR-0001")
    bar.get_by_role("button", name="ปิด").click()
    looking.tab(world.user(FARMER)).click()
    expect(looking.phone(world.user(FARMER))).to_be_in_viewport(ratio=0.9)
    picture(looking, "phones")
    looking.close()
