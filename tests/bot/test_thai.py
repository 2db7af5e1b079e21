"""What belongs together stays on one line of a narrow phone, and is read when typed back."""

from datetime import date, time
from fractions import Fraction
from itertools import pairwise

import pytest

from bot import thai
from bot.language.answers import read_date, read_price, read_quantity
from bot.messages import say, tap
from models.measure import Amount, Price

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (thai.short_day(date(2026, 11, 25)), "25 พ.ย."),
        (thai.near_day(date(2026, 11, 28), TODAY), "วันเสาร์ 28 พ.ย. 2569"),
        (thai.time_of_day(time(16)), "16.00 น."),
        (thai.amount(Amount(20_000, "กก.", "กก.", 1000)), "20 กก."),
        (thai.amount(Amount(24_000, "ฟอง", "โหล", 12_000)), "2 โหล (24 ฟอง)"),
        (thai.baht(125_000), "1,250 บาท"),
        (thai.price(Price(3000, "กก.", 1000)), "กก.ละ 30 บาท"),
    ],
)
def test_a_number_is_never_parted_from_what_it_counts(written: str, read: str) -> None:
    assert thai.apart(written) == read
    assert not any(
        word[-1].isdigit() and after[0] not in "(" for word, after in pairwise(written.split(" "))
    )


def test_what_stands_on_a_card_is_read_when_it_is_typed_back() -> None:
    day = date(2026, 11, 25)
    assert read_date(thai.short_day(day), TODAY) == day
    amount = read_quantity(thai.amount(Amount(20_000, "กก.", "กก.", 1000)), None)
    assert amount is not None
    assert (amount.quantity, amount.unit) == (Fraction(20), "กก.")
    price = read_price(thai.price(Price(3000, "กก.", 1000)), None)
    assert price is not None
    assert price.baht == 30


def test_a_button_is_typed_as_it_reads() -> None:
    label = f"พรุ่งนี้ {thai.short_day(date(2026, 11, 25))}"
    assert (
        tap(label, {"v": "1"})["label"] == tap(label, {"v": "1"})["displayText"] == "พรุ่งนี้ 25 พ.ย."
    )
    assert say(label)["text"] == "พรุ่งนี้ 25 พ.ย."
