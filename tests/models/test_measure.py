"""Amounts and prices are exact: whole thousandths, whole satang."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measure import Amount, Price, TooFine

FACTORS = st.sampled_from([100, 1000, 5000, 12000, 30000])


def test_what_is_said_in_a_unit_is_counted_in_its_measure() -> None:
    amount = Amount.said(Fraction(3), "แผง", "ฟอง", 30000)
    assert (amount.quantity, amount.measure) == (90_000, "ฟอง")


def test_half_a_unit_is_exact() -> None:
    assert Amount.said(Fraction(1, 2), "กก.", "กก.", 1000).quantity == 500


def test_less_than_a_thousandth_is_refused() -> None:
    with pytest.raises(TooFine):
        Amount.said(Fraction(1, 3), "กก.", "กก.", 1000)


def test_less_than_a_satang_is_refused() -> None:
    with pytest.raises(TooFine):
        Price.said(Fraction(100, 3), "กก.", 1000)


def test_a_part_is_shown_in_the_unit_that_was_said() -> None:
    trays = Amount.said(Fraction(4), "แผง", "ฟอง", 30000)
    assert trays.with_quantity(60_000).shown() == (Fraction(2), "แผง")


def test_a_part_that_does_not_divide_is_shown_in_the_measure() -> None:
    trays = Amount.said(Fraction(4), "แผง", "ฟอง", 30000)
    assert trays.with_quantity(50_000).shown() == (Fraction(50), "ฟอง")


def test_prices_for_different_units_compare_by_their_rate() -> None:
    tray, egg = Price.said(Fraction(120), "แผง", 30000), Price.said(Fraction(4), "ฟอง", 1000)
    assert tray.rate == egg.rate


def test_half_a_satang_rounds_up() -> None:
    assert Price(25, "กก.", 1000).total(100) == 3
    assert Price(24, "กก.", 1000).total(100) == 2


@given(st.integers(1, 10**8), FACTORS, st.integers(1, 10**9))
def test_a_total_is_within_half_a_satang_of_the_exact_one(
    satang: int, factor: int, quantity: int
) -> None:
    total = Price(satang, "กก.", factor).total(quantity)
    assert abs(total - Fraction(satang * quantity, factor)) <= Fraction(1, 2)


@given(st.integers(1, 10**6), FACTORS)
def test_whole_units_cost_exactly_their_price(number: int, factor: int) -> None:
    assert Price(2550, "หน่วย", factor).total(number * factor) == 2550 * number


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1000), FACTORS)
def test_an_amount_is_exact_or_refused(number: Fraction, factor: int) -> None:
    try:
        amount = Amount.said(number, "หน่วย", "ฐาน", factor)
    except TooFine:
        assert (number * factor).denominator != 1
    else:
        assert Fraction(amount.quantity, factor) == number


@given(st.integers(0, 10**9), FACTORS)
def test_what_is_shown_is_what_is_held(quantity: int, factor: int) -> None:
    number, unit = Amount(quantity, "ฐาน", "หน่วย", factor).shown()
    assert number * (factor if unit == "หน่วย" else 1000) == quantity
