"""How people say what they want: the same wish in many forms, as it is typed in Roi Et.

Each form is chosen by a number, so that a plan says the same words every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from week.clock import SUNDAY
from week.wants import Item, Ordering, Posting, StandingWish

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")
_KILOS = ("กก.", "โล", "กิโล", "กก")
_ENDINGS = ("", "ค่ะ", "ครับ", "จ้า", "เด้อ")
_MONTHS = {11: "พ.ย.", 12: "ธ.ค."}


def _unit(unit: str, form: int) -> str:
    return _KILOS[form % len(_KILOS)] if unit == "กก." else unit


def amount(quantity: int, unit: str, form: int) -> str:
    digits = str(quantity).translate(_THAI) if form % 7 == 3 else str(quantity)
    said = _unit(unit, form)
    return f"{digits}{said}" if form % 5 == 2 else f"{digits} {said}"


def day_of(day: int) -> date:
    return SUNDAY + timedelta(days=day)


def day_words(day: int, today: int, form: int) -> str:
    """A delivery day, said on a day."""
    if day - today == 1:
        return ("พรุ่งนี้", "พรุ่งนี้", "พน.")[form % 3]
    if day - today == 2:
        return ("มะรืน", f"วัน{_weekday(day)}")[form % 2]
    return f"วัน{_weekday(day)}"


def _weekday(day: int) -> str:
    return _WEEKDAYS[day_of(day).weekday()]


def date_words(day: int) -> str:
    it = day_of(day)
    return f"{it.day} {_MONTHS[it.month]}"


def order(wish: Ordering, today: int, form: int) -> str:
    day = day_words(wish.day, today, form)
    ending = _ENDINGS[form % len(_ENDINGS)]
    if form % 4 == 0:
        return f"เอา{_listed(wish.items, form)} {day}{ending}"
    if form % 4 == 1:
        lines = "\n".join(_item(item, form) for item in wish.items)
        return f"{lines}\nส่ง{day}{ending}"
    if form % 4 == 2:
        return f"สั่ง {_listed(wish.items, form)} ส่ง{day}{ending}"
    return f"{day}ขอ{_listed(wish.items, form)}{ending}"


def standing(wish: StandingWish, last: int, form: int) -> str:
    days = " ".join(_WEEKDAYS[weekday] for weekday in wish.weekdays)
    verb = ("เอา", "ขอ", "ส่ง")[form % 3]
    return f"ทุกวัน{days} {verb}{_listed(wish.items, form)} ถึง {date_words(last)}"


def posting(wish: Posting, form: int) -> str:
    name, unit = wish.good.product, _unit(wish.good.unit, form)
    much = amount(wish.quantity, wish.good.unit, form)
    if wish.most is not None:
        much = f"{wish.quantity}-{wish.most} {unit}"
    price = (f"{unit}ละ {wish.price}", f"{unit}ละ {wish.price} บาท", f"{wish.price} บาท/{unit}")[
        form % 3
    ]
    until = "" if wish.last - _today(wish) == 1 else f"ถึง {date_words(wish.last)}"
    if form % 2:
        return f"พรุ่งนี้มี{name} {much} {price} {until}".strip()
    return f"ลงขาย{name} {much} {price} พรุ่งนี้{until}{_ENDINGS[form % len(_ENDINGS)]}"


def _today(wish: Posting) -> int:
    return (wish.at.date() - SUNDAY).days


def _listed(items: Sequence[Item], form: int) -> str:
    return (" ", " กับ", " ")[form % 3].join(_item(item, form) for item in items)


def _item(item: Item, form: int) -> str:
    return f"{item.good.product} {amount(item.quantity, item.good.unit, form)}"
