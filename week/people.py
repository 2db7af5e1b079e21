"""Who lives in the week: producers with characters, kitchens of four kinds, staff."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from week.goods import GROUPS, KINDS, Good

STAFF = ("น้องฝ้าย", "พี่เอก", "น้องมุก")
# Fewer kitchens than this need no crowd of producers.
A_HANDFUL = 10
_TITLES = ("แม่", "พ่อ", "ป้า", "ลุง", "น้า", "ยาย")
_NAMES = ("คำ", "บุญมี", "ทองใบ", "สมพร", "จันทร์", "แก้ว", "อ่อน", "ดวง", "มาลี", "สีดา", "เพ็ญ", "นวล")
_COOKS = ("ครูนิด", "คุณแดง", "เชฟโอ๊ต", "พี่นก", "คุณหญิง", "ครูต่าย", "พี่จอย", "คุณอ้อ", "เจ๊หมวย", "พี่แป้ง")
_LANDS = ("หนอง", "โนน", "ดอน", "ทุ่ง", "ห้วย", "บึง")
_SKIES = ("แสงจันทร์", "ดาวทอง", "เมฆขาว", "ลมหนาว", "ฟ้าใส", "ตะวันฉาย", "น้ำค้าง", "สายหมอก")


class Character(StrEnum):
    PROMPT = "prompt"  # answers within minutes
    SLOW = "slow"  # within an hour or two, now and then too late
    FORGETFUL = "forgetful"  # on some days not at all
    CAREFUL = "careful"  # on some days picks less than was promised
    CHOOSY = "choosy"  # on some days declines
    AUTO = "auto"  # lets the market accept


# The first of a group answers; the others are of every sort.
_SORTS = (Character.FORGETFUL, Character.SLOW, Character.CAREFUL, Character.CHOOSY, Character.AUTO)


@dataclass(frozen=True, slots=True)
class Person:
    """types: would rather write a word than tap its button."""

    user_id: str
    name: str
    phone: str
    types: bool


@dataclass(frozen=True, slots=True)
class Producer(Person):
    group: str
    character: Character
    goods: tuple[Good, ...]


@dataclass(frozen=True, slots=True)
class Kitchen(Person):
    """part: whether it welcomes a part of what it asked for."""

    place: str
    kind: str
    part: bool


@dataclass(frozen=True, slots=True)
class People:
    producers: Sequence[Producer]
    kitchens: Sequence[Kitchen]
    staff: Sequence[Person]

    def everybody(self) -> Iterator[Person]:
        yield from (*self.staff, *self.producers, *self.kitchens)

    def file(self) -> list[dict[str, Any]]:
        """The simulator's people file: nobody is a friend of the bot yet."""
        return [
            {
                "user_id": person.user_id,
                "name": person.name,
                "caption": "",
                "role": "guest",
                "color": "#616161",
                "friend": False,
            }
            for person in self.everybody()
        ]


def draw_people(dice: random.Random, kitchens: int) -> People:
    """Four to six producers in each group, and so many kitchens; two for a handful of kitchens."""
    few = kitchens < A_HANDFUL
    staff = [Person(**_person(dice, name)) for name in STAFF[: 1 if few else None]]
    numbers = [2 if few else dice.randint(4, 6) for _ in GROUPS]
    producers = [
        p
        for group, number in zip(GROUPS, numbers, strict=True)
        for p in _group(dice, group, number)
    ]
    return People(producers, _kitchens(dice, kitchens), staff)


def _person(dice: random.Random, name: str) -> dict[str, Any]:
    return {
        "user_id": f"U{dice.getrandbits(128):032x}",
        "name": name,
        "phone": f"08{dice.randrange(10**8):08d}",
        "types": dice.random() < 0.4,
    }


def _group(dice: random.Random, group: str, number: int) -> Iterator[Producer]:
    """Between them they have all goods of the group, each of them two or three."""
    sorts = [Character.PROMPT, *dice.sample(_SORTS, number - 1)]
    names = dice.sample(_NAMES, number)
    for place, (sort, name) in enumerate(zip(sorts, names, strict=True)):
        known = _person(dice, f"{dice.choice(_TITLES)}{name}")
        yield Producer(**known, group=group, character=sort, goods=_goods(dice, group, place))


def _goods(dice: random.Random, group: str, place: int) -> tuple[Good, ...]:
    goods = GROUPS[group]
    mine = {goods[(place * 2 + step) % len(goods)] for step in (0, 1)} | {dice.choice(goods)}
    return tuple(good for good in goods if good in mine)


def _kitchens(dice: random.Random, number: int) -> list[Kitchen]:
    places = [f"{land}{sky}" for land in _LANDS for sky in _SKIES]
    dice.shuffle(places)
    kinds = _kinds(number)
    return [_kitchen(dice, kind, place) for kind, place in zip(kinds, places, strict=False)]


def _kinds(number: int) -> list[str]:
    """So many kitchens, of each kind by its share; of few at least one of each is drawn first."""
    pool = [
        (place / kind.share, name)
        for name, kind in KINDS.items()
        for place in range(1, kind.share + 1)
    ]
    return [name for _, name in sorted(pool)[-number:]]


def _kitchen(dice: random.Random, kind: str, place: str) -> Kitchen:
    known = _person(dice, dice.choice(_COOKS))
    name = KINDS[kind].name.format(place=place)
    return Kitchen(**known, place=name, kind=kind, part=dice.random() < 0.85)
