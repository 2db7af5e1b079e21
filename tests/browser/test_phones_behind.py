"""Behind the phones: the log, the paid counter, the faults, the live line, and the story."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import Look
from tests.browser.looking import Looking, look_at
from tests.browser.samples import asking, carousel, day_picker, push
from tests.simulator.harness import BOONMEE, SOMSRI, Line, running_simulator

pytestmark = pytest.mark.browser

FARMER = BOONMEE["user_id"]
KITCHEN = SOMSRI["user_id"]
FASTEST = "8"


def test_the_drawer_shows_calls_live_with_all_that_was_said(look: Look, line: Line) -> None:
    looking = look()
    looking.page.get_by_role("button", name="เบื้องหลัง").click()
    looking.type_and_send(FARMER, "ดูเบื้องหลัง")
    entry = looking.page.locator(".log-entry", has_text=line.bot.url)
    expect(entry).to_have_count(1)
    entry.locator("summary").click()
    expect(entry.locator("pre", has_text="webhookEventId")).to_contain_text("ดูเบื้องหลัง")


def test_the_counter_counts_what_is_paid(look: Look, line: Line) -> None:
    looking = look()
    counter = looking.page.locator(".paid")
    line.push(FARMER, "หนึ่ง", "สอง")
    expect(counter).to_have_attribute("aria-label", "ข้อความเสียเงิน 1 จากโควตา 300")
    expect(looking.phone(FARMER).get_by_label("ข้อความเสียเงิน")).to_have_count(2)


def test_faults_are_switched_on_and_off(look: Look, line: Line) -> None:
    page = look().page
    sick = page.get_by_role("button", name="ทำให้ LINE ป่วย")
    sick.click()
    page.get_by_label("โควตาเดือนนี้หมด").check(force=True)
    expect(sick).to_have_attribute("data-sick", "")
    assert line.door("GET", "/faults")["quota_exhausted"] is True
    page.get_by_role("button", name="หายป่วยทั้งหมด").click()
    expect(page.get_by_label("โควตาเดือนนี้หมด")).not_to_be_checked()
    assert line.door("GET", "/faults")["quota_exhausted"] is False


def test_what_was_missed_while_the_line_was_down_is_fetched(chromium: Browser, line: Line) -> None:
    looking = look_at(chromium, "about:blank")
    down = {"now": True}

    def events(route: Route) -> None:
        if down["now"]:
            route.abort()
        else:
            route.continue_()

    looking.page.route("**/events", events)
    looking.page.goto(line.url)
    expect(looking.page.get_by_text("ขาดการเชื่อมต่อ")).to_be_visible()
    line.push(FARMER, "ข้อความตอนสายหลุด")
    down["now"] = False
    expect(looking.phone(FARMER).get_by_text("ข้อความตอนสายหลุด")).to_be_visible(timeout=15_000)
    expect(looking.page.get_by_text("ขาดการเชื่อมต่อ")).to_be_hidden()
    looking.close()


@contextmanager
def _telling(chromium: Browser, story: Path) -> Iterator[tuple[Line, Looking]]:
    with running_simulator(story=story) as line:
        looking = look_at(chromium, line.url)
        yield line, looking
        looking.close()


def _play(looking: Looking) -> None:
    looking.page.get_by_role("button", name="เล่นเรื่องให้ดู").click()
    looking.page.get_by_label("ความเร็ว").select_option(FASTEST)


def test_the_story_types_taps_picks_a_day_and_waits(
    chromium: Browser, story: Callable[..., Path]
) -> None:
    path = story(
        {"who": FARMER, "say": "ลงขาย", "note": "แม่บุญมีลงขาย"},
        {"who": FARMER, "await": "วันไหน"},
        {"who": FARMER, "tap": "เลือกวัน", "date": "+1"},
        {"who": KITCHEN, "await": "การ์ด"},
        {"who": KITCHEN, "tap": "สั่งเลย", "in": "คะน้า"},
    )
    with _telling(chromium, path) as (line, looking):
        picker = day_picker("เลือกวัน", "2020-01-01", "2099-12-31", "2026-11-26")
        _play(looking)
        [said] = line.bot.wait_for_events(1)
        assert said["message"]["text"] == "ลงขาย"
        push(line, FARMER, asking("วันไหนคะ", picker))
        [_, picked] = line.bot.wait_for_events(2)
        assert picked["postback"]["data"] == "day"
        push(line, KITCHEN, carousel("ผักบุ้ง", "คะน้า"))
        [*_, ordered] = line.bot.wait_for_events(3)
        assert (ordered["source"]["userId"], ordered["postback"]["data"]) == (KITCHEN, "คะน้า")
        expect(looking.page.get_by_text("จบเรื่องแล้วค่ะ")).to_be_visible()


def test_a_story_that_fails_says_where(chromium: Browser, story: Callable[..., Path]) -> None:
    step = {"who": "U" + "9" * 32, "say": "ใครไม่รู้", "note": "คนที่ไม่มี"}
    with _telling(chromium, story(step)) as (_, looking):
        _play(looking)
        expect(looking.page.get_by_text("หยุดที่ขั้นนี้: ไม่มีโทรศัพท์ของ")).to_be_visible()


def test_a_stopped_story_sends_nothing_more(chromium: Browser, story: Callable[..., Path]) -> None:
    long = {"who": FARMER, "say": "ข้อความที่ไม่ควรถูกส่ง" * 20}
    with _telling(chromium, story(long)) as (line, looking):
        looking.page.get_by_role("button", name="เล่นเรื่องให้ดู").click()
        area = looking.phone(FARMER).get_by_label("ข้อความ", exact=True)
        expect(area).not_to_have_value("")
        looking.page.get_by_role("button", name="หยุด").click()
        area.fill("เอง")
        area.press("Enter")
        [event] = line.bot.wait_for_events(1)
        assert event["message"]["text"] == "เอง"
