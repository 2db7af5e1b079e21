"""The rich menu on a phone: opened by its bar, tapped by area, switched by a tap."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.samples import halves, hang_up_menu, saying
from tests.simulator.harness import BOONMEE, SOMSRI, Line

pytestmark = pytest.mark.browser

FARMER = BOONMEE["user_id"]
KITCHEN = SOMSRI["user_id"]


def _default(line: Line, menu_id: str) -> None:
    assert line.api("POST", f"/v2/bot/user/all/richmenu/{menu_id}").status == 200


def _switch(label: str, alias: str) -> dict[str, str]:
    action = {"type": "richmenuswitch", "label": label, "richMenuAliasId": alias}
    return action | {"data": f"to={alias}"}


def _name(line: Line, alias: str, menu_id: str) -> None:
    body = {"richMenuAliasId": alias, "richMenuId": menu_id}
    assert line.api("POST", "/v2/bot/richmenu/alias", body).status == 200


def test_the_bar_opens_the_menu_and_an_area_does_its_action(look: Look, line: Line) -> None:
    _default(line, hang_up_menu(line, halves("เมนูตลาด", saying("ลงขาย"), saying("สั่งของ"))))
    phone = look().phone(FARMER)
    sell = phone.get_by_role("button", name="ลงขาย")
    expect(sell).to_be_hidden()
    phone.get_by_role("button", name="เมนูตลาด").click()
    sell.click()
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["text"] == "ลงขาย"
    picture = phone.locator(".menu-board img")
    assert picture.evaluate("el => el.naturalWidth") == 800


def test_a_tap_switches_the_menu_and_tells_the_bot(look: Look, line: Line) -> None:
    first = hang_up_menu(line, halves("เมนูหนึ่ง", saying("ลงขาย"), _switch("ไปสอง", "two")))
    second = hang_up_menu(line, halves("เมนูสอง", saying("ออเดอร์"), _switch("ไปหนึ่ง", "one")))
    _name(line, "one", first)
    _name(line, "two", second)
    _default(line, first)
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="เมนูหนึ่ง").click()
    phone.get_by_role("button", name="ไปสอง").click()
    expect(phone.get_by_role("button", name="ออเดอร์")).to_be_visible()
    [event] = line.bot.wait_for_events(1)
    assert event["postback"]["params"] == {"newRichMenuAliasId": "two", "status": "SUCCESS"}


def test_the_other_phone_keeps_its_own_menu(look: Look, line: Line) -> None:
    own = hang_up_menu(line, halves("เมนูครัว", saying("สั่งของ"), saying("ออเดอร์")))
    assert line.api("POST", f"/v2/bot/user/{KITCHEN}/richmenu/{own}").status == 200
    looking = look()
    expect(looking.phone(KITCHEN).get_by_role("button", name="เมนูครัว")).to_be_visible()
    expect(looking.phone(FARMER).locator(".rich-menu")).to_be_hidden()


def test_the_menu_fits_a_phone_of_360_pixels(look: Look, line: Line) -> None:
    _default(line, hang_up_menu(line, halves("เมนูตลาด", saying("ลงขาย"), saying("สั่งของ"))))
    looking = look(width=360, height=640, touch=True)
    phone = looking.phone(FARMER)
    phone.get_by_role("button", name="เมนูตลาด").click()
    box = phone.get_by_role("button", name="สั่งของ").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 640
    assert looking.overflow() <= 0


def test_typing_takes_the_menus_place(look: Look, line: Line) -> None:
    _default(line, hang_up_menu(line, halves("เมนูตลาด", saying("ลงขาย"), saying("สั่งของ"))))
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="เมนูตลาด").click()
    expect(phone.get_by_role("button", name="ลงขาย")).to_be_visible()
    phone.get_by_label("ข้อความ", exact=True).fill("ผัก")
    expect(phone.get_by_role("button", name="ลงขาย")).to_be_hidden()
