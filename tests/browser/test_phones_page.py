"""The phones in a real browser: what is shown, what a finger does, what the bot is told."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Look
from tests.browser.looking import Looking
from tests.browser.samples import (
    ELSEWHERE,
    asking,
    card,
    carousel,
    confirm,
    day_picker,
    flex,
    postback,
    push,
    saying,
)
from tests.simulator.harness import BOONMEE, SOMSRI, Line

pytestmark = pytest.mark.browser

FARMER = BOONMEE["user_id"]
KITCHEN = SOMSRI["user_id"]
LONG = "ผักบุ้งจีนปลอดสารพิษบ้านวังน้ำวนเก็บใหม่ทุกเช้าส่งถึงครัวก่อนหกโมง" * 6


def test_typed_words_reach_the_bot_and_its_answer_reaches_the_phone(look: Look, line: Line) -> None:
    looking = look()
    looking.type_and_send(FARMER, "มีผักบุ้งค่ะ")
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["text"] == "มีผักบุ้งค่ะ"
    line.reply(event["replyToken"], "กี่กิโลคะ")
    phone = looking.phone(FARMER)
    expect(phone.locator("[data-from='me']")).to_have_text("มีผักบุ้งค่ะ")
    expect(phone.locator("[data-from='bot']")).to_have_text("กี่กิโลคะ")
    expect(phone.get_by_label("ข้อความ", exact=True)).to_have_value("")


def test_enter_sends_and_shift_enter_starts_a_new_line(look: Look, line: Line) -> None:
    area = look().phone(FARMER).get_by_label("ข้อความ", exact=True)
    area.press_sequentially("ก")
    area.press("Shift+Enter")
    area.press_sequentially("ข")
    area.press("Enter")
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["text"] == "ก\nข"


def test_a_flex_button_posts_back_and_its_display_text_is_shown(look: Look, line: Line) -> None:
    push(line, FARMER, flex(card("ยืนยันไหมคะ", postback("ยืนยัน", "yes=1", "ยืนยันค่ะ"))))
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="ยืนยัน").click()
    [event] = line.bot.wait_for_events(1)
    assert event["postback"] == {"data": "yes=1"}
    expect(phone.locator("[data-from='me']")).to_have_text("ยืนยันค่ะ")


def test_a_button_in_a_tappable_card_does_only_its_own_action(look: Look, line: Line) -> None:
    bubble = card("ผักบุ้ง", postback("สั่งเลย", "order")) | {"action": postback("ดู", "look")}
    push(line, FARMER, flex(bubble))
    looking = look()
    looking.phone(FARMER).get_by_role("button", name="สั่งเลย").last.click()
    looking.type_and_send(FARMER, "จบ")
    [tapped, _] = line.bot.wait_for_events(2)
    assert tapped["postback"] == {"data": "order"}


def test_a_template_button_posts_back(look: Look, line: Line) -> None:
    push(line, FARMER, confirm("ส่งพรุ่งนี้ใช่ไหมคะ"))
    look().phone(FARMER).get_by_role("button", name="ใช่", exact=True).click()
    [event] = line.bot.wait_for_events(1)
    assert event["postback"] == {"data": "answer=yes"}


def test_the_date_picker_keeps_to_its_limits_and_posts_the_day(look: Look, line: Line) -> None:
    picker = day_picker("เลือกวัน", "2026-11-25", "2026-11-30", "2026-11-26")
    push(line, FARMER, asking("ส่งวันไหนคะ", picker))
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="เลือกวัน").click()
    day, accept = phone.get_by_label("เลือกวันที่").last, phone.get_by_role("button", name="ตกลง")
    expect(day).to_have_value("2026-11-26")
    day.fill("2026-12-01")
    expect(accept).to_be_disabled()
    day.fill("2026-11-30")
    expect(phone.get_by_text("วันจันทร์ที่ 30 พฤศจิกายน 2569")).to_be_visible()
    accept.click()
    [event] = line.bot.wait_for_events(1)
    assert event["postback"] == {"data": "day", "params": {"date": "2026-11-30"}}


def test_a_closed_date_picker_tells_nothing_and_leaves_the_quick_reply(
    look: Look, line: Line
) -> None:
    picker = day_picker("เลือกวัน", "2026-11-25", "2026-11-30", "2026-11-26")
    push(line, FARMER, asking("ส่งวันไหนคะ", picker))
    looking = look()
    phone = looking.phone(FARMER)
    phone.get_by_role("button", name="เลือกวัน").click()
    phone.get_by_role("button", name="ยกเลิก", exact=True).click()
    expect(phone.get_by_role("button", name="เลือกวัน")).to_be_visible()
    looking.type_and_send(FARMER, "จบ")
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["text"] == "จบ"


def _drag(looking: Looking, strip: Locator, by: int) -> None:
    box = strip.bounding_box()
    assert box
    x, y = box["x"] + 200, box["y"] + box["height"] - 30
    looking.page.mouse.move(x, y)
    looking.page.mouse.down()
    looking.page.mouse.move(x + by, y, steps=6)
    looking.page.mouse.up()


def test_a_carousel_swipes_and_a_swipe_is_no_tap(look: Look, line: Line) -> None:
    push(line, FARMER, carousel("ผักบุ้ง", "คะน้า", "ขนมชั้น"))
    looking = look()
    strip = looking.phone(FARMER).locator(".carousel")
    heights = strip.evaluate("el => [...el.children].map(card => card.offsetHeight)")
    assert len(set(heights)) == 1
    _drag(looking, strip, -180)
    assert strip.evaluate("el => el.scrollLeft") > 100
    strip.get_by_role("button", name="สั่งเลย").last.click()
    [event] = line.bot.wait_for_events(1)
    assert event["postback"]["data"] == "ขนมชั้น"


def test_quick_replies_vanish_when_one_is_tapped(look: Look, line: Line) -> None:
    push(line, FARMER, asking("กี่กิโลคะ", *[saying(f"{kilos} กก.") for kilos in range(1, 14)]))
    phone = look().phone(FARMER)
    expect(phone.locator(".chip")).to_have_count(13)
    phone.get_by_role("button", name="3 กก.", exact=True).click()
    expect(phone.locator(".chip")).to_have_count(0)
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["text"] == "3 กก."
    line.settle()
    expect(phone.locator(".chip")).to_have_count(0)


def test_quick_replies_vanish_when_the_person_writes(look: Look, line: Line) -> None:
    push(line, FARMER, asking("กี่กิโลคะ", saying("5 กก.")))
    looking = look()
    expect(looking.phone(FARMER).locator(".chip")).to_have_count(1)
    looking.type_and_send(FARMER, "หกกิโล")
    expect(looking.phone(FARMER).locator(".chip")).to_have_count(0)


def _everything(line: Line) -> None:
    bubble = card(LONG[:300], postback("ยืนยันการส่งของพรุ่งนี้เช้าก่อนหกโมงนะคะ", "x"))
    push(line, FARMER, {"type": "text", "text": LONG}, flex(bubble), carousel("ก", "ข", "ค"))
    push(line, FARMER, {"type": "text", "text": "w" * 300}, flex(bubble | {"size": "giga"}))
    push(line, FARMER, confirm("ใช่ไหมคะ"), asking("ไหน", *[saying(LONG[:15])] * 13))


def test_nothing_is_wider_than_a_phone_of_360_pixels(look: Look, line: Line) -> None:
    _everything(line)
    looking = look(width=360, height=640, touch=True)
    phone = looking.phone(FARMER)
    expect(phone.locator("[data-message-id]")).to_have_count(7)
    assert looking.overflow() <= 0
    for bubble in phone.locator(".row:not(.strip) [data-message-id]").all():
        box = bubble.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    for name in ("เบื้องหลัง", "ทำให้ LINE ป่วย"):
        looking.page.get_by_role("button", name=name).click()
        assert looking.overflow() <= 0


def test_at_360_pixels_one_phone_shows_and_the_switcher_changes_it(look: Look) -> None:
    looking = look(width=360, height=640, touch=True)
    expect(looking.phone(FARMER)).to_be_visible()
    expect(looking.phone(KITCHEN)).to_be_hidden()
    looking.tab(KITCHEN).click()
    expect(looking.phone(KITCHEN)).to_be_visible()
    expect(looking.phone(FARMER)).to_be_hidden()


def test_no_request_leaves_this_machine(look: Look, line: Line) -> None:
    picture = {"type": "image", "originalContentUrl": ELSEWHERE, "previewImageUrl": ELSEWHERE}
    push(line, FARMER, picture, flex(card("รูป", saying("ดู"))), carousel("ก", "ข"))
    looking = look()
    expect(looking.phone(FARMER).locator("[data-message-id]")).to_have_count(3)
    looking.page.get_by_role("button", name="เบื้องหลัง").click()
    expect(looking.page.locator(".log-entry")).not_to_have_count(0)
    assert looking.hosts == {"127.0.0.1"}


def test_unread_messages_are_counted_until_the_phone_is_looked_at(look: Look, line: Line) -> None:
    looking = look()
    looking.tab(FARMER).click()
    push(line, KITCHEN, {"type": "text", "text": "หนึ่ง"}, {"type": "text", "text": "สอง"})
    expect(looking.tab(KITCHEN).locator(".badge")).to_have_text("2")
    expect(looking.phone(KITCHEN).locator(".plate .badge")).to_have_text("2")
    looking.tab(KITCHEN).click()
    expect(looking.tab(KITCHEN).locator(".badge")).to_have_count(0)
    assert line.phone(KITCHEN)["person"]["unread"] == 0


def test_the_chat_stays_where_the_person_scrolled_to(look: Look, line: Line) -> None:
    for number in range(5):
        line.push(FARMER, *[f"ข้อความ {number}{each}\n\n\n" for each in range(5)])
    looking = look()
    chat = looking.phone(FARMER).locator(".chat")
    expect(looking.phone(FARMER).locator("[data-message-id]")).to_have_count(25)
    ends = "el => el.scrollHeight - el.scrollTop - el.clientHeight"
    assert chat.evaluate(ends) < 2
    chat.evaluate("el => el.scrollTop = 100")
    jump = looking.phone(FARMER).get_by_role("button", name="ไปข้อความล่าสุด")
    expect(jump).to_be_visible()
    line.push(FARMER, "ใหม่")
    expect(looking.phone(FARMER).locator("[data-message-id]")).to_have_count(26)
    assert chat.evaluate("el => el.scrollTop") == 100
    jump.click()
    assert chat.evaluate(ends) < 2
