"""No name, number or address of a person is left in a masked sentence; goods and amounts are."""

from __future__ import annotations

import pytest

from bot.masking import mask, ways_to_say


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("โทร 0812345678 นะ", "โทร ‹เบอร์› นะ"),
        ("โทร 081-234-5678", "โทร ‹เบอร์›"),
        ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘ เด้อ", "โทร ‹เบอร์› เด้อ"),
        ("+66 81 234 5678", "‹เบอร์›"),
        ("043-511222 ต่อ 12", "‹เบอร์› ต่อ 12"),
        ("เลขบัตร 1-2345-67890-12-3", "เลขบัตร ‹เลข›"),
        ("โอนเข้า 123-4-56789-0", "โอนเข้า ‹เลข›"),
        ("บัญชี 4051234567 กสิกร", "บัญชี ‹เลข› กสิกร"),
        ("ไลน์ไอดี boonmee99", "ไลน์ไอดี ‹ไอดี›"),
        ("Line ID: @boon.mee", "Line ID ‹ไอดี›"),
        ("แอดมา @sanpalang จ้า", "แอดมา ‹ไอดี› จ้า"),
        ("U9b4756959cb4b65aa8e565000b9e6a88", "‹ไอดี›"),
        ("boon.mee@example.com", "‹ไอดี›"),
        ("ดู https://facebook.com/boonmee?x=1 นะ", "ดู ‹ลิงก์› นะ"),
    ],
)
def test_whatever_tells_who_it_is_goes(said: str, kept: str) -> None:
    assert mask(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "ผักบุ้ง 20 30 40 50 60",
        "ผักบุ้ง10 กก. @110 ส่ง 24-11-2569",
        "12,500 บาท 05.30 น.",
        "ส่งในไลน์กลุ่ม",
        "ออเดอร์ 00123",
    ],
)
def test_what_the_reader_is_improved_with_stays(said: str) -> None:
    assert mask(said) == said


def test_a_name_goes_with_and_without_its_title() -> None:
    names = ways_to_say("แม่บุญมี ใจดี")
    assert mask("ฝากแม่บุญมี กับบุญมี และใจดี", names) == "ฝาก‹ชื่อ› กับ‹ชื่อ› และ‹ชื่อ›"


def test_a_short_name_does_not_eat_parts_of_words() -> None:
    assert mask("ส่งพรุ่งนี้ตอนเช้า", ways_to_say("พี่ตอ")) == "ส่งพรุ่งนี้ตอนเช้า"
