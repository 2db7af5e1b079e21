"""Answers to one pending question: what counts as an answer, and what does not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.language.answers import (
    Amount,
    PriceSaid,
    read_command,
    read_price,
    read_product,
    read_quantity,
    read_unit,
    read_yes_no,
)
from bot.language.catalogue import ProductEntry
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()


def product(name: str) -> ProductEntry:
    found = CATALOGUE.find(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "most"),
    [
        ("20", 20, None, None),
        ("20 โลค่ะ", 20, "กก.", None),
        ("ซักยี่สิบโลจ้า", 20, "กก.", None),
        ("ผักบุ้ง 20 โล", 20, "กก.", None),
        ("มีอยู่ 15 กำ", 15, "กำ", None),
        ("10-12 กก.", 10, "กก.", 12),
    ],
)
def test_an_amount_answers(text: str, quantity: int, unit: str | None, most: int | None) -> None:
    highest = None if most is None else Fraction(most)
    assert read_quantity(text, product("ผักบุ้ง")) == Amount(Fraction(quantity), unit, highest)


@pytest.mark.parametrize("text", ["ไม่รู้", "20 โลได้ไหม", "ร้อยห้า", "พรุ่งนี้", "30 บาท", "", "5 โล 3 กำ"])
def test_what_is_no_single_amount_is_asked_again(text: str) -> None:
    assert read_quantity(text, product("ผักบุ้ง")) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("โล", "กก."), ("เป็นกำค่ะ", "กำ"), ("kg", "กก."), ("มัดละ", "มัด"), ("ฮ่าๆ", None)],
)
def test_a_unit_answers(text: str, unit: str | None) -> None:
    assert read_unit(text, product("ผักบุ้ง")) == unit


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("30", PriceSaid(Fraction(30), None, "per_unit")),
        ("โลละ 30", PriceSaid(Fraction(30), "กก.", "per_unit")),
        ("30 บาทจ้า", PriceSaid(Fraction(30), None, "per_unit")),
        ("สามสิบห้าบาท", PriceSaid(Fraction(35), None, "per_unit")),
        ("กำละ10", PriceSaid(Fraction(10), "กำ", "per_unit")),
        ("12.50 บาท/กก.", PriceSaid(Fraction(25, 2), "กก.", "per_unit")),
        ("ทั้งหมด 600 บาท", PriceSaid(Fraction(600), None, "total")),
        ("600 บาททั้งหมด", PriceSaid(Fraction(600), None, "total")),
        ("ไม่เกินโลละ 30", PriceSaid(Fraction(30), "กก.", "max")),
    ],
)
def test_a_price_answers(text: str, price: PriceSaid) -> None:
    assert read_price(text, product("ผักบุ้ง")) == price


@pytest.mark.parametrize("text", ["20 โล", "โลละเท่าไหร่", "แล้วแต่", "ร้อยห้า", "โลละ 20-25"])
def test_what_is_no_price_is_asked_again(text: str) -> None:
    assert read_price(text, product("ผักบุ้ง")) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(
            (yes, True)
            for yes in ("ใช่", "ค่ะ", "ครับ", "ได้ค่ะ", "เอา", "โอเค", "ok", "👍", "ได้จ้า", "ตกลง")
        ),
        *((no, False) for no in ("ไม่", "ไม่ได้จ้า", "ไม่เอา", "บ่", "ไม่ใช่ค่ะ", "ยกเลิก")),
        *((other, None) for other in ("ได้ไหม", "ผักบุ้ง", "20", "", "ยังไงก็ได้ไหม", "เมนู")),
    ],
)
def test_yes_and_no(text: str, answer: bool | None) -> None:
    assert read_yes_no(text) is answer


@pytest.mark.parametrize(
    ("text", "command"),
    [
        *(
            (text, "cancel")
            for text in ("ยกเลิก", "ยกเลิกค่ะ", "ไม่เอาแล้ว", "ขอยกเลิกจ้า", "ไม่เอาแล้วจ้ายกเลิก")
        ),
        *((text, "back") for text in ("ย้อนกลับ", "กลับ", "ย้อนกลับค่ะ")),
        *((text, "restart") for text in ("เริ่มใหม่", "ขอเริ่มใหม่ค่ะ")),
        *((text, "help") for text in ("ช่วยเหลือ", "ช่วยด้วย", "ทำยังไง", "เมนู", "ทำยังไงคะ")),
        *(
            (text, "confirm")
            for text in ("ยืนยัน", "ตกลง", "ok", "OK", "โอเคค่ะ", "ใช่", "👍", "👍👍", "ถูกต้องค่ะ")
        ),
        *((text, "edit") for text in ("แก้ไข", "ขอแก้ไขค่ะ")),
        *((text, "skip") for text in ("ข้าม", "ไม่มีค่ะ", "ไม่ใส่")),
        *((text, "done") for text in ("พอแล้ว", "เท่านี้ค่ะ", "หมดแล้ว", "แค่นี้จ้า", "เท่านี้แหละ")),
    ],
)
def test_commands(text: str, command: str) -> None:
    assert read_command(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ยกเลิก",
        "ไม่ยกเลิกนะคะ",
        "ยกเลิกผักบุ้ง",
        "อย่ายกเลิก",
        "แก้เป็น 15 โล",
        "ok 15 โล",
        "ใช่ไหม",
        "ยืนยันหรือยกเลิกดี",
        "ผักหมดแล้ว",
        "",
        "ยกเลิก" * 40,
        "ไม่โอเค",
        "ไม่ยืนยัน",
        "ยังไม่ตกลง",
    ],
)
def test_a_message_that_says_more_is_no_command(text: str) -> None:
    assert read_command(text) is None


def test_a_name_in_a_sentence_is_a_product() -> None:
    assert read_product("เอาผักบุ้งจีนค่ะ", CATALOGUE).product == product("ผักบุ้งจีน")


@pytest.mark.parametrize("text", ["ผักบุง", "คะน่า", "กวางตุง", "กระเพรา", "ผักอีตู่", "ผัก บุ้ง", "หมากนาว"])
def test_slips_and_isan_names_are_products(text: str) -> None:
    assert read_product(text, CATALOGUE).product is not None


@pytest.mark.parametrize("text", ["น้ำมะนาว", "มะพร้าว", "ผัดบุ้ง", "ข้าวเหนียวดำ"])
def test_a_name_that_only_looks_known_is_offered_not_taken(text: str) -> None:
    match = read_product(text, CATALOGUE)
    assert match.product is None
    assert 1 <= len(match.candidates) <= 3


def test_a_name_like_no_other_has_no_candidates() -> None:
    match = read_product("พิซซ่า", CATALOGUE)
    assert (match.product, match.candidates) == (None, ())
