"""Days, spans, hours and standing wishes in the forms in which people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.language.answers import read_date, read_date_range
from bot.language.lexicon.calendar import MONTHS
from bot.language.reader import read
from bot.language.reading import Reading
from tests.language.catalogue import small_catalogue

MONDAY = date(2026, 11, 23)
TODAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
AHEAD = st.integers(0, 240)
MONTH_WORDS = {n: [word for word, m in MONTHS.items() if m == n] for n in range(1, 13)}
DAY_NAMES = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")


def reading(text: str, today: date = MONDAY) -> Reading:
    return read(text, role="buyer", catalogue=small_catalogue(), today=today)


@settings(deadline=None)
@given(TODAYS, AHEAD, st.data())
def test_a_day_with_its_year_reads_back(today: date, ahead: int, data: st.DataObject) -> None:
    day = today + timedelta(days=ahead)
    year = data.draw(st.sampled_from([day.year + 543, day.year]))
    month = data.draw(st.sampled_from(MONTH_WORDS[day.month]))
    short = (day.year + 543) % 100
    forms = [
        f"{day.day} {month} {year}",
        f"วันที่ {day.day} {month} {year}",
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02}/{day.month:02}/{short:02}",
        f"{day.day}-{day.month}-{year}",
        day.isoformat(),
    ]
    assert read_date(data.draw(st.sampled_from(forms)), today) == day


@settings(deadline=None)
@given(TODAYS, AHEAD, st.data())
def test_a_day_without_year_is_the_coming_one(today: date, ahead: int, data: st.DataObject) -> None:
    day = today + timedelta(days=ahead)
    month = data.draw(st.sampled_from(MONTH_WORDS[day.month]))
    assume((day.day, day.month) != (29, 2))
    form = data.draw(st.sampled_from([f"{day.day} {month}", f"{day.day}/{day.month}"]))
    assert read_date(form, today) == day


@settings(deadline=None)
@given(TODAYS, st.integers(0, 6), st.sampled_from(["", "วัน", "ส่งวัน"]))
def test_a_bare_weekday_is_the_coming_one(today: date, weekday: int, before: str) -> None:
    day = read_date(before + DAY_NAMES[weekday], today)
    assert day is not None
    assert day.weekday() == weekday
    assert 1 <= (day - today).days <= 7


@settings(deadline=None)
@given(TODAYS, st.integers(0, 6))
def test_a_weekday_with_na_is_in_the_next_week(today: date, weekday: int) -> None:
    day = read_date(f"วัน{DAY_NAMES[weekday]}หน้า", today)
    next_monday = today + timedelta(days=7 - today.weekday())
    assert day == next_monday + timedelta(days=weekday)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("วันนี้", date(2026, 11, 23)),
        ("พน.", date(2026, 11, 24)),
        ("มะรืน", date(2026, 11, 25)),
        ("มื้ออื่น", date(2026, 11, 24)),
        ("สิ้นเดือน", date(2026, 11, 30)),
        ("วันที่ 25", date(2026, 11, 25)),
        ("วันที่ 20", date(2026, 12, 20)),
        ("วันที่ 28 เดือนหน้า", date(2026, 12, 28)),
        ("วันพุธอาทิตย์หน้า", date(2026, 12, 2)),
        ("อาทิตย์หน้าวันพุธ", date(2026, 12, 2)),
        ("อีก 3 วัน", date(2026, 11, 26)),
        ("วันศุกร์ที่ 27 พ.ย.", date(2026, 11, 27)),
        ("๒๕ พ.ย. ๖๙", date(2026, 11, 25)),
    ],
)
def test_spoken_days(text: str, day: date) -> None:
    assert read_date(text, MONDAY) == day


@pytest.mark.parametrize(
    "text", ["31/11", "30 ก.พ. 70", "วันที่ 45", "20/11", "เมื่อวาน", "25/11/12", "อาทิตย์หน้า", "ผักบุ้ง"]
)
def test_days_that_are_not_or_were_are_not_guessed(text: str) -> None:
    assert read_date(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("พรุ่งนี้ถึงวันศุกร์", 24, 27),
        ("วันที่ 25-27", 25, 27),
        ("25-27 พ.ย. 69", 25, 27),
        ("ตั้งแต่วันที่ 25 ถึง 30", 25, 30),
        ("วันนี้ถึงสิ้นเดือน", 23, 30),
        ("พรุ่งนี้", 24, 24),
    ],
)
def test_spans_of_days(text: str, first: int, last: int) -> None:
    assert read_date_range(text, MONDAY) == (date(2026, 11, first), date(2026, 11, last))


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("ตีห้าครึ่ง", "05:30"),
        ("ตี 5", "05:00"),
        ("6 โมงเช้า", "06:00"),
        ("หกโมง", "06:00"),
        ("สิบโมงครึ่ง", "10:30"),
        ("เที่ยง", "12:00"),
        ("เที่ยงครึ่ง", "12:30"),
        ("บ่ายโมง", "13:00"),
        ("บ่ายสามโมง", "15:00"),
        ("4 โมงเย็น", "16:00"),
        ("หกโมงเย็น", "18:00"),
        ("ทุ่มครึ่ง", "19:30"),
        ("สองทุ่ม", "20:00"),
        ("เที่ยงคืน", "00:00"),
        ("05.30 น.", "05:30"),
        ("05:30", "05:30"),
        ("5.30-6.00 น.", "05:30"),
    ],
)
def test_hours(said: str, time: str) -> None:
    assert reading(f"ขอคะน้า 5 โล ส่งพรุ่งนี้ {said}").time == time


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("ทุกวัน", "DAILY"),
        ("วันเว้นวัน", "DAILY;INTERVAL=2"),
        ("ทุก 3 วัน", "DAILY;INTERVAL=3"),
        ("ทุกวันจันทร์", "WEEKLY;BYDAY=MO"),
        ("ทุกวันจันทร์ พุธ และศุกร์", "WEEKLY;BYDAY=MO,WE,FR"),
        ("ทุกจันทร์-ศุกร์", "WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("ทุก จ. พ. ศ.", "WEEKLY;BYDAY=MO,WE,FR"),
        ("ทุกวันยกเว้นเสาร์ อาทิตย์", "WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("ทุกสัปดาห์", "WEEKLY"),
        ("ทุกวันที่ 5", "MONTHLY;BYMONTHDAY=5"),
        ("ทุกสิ้นเดือน", "MONTHLY;BYMONTHDAY=-1"),
    ],
)
def test_standing_wishes(said: str, rule: str) -> None:
    result = reading(f"เอาคะน้า 5 โล {said}")
    assert (result.recurrence, result.date) == (rule, None)


def test_several_weekdays_without_every_are_asked_about() -> None:
    result = reading("เอาคะน้า 5 โล จันทร์ พุธ ศุกร์")
    assert (result.date, result.recurrence) == (None, None)
    assert "date" in result.missing


def test_two_days_for_one_delivery_are_asked_about() -> None:
    result = reading("เอาคะน้า 5 โล พรุ่งนี้ ผักบุ้ง 3 โล วันศุกร์")
    assert result.date is None
    assert "date" in result.missing


def test_the_day_beside_the_delivery_wins() -> None:
    assert reading("วันนี้สั่งคะน้า 5 โล ส่งพรุ่งนี้").date == date(2026, 11, 24)
