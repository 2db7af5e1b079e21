"""Ways to reach or to pay somebody are never read as goods, amounts or prices."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reader import read
from bot.language.reading import Reading
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()
DIGITS = st.text("0123456789", min_size=7, max_size=7)


def reading(text: str, role: str) -> Reading:
    return read(text, role=role, catalogue=CATALOGUE, today=date(2026, 11, 23))


@given(
    st.sampled_from(["08", "09", "06"]),
    st.sampled_from("0123456789"),
    DIGITS,
    st.sampled_from(["{}{}{}", "{}-{}-{}", "{} {} {}", "โทร {}{}{} ค่ะ", "เบอร์ {}-{}-{}"]),
    st.sampled_from(["producer", "buyer"]),
)
def test_a_telephone_number_is_no_amount(
    head: str, third: str, rest: str, form: str, role: str
) -> None:
    said = reading(form.format(head + third, rest[:3], rest[3:]), role)
    assert said.items == ()
    assert said.intent not in ("post_stock", "order")


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8),
    st.integers(0, 9999),
    st.sampled_from(["ไลน์ไอดี {}", "line id: {}", "แอดไลน์ {} ได้เลย", "ไอดี @{}"]),
    st.sampled_from(["producer", "buyer"]),
)
def test_a_line_id_is_no_amount(name: str, number: int, form: str, role: str) -> None:
    said = reading(form.format(f"{name}{number}"), role)
    assert said.items == ()
    assert said.intent not in ("post_stock", "order")


@pytest.mark.parametrize(
    "text",
    ["เลขบัญชี 405-1-23456-7", "บัตร 1-2345-67890-12-3", "บัญชี 4051234567 กสิกร", "a.b20@example.com"],
)
def test_an_account_is_no_amount(text: str) -> None:
    assert reading(text, "producer").items == ()


def test_a_long_number_with_its_unit_is_an_amount_to_be_questioned() -> None:
    said = reading("คะน้า 99999999999 กก.", "producer")
    assert [(i.product_name, i.quantity) for i in said.items] == [("คะน้า", 99999999999)]


def test_an_order_with_a_telephone_number_is_an_order() -> None:
    said = reading("ต้นหอม 5 โล ผักชี 2 โล เบอร์ 081-234-5678", "buyer")
    assert [(i.product_name, i.quantity, i.unit) for i in said.items] == [
        ("ต้นหอม", 5, "กก."),
        ("ผักชี", 2, "กก."),
    ]
