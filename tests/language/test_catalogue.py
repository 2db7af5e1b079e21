"""Names: exact, with slips, nearest; and the unit as the catalogue spells it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.catalogue import Catalogue, ProductEntry, UnitEntry
from tests.language.catalogue import small_catalogue

CATALOGUE = small_catalogue()
TONES = "่้๊๋"


def entry(number: int, name: str, *aliases: str) -> ProductEntry:
    return ProductEntry(number, name, aliases, "กก.", "กก.", (UnitEntry("กก.", 1000),), None)


@settings(deadline=None)
@given(st.sampled_from(list(CATALOGUE)), st.data())
def test_every_name_and_alias_is_found(product: ProductEntry, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([product.name, *product.aliases]))
    around = data.draw(st.sampled_from(["{}", " {} ", "{}ค่ะ", "{} จ้า", "\u200b{}", "{}."]))
    assert CATALOGUE.find(around.format(name)) == product


@settings(deadline=None)
@given(st.sampled_from([p for p in CATALOGUE if len(p.name) >= 6]))
def test_a_name_without_its_tone_marks_is_still_found(product: ProductEntry) -> None:
    bare = "".join(letter for letter in product.name if letter not in TONES)
    assert CATALOGUE.find_slip(bare) == product


@settings(deadline=None)
@given(st.sampled_from(list(CATALOGUE)))
def test_a_name_is_nearest_to_itself(product: ProductEntry) -> None:
    assert product in CATALOGUE.nearest(product.name)


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1, 5))
def test_nearest_gives_no_more_than_asked_and_none_twice(text: str, limit: int) -> None:
    near = CATALOGUE.nearest(text, limit)
    assert len(near) <= limit
    assert len({product.id for product in near}) == len(near)


def test_a_name_that_two_products_share_by_shape_is_not_decided() -> None:
    twins = Catalogue([entry(1, "ผักขาวนวล"), entry(2, "ผักข้าวนวล")])
    assert twins.find("ผักขาวนวล") == twins.product(1)
    assert twins.find_slip("ผักข่าวนวล") is None
    assert [product.id for product in twins.nearest("ผักข่าวนวล")] == [1, 2]


@pytest.mark.parametrize("other", ["มะพร้าว", "ผัดบุ้ง", "ฟักเขียวหวาน", "ข้าวเหนียวดำ", "กล้วยหอม"])
def test_another_word_is_no_slip(other: str) -> None:
    assert CATALOGUE.find_slip(other) is None


def test_isan_forms_of_fruit_names_need_no_alias() -> None:
    fruit = Catalogue([entry(1, "มะปราง")])
    assert fruit.find("บักปราง") == fruit.find("หมากปราง") == fruit.product(1)


def test_a_unit_is_spelled_as_the_product_spells_it() -> None:
    product = ProductEntry(1, "งา", (), "กก.", "กิโล", (UnitEntry("กิโล", 1000),), None)
    unit = product.unit_named("kg")
    assert unit is not None
    assert unit.name == "กิโล"
    assert product.unit_named("ไห") is None


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        CATALOGUE.product(99_999)


def test_an_empty_catalogue_names_nothing() -> None:
    empty = Catalogue([])
    assert empty.find("ผักบุ้ง") is None
    assert empty.nearest("ผักบุ้ง") == []
