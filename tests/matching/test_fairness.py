"""Who gets how much when it does not suffice, and whose goods are taken when prices are equal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching import Rules, Stock, Wish, allocate
from tests.matching.market import DAY, KG, given_to, line, lines, lot, lots, taken_from
from tests.matching.optimum import cheapest_fill

HOSPITAL_FIRST = Rules(ranks={"hospital": -1})


def shares(stocks: list[Stock], wishes: list[Wish], rules: Rules | None = None) -> list[int]:
    """What each wish gets, in whole kilograms."""
    got = given_to(allocate(stocks, wishes, rules).grants)
    return [got.get(w.line_id, 0) // KG for w in wishes]


def sales(stocks: list[Stock], wishes: list[Wish], rules: Rules | None = None) -> list[int]:
    taken = taken_from(allocate(stocks, wishes, rules).grants)
    return [taken.get(s.lot_id, 0) // KG for s in stocks]


def test_small_wishes_are_met_and_large_ones_share_what_is_left_equally() -> None:
    assert shares([lot(1, 30)], [line(1, 40), line(2, 4), line(3, 60)]) == [13, 4, 13]


def test_who_asks_for_more_than_the_share_gets_no_more_by_it() -> None:
    honest = shares([lot(1, 20)], [line(1, 12), line(2, 12)])
    greedy = shares([lot(1, 20)], [line(1, 120), line(2, 12)])
    assert honest == greedy == [10, 10]


@settings(deadline=None, max_examples=60)
@given(lots(most=5), lines(most=5, wholes=False), st.integers(0, 4), st.integers(1, 20))
def test_asking_for_more_never_brings_more_than_what_was_needed(
    stocks: list[Stock], wishes: list[Wish], which: int, more: int
) -> None:
    """Sprumont's strategy-proofness: who got all they need cannot need more, others get no more."""
    if which >= len(wishes):
        return
    before = given_to(allocate(stocks, wishes).grants).get(wishes[which].line_id, 0)
    if before == wishes[which].wanted:
        return
    inflated = replace(wishes[which], wanted=wishes[which].wanted + more * KG)
    asked = [*wishes[:which], inflated, *wishes[which + 1 :]]
    after = given_to(allocate(stocks, asked).grants).get(inflated.line_id, 0)
    assert after <= before


def test_the_share_does_not_depend_on_who_was_first() -> None:
    swapped = [line(1, 10, order_id=9), line(2, 10, order_id=1)]
    assert shares([lot(1, 12)], swapped) == [6, 6]


def test_nobody_is_given_half_a_bunch() -> None:
    bunches = [lot(1, 3, measure="กำ")]
    wishes = [line(1, 2, measure="กำ"), line(2, 2, measure="กำ")]
    assert sorted(given_to(allocate(bunches, wishes).grants).values()) == [1 * KG, 2 * KG]


def test_sacks_are_shared_as_whole_sacks_where_all_deal_in_sacks() -> None:
    sack = 50 * KG
    wishes = [line(n, 100, step=sack) for n in (1, 2)]
    got = given_to(allocate([lot(1, 150, step=sack)], wishes).grants)
    assert sorted(got.values()) == [sack, 2 * sack]


def test_who_can_only_be_served_by_one_lot_gets_it_and_the_others_share_the_rest() -> None:
    later = DAY + timedelta(days=2)
    stocks = [lot(1, 10, last_day=DAY), lot(2, 10, first_day=DAY, last_day=later)]
    wishes = [line(1, 20), line(2, 20, day=later)]
    assert shares(stocks, wishes) == [10, 10]


def test_a_rank_that_comes_first_is_served_before_the_others_share() -> None:
    wishes = [line(1, 10, buyer_kind="school"), line(2, 10, buyer_kind="hospital")]
    assert shares([lot(1, 14)], wishes, HOSPITAL_FIRST) == [4, 10]


def test_a_priority_never_costs_fill() -> None:
    later = DAY + timedelta(days=1)
    stocks = [lot(1, 10, last_day=DAY), lot(2, 10, first_day=DAY, last_day=later)]
    wishes = [line(1, 10, buyer_kind="hospital"), line(2, 10, buyer_kind="school", day=later)]
    assert shares(stocks, wishes, HOSPITAL_FIRST) == [10, 10]


@settings(deadline=None, max_examples=60)
@given(lots(most=6), lines(most=6, wholes=False))
def test_a_rank_that_comes_first_gets_all_it_could_get_alone(
    stocks: list[Stock], wishes: list[Wish]
) -> None:
    first = [w for w in wishes if w.buyer_kind == "hospital"]
    got = given_to(allocate(stocks, wishes, HOSPITAL_FIRST).grants)
    assert sum(got.get(w.line_id, 0) for w in first) == cheapest_fill(stocks, first)[0]


def test_shares_too_small_to_be_of_use_are_put_together() -> None:
    got = shares([lot(1, 5)], [line(n, 9, smallest=2 * KG) for n in range(1, 6)])
    assert sorted(got) == [0, 0, 0, 2, 3]


def test_a_whole_that_cannot_be_filled_leaves_the_stock_to_others() -> None:
    assert shares([lot(1, 10)], [line(1, 15, whole=True), line(2, 5)]) == [0, 5]


def test_a_whole_larger_than_its_share_gives_way_to_those_who_take_a_part() -> None:
    assert shares([lot(1, 10)], [line(1, 8, whole=True), line(2, 10)]) == [0, 10]


def test_a_whole_is_served_where_that_fills_more() -> None:
    assert shares([lot(1, 10)], [line(1, 8, whole=True), line(2, 8)]) == [8, 2]


def test_those_wholes_are_served_that_fill_the_most() -> None:
    assert shares([lot(1, 10)], [line(n, n, whole=True) for n in (6, 5, 4)]) == [6, 0, 4]


def test_at_one_price_groups_sell_in_proportion_to_what_they_offer() -> None:
    assert sales([lot(1, 30), lot(2, 10)], [line(1, 20)]) == [15, 5]


def test_who_has_sold_less_lately_sells_first() -> None:
    sold = Rules(sold={(1, 1, "กก."): 20 * KG})
    assert sales([lot(1, 20), lot(2, 40)], [line(1, 20)], sold) == [0, 20]


def test_a_lower_price_goes_before_spreading() -> None:
    stocks = [lot(1, 30, rate=Fraction(3)), lot(2, 10)]
    assert sales(stocks, [line(1, 20)]) == [10, 10]


def test_lots_of_one_group_and_price_go_by_what_expires_first() -> None:
    stocks = [lot(1, 10, group_id=1), lot(2, 10, group_id=1, last_day=DAY)]
    assert sales(stocks, [line(1, 12)]) == [2, 10]


def test_what_expires_first_is_left_for_nobody_although_another_lot_would_do() -> None:
    """The soonest lot serves whom it can serve; a later one takes its place elsewhere."""
    later = DAY + timedelta(days=3)
    stocks = [
        lot(1, 10, group_id=1, last_day=later, rate=Fraction(1)),
        lot(2, 10, group_id=1, last_day=DAY + timedelta(days=1)),
        lot(3, 10, group_id=1, last_day=later),
    ]
    assert sales(stocks, [line(1, 10), line(2, 10, day=later)]) == [10, 10, 0]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=5), st.integers(1, 40))
def test_spreading_leaves_no_group_more_than_a_unit_behind(offers: list[int], want: int) -> None:
    taken = sales([lot(n, free) for n, free in enumerate(offers, 1)], [line(1, want)])
    sold = defaultdict(Fraction, {n: Fraction(t, offers[n]) for n, t in enumerate(taken)})
    for n, free in enumerate(offers):
        for m, other in enumerate(offers):
            assert sold[n] - Fraction(1, free) <= sold[m] + Fraction(1, other)
