"""The JSON edge: what goes in, what comes out, and what is refused."""

from __future__ import annotations

import json

import pytest

from bot.language.understand import understand_line
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()
TODAY = "2026-11-23"


def understood(text: str, role: str = "producer") -> dict[str, object]:
    return understand_line({"text": text, "role": role, "today": TODAY}, CATALOGUE)


def test_a_sentence_becomes_a_record() -> None:
    assert understood("มีผักบุ้งจีน 20 กก. กก.ละ 30 บาท พรุ่งนี้") == {
        "intent": "post_stock",
        "items": [
            {
                "product": "ผักบุ้งจีน",
                "quantity": 20,
                "unit": "กก.",
                "price": 30,
                "price_unit": "กก.",
                "price_kind": "per_unit",
            }
        ],
        "date": "2026-11-24",
        "missing": [],
    }


def test_numbers_are_whole_where_they_can_be() -> None:
    items = understood("ผักชี 2.50 โล โลละ 80.00")["items"]
    assert json.dumps(items, ensure_ascii=False).count("2.5,") == 1
    assert '"price": 80,' in json.dumps(items)


def test_every_record_is_json() -> None:
    said = understood("ทุกวันจันทร์เอาคะน้า 5 โล ถ้าไม่มีเอากวางตุ้งแทน ถึงสิ้นเดือน", "buyer")
    assert json.loads(json.dumps(said)) == said
    assert said["recurrence"] == "WEEKLY;BYDAY=MO"
    assert said["substitutes"] == [["คะน้า", "กวางตุ้ง"]]
    assert said["date_end"] == "2026-11-30"


@pytest.mark.parametrize(
    "record",
    [
        {"role": "buyer", "today": TODAY},
        {"text": 5, "role": "buyer", "today": TODAY},
        {"text": "ก", "role": None, "today": TODAY},
        {"text": "ก", "role": "buyer"},
        {"text": "ก", "role": "buyer", "today": "23/11/69"},
    ],
)
def test_a_record_that_lacks_something_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"text|role|today|isoformat"):
        understand_line(record, CATALOGUE)
