"""The catalogue's words mean one product each, and its units, prices and parents fit together."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.models.seed_files import products, twice

PRODUCTS = products()
BY_NAME = {product["name"]: product for product in PRODUCTS}
ALIASES = {alias for product in PRODUCTS for alias in product["aliases"]}

PRODUCT_KEYS = {
    "name",
    "category",
    "aliases",
    "base_unit",
    "default_unit",
    "units",
    "vat",
    "shelf_days",
    "likely",
    "likely_price",
}
# Units whose size is the same for every product counted in the base unit beside them.
FIXED = {"กก.": {"กก.": 1_000, "ขีด": 100, "ตัน": 1_000_000}}
DOZEN = 12_000
EGG_TRAY = 30_000


def normalised(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def spellings() -> Iterator[str]:
    for product in PRODUCTS:
        yield product["name"]
        yield from product["aliases"]


def test_the_catalogue_holds_at_least_eighty_products() -> None:
    assert len(PRODUCTS) >= 80


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p["name"])
def test_a_product_has_exactly_the_fields_the_header_explains(product: dict[str, Any]) -> None:
    assert set(product) - {"parent", "substitutes"} == PRODUCT_KEYS


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p["name"])
def test_substitutes_are_other_goods_sold_in_the_same_measure(product: dict[str, Any]) -> None:
    for name in product.get("substitutes", ()):
        assert name != product["name"]
        assert BY_NAME[name]["base_unit"] == product["base_unit"]
        assert BY_NAME[name]["category"] == product["category"]


def test_no_word_means_two_products() -> None:
    assert twice([normalised(word) for word in spellings()]) == []


def test_thai_is_typed_in_the_order_a_reader_normalises_to() -> None:
    misordered = re.compile(
        "เเ|\u0e4d[\u0e48-\u0e4b]?\u0e32|\u0e33[\u0e48-\u0e4b]|[\u200b-\u200d\ufeff]"
    )
    assert [
        w for w in spellings() if misordered.search(w) or w != unicodedata.normalize("NFC", w)
    ] == []


def test_no_word_begins_or_ends_with_a_space_or_is_empty() -> None:
    assert [word for word in spellings() if word != word.strip() or not word] == []


def test_no_alias_swallows_a_unit_said_next_to_a_product() -> None:
    """Nothing between words: in "น้ำปลาร้าขวดละ 35" the bottle is the price's unit."""
    for product in PRODUCTS:
        for word in (product["name"], *product["aliases"]):
            glued = {word + unit for unit in product["units"]}
            glued |= {unit + word for unit in product["units"]}
            assert glued.isdisjoint(ALIASES), product["name"]


def test_a_parent_exists_and_counts_in_the_same_unit() -> None:
    for product in PRODUCTS:
        if parent := product.get("parent"):
            assert BY_NAME[parent]["base_unit"] == product["base_unit"], product["name"]


def test_no_product_is_wider_than_itself() -> None:
    for product in PRODUCTS:
        seen = [product["name"]]
        while parent := BY_NAME[seen[-1]].get("parent"):
            assert parent not in seen
            seen.append(parent)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p["name"])
def test_units_are_whole_thousandths_and_hold_base_and_default(product: dict[str, Any]) -> None:
    units = product["units"]
    assert all(type(factor) is int and factor >= 0 for factor in units.values())
    assert units[product["base_unit"]] == 1_000
    assert product["default_unit"] in units


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p["name"])
def test_units_of_fixed_size_have_that_size(product: dict[str, Any]) -> None:
    units = product["units"]
    for unit, factor in FIXED.get(product["base_unit"], {}).items():
        assert units.get(unit, factor) == factor
    assert units.get("โหล", DOZEN) == DOZEN
    assert units.get("แผง", EGG_TRAY) in {EGG_TRAY, 0}


def test_a_sack_of_rice_weighs_what_sacks_weigh_in_practice() -> None:
    sacks = [p["units"]["กระสอบ"] for p in PRODUCTS if "กระสอบ" in p["units"]]
    assert sacks and all(45_000 <= sack <= 100_000 for sack in sacks)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p["name"])
def test_likely_amounts_and_prices_rise_and_fit_what_the_market_stores(
    product: dict[str, Any],
) -> None:
    for key, step in (("likely", Decimal("0.001")), ("likely_price", Decimal("0.01"))):
        values = [Decimal(text) for text in product[key]]
        assert values and values == sorted(set(values)) and values[0] > 0
        assert all(value % step == 0 for value in values)


def test_vat_and_shelf_life_are_values_the_market_knows() -> None:
    assert {product["vat"] for product in PRODUCTS} == {"exempt", "accountant"}
    assert all(type(p["shelf_days"]) is int and p["shelf_days"] >= 1 for p in PRODUCTS)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("บักหุ่ง", "มะละกอ"),
        ("หมากเขือ", "มะเขือ"),
        ("ปลาแดก", "ปลาร้า"),
        ("ผักอีตู่", "แมงลัก"),
        ("หน่อไม้ต้ม", "หน่อไม้"),
    ],
)
def test_isan_and_market_words_lead_to_the_product_they_mean(said: str, meant: str) -> None:
    assert said in BY_NAME[meant]["aliases"]
