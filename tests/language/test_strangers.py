"""A name nobody knows is asked about as it was written, with all that was said beside it."""

from datetime import date
from fractions import Fraction

import pytest

from bot.language.reader import read
from tests.language.seed import seed_catalogue

CATALOGUE = seed_catalogue()
NAMES = (
    *("ทุเรียนหมอนทอง", "อาโวคาโด", "เคล", "ส้มโอ", "สละ", "เสื่อกก", "แก้วมังกร", "ลองกอง"),
    *(
        "เงาะโรงเรียน",
        "พุทรา",
        "กุ้งก้ามกราม",
        "ปลาช่อน",
        "น้ำผึ้ง",
        "ดอกโสน",
        "ผักหวาน",
        "วอเตอร์เครส",
        "หน่อไม้ฝรั่งขาว",
    ),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", ["{} 10 กก. โลละ 80 พรุ่งนี้", "ลงขาย{}โลละ 80 มี 10 กก. พรุ่งนี้"])
def test_the_whole_name_is_kept_with_amount_price_and_day(name: str, words: str) -> None:
    today = date(2026, 11, 24)
    reading = read(words.format(name), role="producer", catalogue=CATALOGUE, today=today)
    [item] = reading.items
    assert (item.product_id, item.product_raw) == (None, name)
    assert (item.quantity, item.unit, item.price) == (Fraction(10), "กก.", Fraction(80))
    assert (reading.intent, reading.date) == ("post_stock", date(2026, 11, 25))


def test_a_price_and_a_place_are_no_part_of_a_name() -> None:
    reading = read(
        "จากสวนยายมี คะน้า 5 โลโลละ 30",
        role="producer",
        catalogue=CATALOGUE,
        today=date(2026, 11, 24),
    )
    assert [(item.product_name, item.price) for item in reading.items] == [("คะน้า", Fraction(30))]
