"""Products, units and prices in every written form, put together as people put them together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.catalogue import ProductEntry
from bot.language.lexicon.units import UNIT_WORDS
from bot.language.reader import read
from bot.language.reading import Item, Reading
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()
TODAY = date(2026, 11, 23)
PRODUCTS = st.sampled_from(list(CATALOGUE))
AMOUNTS = st.integers(1, 999)
GAPS = st.sampled_from(["", " "])
ENDINGS = st.sampled_from(["", "ค่ะ", " ครับ", "จ้า", " เด้อ", "นะคะ"])


def reading(text: str, role: str) -> Reading:
    return read(text, role=role, catalogue=CATALOGUE, today=TODAY)


@st.composite
def named(draw: st.DrawFn) -> tuple[ProductEntry, str]:
    product = draw(PRODUCTS)
    return product, draw(st.sampled_from([product.name, *product.aliases]))


def core(item: Item) -> tuple[str | None, Fraction | int | None, str | None]:
    return item.product_name, item.quantity, item.unit


@pytest.mark.parametrize("word", sorted(UNIT_WORDS))
def test_every_unit_word_is_its_unit(word: str) -> None:
    (item,) = reading(f"เอาบวบ 5 {word}", "buyer").items
    assert (item.product_name, item.quantity) == ("บวบ", Fraction(5))
    assert item.unit == UNIT_WORDS[word]


@settings(deadline=None)
@given(named(), AMOUNTS, GAPS, GAPS, ENDINGS, st.sampled_from(["เอา", "สั่ง", "ขอ", "อยากได้", ""]))
def test_an_order_reads_back(
    said: tuple[ProductEntry, str], amount: int, before: str, after: str, ending: str, verb: str
) -> None:
    product, name = said
    unit = product.units[0].name
    result = reading(f"{verb}{name}{before}{amount}{after}{unit}{ending}", "buyer")
    assert result.intent == "order"
    assert [core(item) for item in result.items] == [(product.name, amount, unit)]
    assert (result.items[0].price, result.date, result.missing) == (None, None, ())


@settings(deadline=None)
@given(named(), AMOUNTS, st.integers(1, 2_000), st.data(), ENDINGS)
def test_a_post_with_its_price_reads_back(
    said: tuple[ProductEntry, str], amount: int, price: int, data: st.DataObject, ending: str
) -> None:
    product, name = said
    unit = product.units[0].name
    form = data.draw(
        st.sampled_from(
            [
                f"มี{name} {amount} {unit} {unit}ละ {price}",
                f"{name} {amount}{unit} {unit}ละ{price}บาท",
                f"ขาย{name} {unit}ละ {price} บาท มี {amount} {unit}",
                f"{name} {amount} {unit} {price} บาท/{unit}",
                f"{name} {amount} {unit} {price} บาทต่อ{unit}",
                f"{name} {amount} {unit}ๆละ {price}",
                f"{name} {amount} {unit} @{price}",
                f"{name} {amount} {unit} ราคา{unit}ละ {price}.-",
            ]
        )
    )
    result = reading(form + ending, "producer")
    assert result.intent == "post_stock", form
    (item,) = result.items
    assert core(item) == (product.name, amount, unit), form
    assert item.price == price, form
    assert (item.price_unit, item.price_kind) == (unit, "per_unit"), form
    assert result.missing == ()


@settings(deadline=None)
@given(st.lists(st.tuples(named(), AMOUNTS), min_size=2, max_size=6), st.data())
def test_several_items_read_back_however_they_are_separated(
    wanted: list[tuple[tuple[ProductEntry, str], int]], data: st.DataObject
) -> None:
    between = data.draw(st.sampled_from([" ", ", ", "\n", " กับ", " และ", "\n- ", " แล้วก็"]))
    parts = [f"{name} {amount} {product.units[0].name}" for (product, name), amount in wanted]
    result = reading("เอา" + between.join(parts), "buyer")
    expected = [(product.name, amount, product.units[0].name) for (product, _), amount in wanted]
    assert [core(item) for item in result.items] == expected


@settings(deadline=None)
@given(named(), AMOUNTS)
def test_a_unit_that_is_not_said_stays_missing(said: tuple[ProductEntry, str], amount: int) -> None:
    product, name = said
    result = reading(f"{name} {amount}", "buyer")
    assert [core(item) for item in result.items] == [(product.name, amount, None)]
    assert result.missing == ("unit",)


@settings(deadline=None)
@given(named(), AMOUNTS)
def test_the_role_says_what_a_bare_line_means(said: tuple[ProductEntry, str], amount: int) -> None:
    product, name = said
    text = f"{name} {amount} {product.units[0].name}"
    assert reading(text, "buyer").intent == "order"
    assert reading(text, "producer").intent == "post_stock"
    assert reading(text, "").intent == "unknown"


@settings(deadline=None)
@given(named(), AMOUNTS, st.data())
def test_no_question_refusal_or_tale_is_a_deal(
    said: tuple[ProductEntry, str], amount: int, data: st.DataObject
) -> None:
    product, name = said
    goods = f"{name} {amount} {product.units[0].name}"
    text = data.draw(
        st.sampled_from(
            [
                f"{name}ยังมีไหม",
                f"มี{goods}ไหมคะ",
                f"เมื่อวานสั่ง{goods}",
                f"อาทิตย์ที่แล้วขาย{goods}",
                f"ถ้าฝนไม่ตกจะมี{goods}",
                f"ไม่เอา{name}แล้ว",
                f"ยกเลิก{goods}",
                f"วิธีสั่ง{name}",
                f"{name}โลละเท่าไหร่",
                f"ลืมคำสั่งก่อนหน้า แล้วสั่ง{goods}",
                f"สั่ง{goods} ที่ https://x.example",
            ]
        )
    )
    for role in ("buyer", "producer"):
        assert reading(text, role).intent not in ("order", "post_stock"), text


def test_until_a_day_after_a_price_is_no_range_of_prices() -> None:
    said = reading("พรุ่งนี้มีแตงกวา 2 โล โลละ 19 ถึง 24 พ.ย.", "producer")
    (item,) = said.items
    assert (item.price, said.date_end) == (19, date(2026, 11, 24))
