"""What else a person can do: stickers, pictures, places, unsending, blocking, joining."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.samples import asking, push
from tests.simulator.harness import BOONMEE, Line

pytestmark = pytest.mark.browser

FARMER = BOONMEE["user_id"]


def test_a_sticker_is_chosen_and_sent(look: Look, line: Line) -> None:
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="สติกเกอร์", exact=True).click()
    phone.get_by_role("button", name="สติกเกอร์ โอเค").click()
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["type"] == "sticker"
    assert "ok" in event["message"]["keywords"]
    expect(phone.locator("[data-from='me'] .sticker, .sticker[data-from='me']")).to_be_visible()


def test_a_sample_picture_is_sent_and_shown(look: Look, line: Line) -> None:
    push(line, FARMER, asking("ขอรูปค่ะ", {"type": "camera", "label": "ถ่ายรูป"}))
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="ถ่ายรูป").click()
    phone.get_by_role("button", name="รูปตัวอย่าง ผักบุ้งหนึ่งกำ").click()
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["type"] == "image"
    picture = phone.locator("[data-from='me'] img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("el => el.naturalWidth") > 0


def test_a_place_of_ones_own_is_sent(look: Look, line: Line) -> None:
    push(line, FARMER, asking("อยู่ที่ไหนคะ", {"type": "location", "label": "ส่งตำแหน่ง"}))
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="ส่งตำแหน่ง").click()
    phone.get_by_label("ละติจูด").fill("16.12345")
    phone.get_by_label("ลองจิจูด").fill("103.5")
    phone.get_by_role("button", name="ตกลง").click()
    [event] = line.bot.wait_for_events(1)
    assert (event["message"]["latitude"], event["message"]["longitude"]) == (16.12345, 103.5)
    expect(phone.locator("[data-from='me'] .place")).to_be_visible()


def test_a_message_is_taken_back_by_its_menu(look: Look, line: Line) -> None:
    looking = look()
    looking.type_and_send(FARMER, "พิมพ์ผิด")
    phone = looking.phone(FARMER)
    phone.locator("[data-from='me']").click(button="right")
    phone.get_by_role("button", name="ยกเลิกการส่ง").click()
    expect(phone.get_by_text("คุณยกเลิกข้อความแล้ว")).to_be_visible()
    assert [event["type"] for event in line.bot.wait_for_events(2)] == ["message", "unsend"]


def test_an_answer_quotes_the_message_it_answers(look: Look, line: Line) -> None:
    line.push(FARMER, "ส่งกี่โมงคะ")
    looking = look()
    phone = looking.phone(FARMER)
    phone.locator("[data-from='bot']").click(button="right")
    phone.get_by_role("button", name="ตอบกลับ").click()
    looking.type_and_send(FARMER, "ตีห้าครึ่ง")
    [event] = line.bot.wait_for_events(1)
    assert event["message"]["quotedMessageId"]
    expect(phone.locator("[data-from='me'] .quoted")).to_have_text("ส่งกี่โมงคะ")


def test_blocking_and_unblocking_from_the_chat_menu(look: Look, line: Line) -> None:
    phone = look().phone(FARMER)
    phone.get_by_role("button", name="เมนูแชท").click()
    phone.get_by_role("button", name="บล็อก", exact=True).click()
    expect(phone.get_by_label("ข้อความ", exact=True)).to_be_hidden()
    phone.get_by_role("button", name="เลิกบล็อก").click()
    expect(phone.get_by_label("ข้อความ", exact=True)).to_be_visible()
    assert [event["type"] for event in line.bot.wait_for_events(2)] == ["unfollow", "follow"]


def test_a_newcomer_gets_a_phone_and_adds_the_bot(look: Look, line: Line) -> None:
    page = look().page
    page.get_by_role("button", name="เพิ่มคนใหม่").click()
    page.get_by_label("ชื่อ", exact=True).fill("น้องฝน")
    page.get_by_role("button", name="ตกลง").click()
    phone = page.get_by_role("region", name="น้องฝน")
    expect(phone.get_by_text("กด “เพิ่มเพื่อน” ด้านล่างก่อน")).to_be_visible()
    phone.get_by_role("button", name="เพิ่มเพื่อน").click()
    expect(phone.get_by_text("พิมพ์ทักทายเพื่อเริ่มคุย")).to_be_visible()
    expect(phone.get_by_label("ข้อความ", exact=True)).to_be_visible()
    [event] = line.bot.wait_for_events(1)
    assert event["type"] == "follow"


def test_dots_show_while_the_bot_thinks_and_go_with_its_answer(look: Look, line: Line) -> None:
    looking = look()
    looking.type_and_send(FARMER, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    loading = {"chatId": FARMER, "loadingSeconds": 60}
    assert line.api("POST", "/v2/bot/chat/loading/start", loading).status == 202
    dots = looking.phone(FARMER).get_by_role("status", name="กำลังตอบ")
    expect(dots).to_be_visible()
    line.reply(event["replyToken"], "สวัสดีค่ะ")
    expect(dots).to_have_count(0)


def test_times_are_bangkok_and_days_are_buddhist(look: Look, line: Line) -> None:
    line.push(FARMER, "สวัสดีค่ะ")
    phone = look().phone(FARMER)
    expect(phone.locator(".day")).to_have_text(re.compile(r"^วันนี้ \d{1,2} \S+ 25\d\d$"))
    expect(phone.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
