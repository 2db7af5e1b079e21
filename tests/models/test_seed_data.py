"""The demo market and its people refer to each other rightly, and say that they are invented."""

import re
from collections import Counter
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from tests.models.seed_files import market, people, products, twice

MARKET = market()
PEOPLE = people()
BY_NAME = {product["name"]: product for product in products()}

PERSON_KEYS = {
    "user_id",
    "name",
    "caption",
    "role",
    "color",
    "group",
    "buyer",
    "phone",
    "friend",
    "fictional",
}


def named(table: str, key: str = "name") -> list[str]:
    return [row[key] for row in MARKET[table]]


def people_of(role: str) -> list[dict[str, Any]]:
    return [person for person in PEOPLE if person["role"] == role]


def test_names_in_the_market_are_unique() -> None:
    assert twice(named("group") + named("group", "short_name")) == []
    assert twice(named("buyer") + named("buyer", "short_name")) == []
    assert twice(named("work_group", "key")) == []


def test_the_three_work_groups_are_there_and_every_group_is_in_one() -> None:
    keys = set(named("work_group", "key"))
    assert keys == {"agriculture", "processing", "tourism"}
    assert set(named("group", "work_group")) <= keys


def test_only_the_four_named_groups_are_real() -> None:
    assert named("group") == [
        "กลุ่มปลูกผักปลอดสารพิษบ้านวังน้ำวน",
        "กลุ่มสตรีขนมไทยบ้านโนนใหม่",
        "กลุ่มผู้ผลิตข้าวอินทรีย์ตำบลชมสะอาด",
        "กลุ่มทำปลาร้าบ้านเทพารักษ์",
    ]
    assert not any(named("group", "fictional"))
    assert all(named("buyer", "fictional") + named("certificate", "fictional"))
    assert all(person["fictional"] is True for person in PEOPLE)


def test_there_is_one_buyer_of_each_kind() -> None:
    assert sorted(named("buyer", "kind")) == ["hospital", "hotel", "restaurant", "school"]


def test_every_buyer_receives_somewhere_in_a_window_that_opens_before_it_closes() -> None:
    assert set(named("place", "buyer")) == set(named("buyer"))
    for place in MARKET["place"]:
        assert time.fromisoformat(place["opens"]) < time.fromisoformat(place["closes"])


def test_certificates_belong_to_a_group_and_to_products_that_exist() -> None:
    assert set(named("certificate", "group")) == set(named("group", "short_name"))
    assert twice(named("certificate", "number")) == []
    for certificate in MARKET["certificate"]:
        assert certificate["kind"] in {"GAP", "Organic Thailand", "PGS", "อย.", "มผช."}
        assert "product" not in certificate or certificate["product"] in BY_NAME
        assert type(certificate["valid_until"]) is date


@pytest.mark.parametrize("lot", MARKET["lot"], ids=lambda lot: lot["product"])
def test_an_opening_lot_is_sold_in_a_unit_of_its_product_and_within_its_shelf_life(
    lot: dict[str, Any],
) -> None:
    product = BY_NAME[lot["product"]]
    assert lot["unit"] in product["units"]
    assert 0 <= lot["from_days"] <= lot["until_days"]
    assert lot["until_days"] - lot["from_days"] <= product["shelf_days"]


@pytest.mark.parametrize("lot", MARKET["lot"], ids=lambda lot: lot["product"])
def test_an_opening_lot_has_a_quantity_and_a_price_the_market_can_store(
    lot: dict[str, Any],
) -> None:
    quantity, price = Decimal(lot["quantity"]), Decimal(lot["price"])
    assert 0 < quantity <= Decimal(lot.get("quantity_max", quantity))
    assert quantity % Decimal("0.001") == 0
    assert price > 0 and price % Decimal("0.01") == 0


def test_every_farmer_opens_with_a_handful_of_lots() -> None:
    lots = Counter(named("lot", "seller"))
    assert set(lots) == {person["name"] for person in people_of("producer")}
    assert min(lots.values()) >= 4


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p["name"])
def test_a_person_is_well_formed(person: dict[str, Any]) -> None:
    assert set(person) - {"part_is_fine"} == PERSON_KEYS
    assert re.fullmatch(r"U[0-9a-f]{32}", person["user_id"])
    assert re.fullmatch(r"#[0-9a-f]{6}", person["color"])
    assert re.fullmatch(r"080-000-\d{4}", person["phone"])


def test_people_do_not_share_a_name_id_phone_or_colour() -> None:
    for key in ("user_id", "name", "phone", "color"):
        assert twice([person[key] for person in PEOPLE]) == []


def test_one_farmer_writes_for_each_group_and_one_purchaser_for_each_buyer() -> None:
    assert [p["group"] for p in people_of("producer")] == named("group", "short_name")
    assert [p["buyer"] for p in people_of("buyer")] == named("buyer")


def test_only_farmers_have_a_group_and_only_purchasers_a_buyer() -> None:
    assert all((p["group"] is not None) == (p["role"] == "producer") for p in PEOPLE)
    assert all((p["buyer"] is not None) == (p["role"] == "buyer") for p in PEOPLE)


def test_one_is_staff_and_only_the_newcomer_is_no_friend_yet() -> None:
    assert len(people_of("staff")) == 1
    assert [p["role"] for p in PEOPLE if not p["friend"]] == ["guest"]
