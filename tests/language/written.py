"""Ways in which people write a number: what the property tests render and read back."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ((10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"))


def formal(number: int) -> str:
    """หนึ่งร้อยยี่สิบเอ็ด; `number` up to 99,999."""
    if number == 0:
        return "ศูนย์"
    return "".join(_place(number, size, word) for size, word in _PLACES) + _tens(number)


def _place(number: int, size: int, word: str) -> str:
    digit = number // size % 10
    return _DIGITS[digit] + word if digit else ""


def _tens(number: int) -> str:
    tens, ones = number // 10 % 10, number % 10
    ten = {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, _DIGITS[tens] + "สิบ")
    last = "เอ็ด" if ones == 1 and number > 10 else _DIGITS[ones]
    return ten + last


def short(number: int) -> str:
    """ร้อยยี่สิบ: a leading หนึ่ง is not said."""
    said = formal(number)
    return said.removeprefix("หนึ่ง") if number >= 100 else said


def isan(number: int) -> str:
    """ร้อยซาวห้า for twenty and what follows it."""
    return short(number).replace("ยี่สิบ", "ซาว")


def commas(number: int) -> str:
    return f"{number:,}"


def thai_digits(number: int) -> str:
    return str(number).translate({ord("0") + n: 0x0E50 + n for n in range(10)})


def has_one_meaning(number: int) -> bool:
    """Not 105, 1,005 or 20,005: said as words these may be 150, 1,500 and 25,000."""
    ones, tens = number % 10, number // 10 % 10
    return not (number >= 100 and ones > 1 and tens == 0)


def halves(number: int) -> Fraction:
    return number + Fraction(1, 2)
