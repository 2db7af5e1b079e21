"""A command is all that a message says; a product that looks like politeness makes it none."""

import pytest

from bot.language.answers import read_price, read_quantity
from bot.language.commands import read_command
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()


@pytest.mark.parametrize(
    "text", ["ยกเลิก", "ยกเลิกค่ะ", "ยกเลิกคะ", "ขอยกเลิกจ้า", "ยกเลิกเบิดเด้อ", "ยกเลิกหมดเลย"]
)
def test_politeness_leaves_a_command_a_command(text: str) -> None:
    assert read_command(text, CATALOGUE) == "cancel"


@pytest.mark.parametrize("text", ["ยกเลิกคะน้า", "ยกเลิกผักบุ้งค่ะ", "ไม่ยกเลิก"])
def test_a_command_with_goods_or_a_no_is_none(text: str) -> None:
    assert read_command(text, CATALOGUE) is None


@pytest.mark.parametrize("text", ["-5", "- 5", "−5 กก.", "–5"])
def test_an_amount_or_price_below_zero_is_no_answer(text: str) -> None:
    assert read_quantity(text, None) is None
    assert read_price(text, None) is None
