"""Which words may become one more name of a product."""

from __future__ import annotations

import pytest

from bot.language.aliases import as_name, clash
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()


@pytest.mark.parametrize("word", ["ผักบุ้งยอดแดง", "บักต้อง", "ผักก้านจอง", "กวางตุ้งดอยคำ"])
def test_an_unknown_word_may(word: str) -> None:
    assert clash(word, CATALOGUE) is None


@pytest.mark.parametrize("word", ["คะน้า", "ผักคะน้า", "บักหุ่ง", "หมากนาว", "ผัก บุ้ง"])
def test_a_name_of_a_product_may_not(word: str) -> None:
    assert clash(word, CATALOGUE) == "product"


@pytest.mark.parametrize(
    "word",
    [
        *("ยกเลิก", "ยืนยัน", "เมนู", "ลงขาย", "สั่งของ", "กำ", "กิโล", "พรุ่งนี้", "สวัสดี", "ผัก"),
        *("ของที่ลงไว้", "เช็คออเดอร์", "คุยกับเจ้าหน้าที่", "ไม่เอาแล้วค่ะ", "ขอบคุณมากค่ะ"),
    ],
)
def test_a_word_that_is_said_to_the_bot_may_not(word: str) -> None:
    assert clash(word, CATALOGUE) == "word"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("ผักบุ้งยอดแดงค่ะ", "ผักบุ้งยอดแดง"),
        ("  “บักต้อง”  ", "บักต้อง"),
        ("ก", None),
        ("ผัก" * 20, None),
        ("คะน้า 5", None),
        ("คะน้า๕", None),
        ("บัก\nต้อง", None),
    ],
)
def test_politeness_is_left_and_what_is_no_name_is_none(said: str, word: str | None) -> None:
    assert as_name(said) == word
