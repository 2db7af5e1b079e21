"""Whatever is typed: the reader answers, in bounded work, and makes no deal of noise."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.answers import (
    read_command,
    read_date,
    read_date_range,
    read_price,
    read_product,
    read_quantity,
    read_unit,
    read_yes_no,
)
from bot.language.reader import READ_LIMIT, read
from tests.language.catalogue import small_catalogue
from tests.language.scores import records

TODAY = date(2026, 11, 23)
CATALOGUE = small_catalogue()
CALLS = 250_000
"""Calls for one message. A tenth of a microsecond each would be 25 ms."""
PIECES = st.sampled_from(
    [
        "ผักบุ้ง",
        "คะน้า",
        "โล",
        "ละ",
        "โลละ",
        "30",
        "20-",
        "5/6",
        "ถึง",
        "อย่างละ",
        "สิบ",
        "ร้อย",
        "ครึ่ง",
        "พรุ่งนี้",
        "ทุกวัน",
        "จันทร์",
        "-",
        "(",
        ",",
        "\n",
        "\u200b",
        "ไม่",
        "ถ้า",
        "เอา",
        "ขาย",
        "ๆ",
        "็",
        "์",
        "ำ",
        "เ",
        "แ",
        "บาท",
        "@",
        "ทุก",
        "ตี",
        "โมง",
        "อีก",
        "วันที่",
        "จาก",
        "ไข่",
        "ประมาณ",
        "งบ",
        "or-1",
        "กกกก",
        "ฌฆ",
        "z",
        "👍",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="กขคงาิีุู่้เแโๆละ0123456789-/. \n", max_size=300),
    st.lists(PIECES, max_size=80).map("".join),
)
ROLES = st.sampled_from(["producer", "buyer", ""])


@given(TEXTS, ROLES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered(text: str, role: str) -> None:
    reading = read(text, role=role, catalogue=CATALOGUE, today=TODAY)
    for item in reading.items:
        assert item.quantity is None or item.quantity >= 0
        assert item.product_id is None or CATALOGUE.product(item.product_id).name


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_answer_is_answered(text: str) -> None:
    product = CATALOGUE.find("ผักบุ้ง")
    for answer in (read_quantity, read_unit, read_price):
        answer(text, product)
    read_date(text, TODAY)
    read_date_range(text, TODAY)
    read_yes_no(text)
    read_command(text)
    assert len(read_product(text, CATALOGUE).candidates) <= 3


@pytest.mark.parametrize(
    "piece",
    [
        "ก",
        "โลละ",
        "5 กก. ",
        "สิบ",
        "ผักบุ้ง",
        "งฟหกด่าส ",
        "1",
        "-",
        "20-",
        "ประมาณ",
        "5 โลถึง ",
        "\n",
        "อีก",
        "จันทร์ ",
        "ทุก",
        "5 ",
        "(",
        "ไข่ 3 ",
        "่",
        "เ",
        "25/11 ",
        "ตี",
        "อย่างละ",
        "พิซซ่า2ถาด ",
    ],
)
def test_work_is_bounded_however_long_the_text(piece: str) -> None:
    text = piece * 5_000
    calls = counted(lambda: read(text, role="buyer", catalogue=CATALOGUE, today=TODAY))
    assert calls < CALLS


def test_a_text_beyond_the_limit_says_that_its_end_was_not_read() -> None:
    short = read("เอาคะน้า 5 โล", role="buyer", catalogue=CATALOGUE, today=TODAY)
    long = read("เอาคะน้า 5 โล" + " " * READ_LIMIT, role="buyer", catalogue=CATALOGUE, today=TODAY)
    assert not short.truncated
    assert long.truncated
    assert long.items == short.items


def test_the_same_text_is_read_the_same_way_twice() -> None:
    for record in records()[::20]:
        twice = [
            read(record["text"], role=record["role"], catalogue=small_catalogue(), today=TODAY)
            for _ in range(2)
        ]
        assert twice[0] == twice[1]


@given(st.sampled_from(records()), st.sampled_from(["ค่ะ", "ครับ", "จ้า", "เด้อ", "นะคะ", " ค่ะ"]))
@settings(max_examples=200, deadline=None)
def test_politeness_changes_no_item(record: dict[str, str], particle: str) -> None:
    def items(text: str) -> object:
        return read(text, role=record["role"], catalogue=CATALOGUE, today=TODAY).items

    assert items(record["text"] + particle) == items(record["text"])


@given(st.sampled_from(records()))
@settings(max_examples=200, deadline=None)
def test_invisible_characters_change_nothing(record: dict[str, str]) -> None:
    def reading(text: str) -> object:
        return read(text, role=record["role"], catalogue=CATALOGUE, today=TODAY)

    assert reading("\u200b".join(record["text"])) == reading(record["text"])


def counted(work: Callable[[], object]) -> int:
    """How many functions `work` calls, Python's and C's."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls
