"""Every number in every written form reads back, and doubtful ones are not guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.answers import Amount, read_quantity
from tests.language import written

NUMBERS = st.integers(min_value=1, max_value=99_999)
UNITS = st.sampled_from(["กก.", "โล", "กิโล", "กำ", "มัด", "ถุง", "ขวด", "ลัง", "แผง", "หวี"])
WORDS = st.sampled_from([written.formal, written.short, written.isan])
FIGURES = st.sampled_from([str, written.commas, written.thai_digits])


def quantity(text: str) -> Fraction | None:
    amount = read_quantity(text, None)
    return None if amount is None else amount.quantity


@settings(deadline=None)
@given(NUMBERS, FIGURES, st.sampled_from(["", " "]), UNITS)
def test_figures_read_back(number: int, figures: type[str], gap: str, unit: str) -> None:
    assert quantity(f"{figures(number)}{gap}{unit}") == number


@settings(deadline=None)
@given(NUMBERS.filter(written.has_one_meaning), WORDS, st.sampled_from(["", " "]), UNITS)
def test_words_read_back(number: int, words: type[str], gap: str, unit: str) -> None:
    assert quantity(f"{words(number)}{gap}{unit}") == number


@settings(deadline=None)
@given(st.integers(1, 999), UNITS)
def test_a_half_after_the_unit_reads_back(number: int, unit: str) -> None:
    assert quantity(f"{number} {unit}ครึ่ง") == written.halves(number)


@settings(deadline=None)
@given(st.integers(0, 99_999), st.integers(1, 99), UNITS)
def test_decimals_are_exact(whole: int, hundredths: int, unit: str) -> None:
    exact = whole + Fraction(hundredths, 100)
    assert quantity(f"{whole}.{hundredths:02} {unit}") == exact


@settings(deadline=None)
@given(st.integers(1, 9_998), st.integers(1, 999), st.sampled_from(["-", " - ", "–", " ถึง "]))
def test_ranges_keep_both_ends(low: int, more: int, link: str) -> None:
    said = read_quantity(f"{low}{link}{low + more} กก.", None)
    assert said == Amount(Fraction(low), "กก.", Fraction(low + more))


NEIGHBOURS = [
    (digit, word, size)
    for word, size in (("", 1), ("สิบ", 10), ("ร้อย", 100), ("พัน", 1000))
    for digit in range(3 if size == 10 else 1, 9)  # ten and twenty are said as สิบยี่สิบ
]


@pytest.mark.parametrize(("digit", "times", "size"), NEIGHBOURS)
def test_two_neighbours_are_a_range(digit: int, times: str, size: int) -> None:
    names = written.formal
    said = read_quantity(f"{names(digit)}{names(digit + 1)}{times}โล", None)
    assert said == Amount(Fraction(digit * size), "กก.", Fraction((digit + 1) * size))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("สิบยี่สิบโล", 10, 20),
        ("ยี่สิบสามสิบโล", 20, 30),
        ("สิบห้าสิบหกโล", 15, 16),
        ("สองร้อยสามร้อยกิโล", 200, 300),
        ("ยี่สิบห้าสามสิบโล", 25, 30),
    ],
)
def test_ranges_in_words(text: str, low: int, high: int) -> None:
    assert read_quantity(text, None) == Amount(Fraction(low), "กก.", Fraction(high))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("พันห้าโล", 1500),
        ("สองพันห้าโล", 2500),
        ("หมื่นห้ากิโล", 15_000),
        ("ร้อยนึงกำ", 100),
        ("ร้อยเอ็ดกำ", 101),
        ("ซาวห้าโล", 25),
        ("ร้อยซาวโล", 120),
        ("2 พันโล", 2000),
        ("ครึ่งโล", Fraction(1, 2)),
        ("โลครึ่ง", Fraction(3, 2)),
        ("สองโลครึ่ง", Fraction(5, 2)),
        ("1/2 กก.", Fraction(1, 2)),
        ("½ กก.", Fraction(1, 2)),
        ("หนึ่งจุดห้าโล", Fraction(3, 2)),
        ("2 โล 3 ขีด", Fraction(23, 10)),
        ("กำนึง", 1),
        ("โลเดียว", 1),
    ],
)
def test_spoken_forms(text: str, value: Fraction) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize("text", ["ร้อยห้าโล", "สองร้อยห้าโล", "ห้าหกเจ็ดโล", "สิบสิบสิบโล", "0 โล"])
def test_two_meanings_or_none_are_not_guessed(text: str) -> None:
    assert read_quantity(text, None) is None
