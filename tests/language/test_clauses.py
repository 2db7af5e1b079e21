"""Two wishes in one message, and messages that only look like two."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from bot.language.clauses import read_all
from bot.language.reading import Reading
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()
TODAY = date(2026, 11, 24)


def readings(text: str, role: str = "buyer") -> list[Reading]:
    return read_all(text, role=role, catalogue=CATALOGUE, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "คะน้า 10 กก. พรุ่งนี้ แล้วผักบุ้งมีไหมคะ",
        "ขอคะน้า 10 โล พรุ่งนี้\nมีผักบุ้งไหม",
        "เอาคะน้า 10 โลค่ะ ผักบุ้งมีไหมคะ",
    ],
)
def test_a_deal_and_a_question_about_other_goods_are_two(text: str) -> None:
    deal, question = readings(text)
    assert deal.intent == "order"
    assert [(item.product_name, item.quantity) for item in deal.items] == [("คะน้า", 10)]
    assert question.intent == "query_stock"
    assert [item.product_name for item in question.items] == ["ผักบุ้ง"]


@pytest.mark.parametrize(
    ("text", "role", "looks"),
    [
        ("คะน้า 10 กก. พรุ่งนี้ แล้วก็ดูออเดอร์ของฉันหน่อย", "buyer", "my_orders"),
        ("คะน้า 10 กก. กก.ละ 30 พรุ่งนี้ แล้วก็ขอดูของฉันด้วย", "producer", "my_stock"),
        ("คะน้า 10 กก. กก.ละ 30 พรุ่งนี้ แล้วตลาดต้องการอะไร", "producer", "demand"),
    ],
)
def test_a_deal_is_not_lost_for_a_look_at_something(text: str, role: str, looks: str) -> None:
    deal, look = readings(text, role)
    assert [(item.product_name, item.quantity) for item in deal.items] == [("คะน้า", 10)]
    assert (look.action, look.items) == (looks, ())


def test_a_seller_may_ask_first() -> None:
    question, deal = readings("มีใครเอาผักบุ้งไหม\nคะน้า 10 กก. กก.ละ 30 พรุ่งนี้", "producer")
    assert (question.intent, deal.intent) == ("query_stock", "post_stock")


@pytest.mark.parametrize(
    "text",
    [
        "คะน้า 10 โล มีไหม",
        "คะน้า 10 โล แล้วคะน้ามีไหม",
        "ผักบุ้งมีไหม ถ้าไม่มีเอาคะน้า 5 โล",
        "ถ้าผักบุ้งมี แล้วคะน้ามีไหม",
        "คะน้า 10 กก. และผักบุ้ง 5 กก. พรุ่งนี้",
        "สวัสดีค่ะ\nคะน้า 10 กก.",
    ],
)
def test_what_only_looks_like_two_is_one(text: str) -> None:
    assert len(readings(text)) == 1


def test_time_is_bounded_however_many_seams_there_are() -> None:
    started = perf_counter()
    readings("คะน้า 10 กก. แล้วผักบุ้งมีไหม\n" * 500)
    assert perf_counter() - started < 2
