"""What is traded in the week: goods by producer group, and the menus of four kinds of kitchens.

Prices are baht for one of the unit, near those of the catalogue. All amounts are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Good:
    """product, unit: as the catalogue spells them; price: baht; keeps: days it can be sold for."""

    product: str
    unit: str
    price: int
    keeps: int = 1


_VEGETABLES = (
    Good("ผักบุ้ง", "กก.", 25),
    Good("คะน้า", "กก.", 35),
    Good("กวางตุ้ง", "กก.", 25),
    Good("ผักกาดขาว", "กก.", 25, 2),
    Good("แตงกวา", "กก.", 18, 2),
    Good("มะเขือเปราะ", "กก.", 25, 2),
    Good("ถั่วฝักยาว", "กก.", 35),
    Good("ต้นหอม", "กก.", 60),
)
_SWEETS = (
    Good("ขนมชั้น", "ชิ้น", 5),
    Good("ขนมตาล", "ชิ้น", 5),
    Good("ข้าวต้มมัด", "มัด", 10),
    Good("ชุดเบรก", "ชุด", 30),
)
_RICE = (
    Good("ข้าวหอมมะลิอินทรีย์", "กก.", 45, 20),
    Good("ข้าวเหนียว กข6", "กก.", 38, 20),
    Good("ข้าวกล้องหอมมะลิ", "กก.", 48, 20),
)
_PLA_RA = (
    Good("ปลาร้าต้มสุก", "กก.", 90, 20),
    Good("น้ำปลาร้า", "ขวด", 35, 20),
    Good("ปลาร้าบอง", "กระปุก", 40, 20),
)
# The households of the rice and the pla ra group also have a kitchen garden.
GROUPS: Mapping[str, tuple[Good, ...]] = {
    "บ้านวังน้ำวน": _VEGETABLES,
    "บ้านโนนใหม่": _SWEETS,
    "ชมสะอาด": (*_RICE, _VEGETABLES[0], _VEGETABLES[4]),
    "บ้านเทพารักษ์": (*_PLA_RA, _VEGETABLES[1], _VEGETABLES[5]),
}
GOODS: Mapping[str, Good] = {good.product: good for goods in GROUPS.values() for good in goods}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of kitchen. word: as the bot calls it; menu: what it cooks, how much at least and at
    most, in the goods' units; lines: goods in an order; ahead: days before the delivery on which it
    orders; evenings: how many of its orders come in an evening; share: of forty kitchens; standing:
    how many have a standing order; closed: weekdays, 0 is Monday."""

    word: str
    name: str
    menu: Mapping[str, tuple[int, int]]
    lines: tuple[int, int]
    ahead: tuple[int, ...]
    share: int
    standing: float
    evenings: float = 0.0
    closed: frozenset[int] = frozenset()


WEEKEND = frozenset({5, 6})
KINDS: Mapping[str, Kind] = {
    "hospital": Kind(
        "โรงพยาบาล", "โรงพยาบาล{place}",
        {"ผักบุ้ง": (8, 20), "คะน้า": (6, 15), "ผักกาดขาว": (8, 20), "แตงกวา": (8, 15),
         "มะเขือเปราะ": (4, 10), "ข้าวหอมมะลิอินทรีย์": (25, 60), "ต้นหอม": (1, 3)},
        (3, 5), (2, 3), share=4, standing=0.5,
    ),
    "school": Kind(
        "โรงเรียน", "โรงเรียนบ้าน{place}",
        {"ผักบุ้ง": (4, 10), "คะน้า": (3, 8), "กวางตุ้ง": (3, 8), "ผักกาดขาว": (4, 10),
         "แตงกวา": (3, 8), "ถั่วฝักยาว": (2, 6), "ข้าวหอมมะลิอินทรีย์": (10, 30),
         "ขนมชั้น": (40, 90), "ปลาร้าต้มสุก": (1, 3)},
        (2, 4), (1, 2, 2), evenings=0.5, share=14, standing=0.5, closed=WEEKEND,
    ),
    "hotel": Kind(
        "โรงแรม", "โรงแรม{place}",
        {"คะน้า": (3, 8), "แตงกวา": (3, 8), "ผักกาดขาว": (3, 8), "ข้าวกล้องหอมมะลิ": (5, 15),
         "ชุดเบรก": (20, 50), "ขนมตาล": (30, 60), "ข้าวต้มมัด": (20, 50)},
        (2, 4), (1, 2), evenings=0.3, share=6, standing=0.6,
    ),
    "restaurant": Kind(
        "ร้านอาหาร", "ร้าน{place}",
        {"ผักบุ้ง": (2, 6), "กวางตุ้ง": (2, 5), "มะเขือเปราะ": (2, 5), "ถั่วฝักยาว": (2, 5),
         "ต้นหอม": (1, 2), "ข้าวเหนียว กข6": (5, 20), "น้ำปลาร้า": (3, 10), "ปลาร้าบอง": (2, 6),
         "ปลาร้าต้มสุก": (1, 4)},
        (1, 3), (1,), evenings=0.8, share=16, standing=0.2,
    ),
}  # fmt: skip
