"""How days, amounts and money are written for people here."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

from models.calendar import BANGKOK
from models.measure import Amount, Price

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
BUDDHIST = 543


def day(value: date) -> str:
    """พุธ 25 พ.ย. 2569"""
    return f"{WEEKDAYS[value.weekday()]} {long_day(value)}"


def weekday(value: date) -> str:
    """วันพุธ"""
    return f"วัน{WEEKDAYS[value.weekday()]}"


def long_day(value: date) -> str:
    """25 พ.ย. 2569"""
    return f"{short_day(value)} {value.year + BUDDHIST}"


def full_day(value: date) -> str:
    """วันพุธ 25 พ.ย. 2569"""
    return f"วัน{day(value)}"


def short_day(value: date) -> str:
    """25 พ.ย."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def near_day(value: date, today: date) -> str:
    """พรุ่งนี้ (พุธ 25 พ.ย. 2569)"""
    near = near_name(value, today)
    return f"{near} ({day(value)})" if near else full_day(value)


def near_name(value: date, today: date) -> str | None:
    """วันนี้ พรุ่งนี้ มะรืน, or None."""
    return {0: "วันนี้", 1: "พรุ่งนี้", 2: "มะรืน"}.get((value - today).days)


def clock(value: datetime) -> str:
    """16.00 น."""
    return time_of_day(value.astimezone(BANGKOK).time())


def time_of_day(value: time) -> str:
    """16.00 น."""
    return f"{value:%H.%M} น."


def moment(value: datetime, today: date) -> str:
    """16.00 น. วันนี้, or with its day."""
    local = value.astimezone(BANGKOK).date()
    return f"{clock(value)} {near_day(local, today).split(' (')[0]}"


def number(value: Fraction) -> str:
    """At most three decimals, thousands with commas; whole numbers without a point."""
    thousandths = round(value * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")


def amount(value: Amount) -> str:
    """20 กก., in the unit that was said; with its measure beside it when that is another."""
    count, unit = value.shown()
    said = f"{number(count)} {unit}"
    if unit == value.measure:
        return said
    return f"{said} ({number(Fraction(value.quantity, 1000))} {value.measure})"


def span(least: Amount, most: Amount) -> str:
    """20–25 กก."""
    (low, unit), (high, other) = least.shown(), most.shown()
    return f"{number(low)}{'' if unit == other else f' {unit}'}–{number(high)} {other}"


def baht(satang: int) -> str:
    """1,250 บาท or 35.50 บาท"""
    whole, rest = divmod(satang, 100)
    return f"{whole:,}.{rest:02d} บาท" if rest else f"{whole:,} บาท"


def price(value: Price) -> str:
    """กก.ละ 30 บาท"""
    return f"{value.unit}ละ {baht(value.satang)}"
