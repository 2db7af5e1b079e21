"""The goals in their strict order, beside optima found in other ways."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching import Rules, Stock, Wish, allocate
from tests.matching.market import DAY, KG, given_to, kindred, line, lines, lot, lots, rules
from tests.matching.optimum import cheapest_fill, every_allocation, rank


@settings(max_examples=150, deadline=None)
@given(lots(most=4, sizes=4), lines(most=3, sizes=4, wholes=False), rules())
def test_no_allocation_at_all_is_better_in_the_order_of_the_goals(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    stocks, wishes = kindred(stocks, wishes)
    ours = {(g.lot_id, g.line_id): g.quantity // KG for g in allocate(stocks, wishes, staff).grants}
    best = min(rank(a, stocks, wishes, staff) for a in every_allocation(stocks, wishes))
    assert rank(ours, stocks, wishes, staff) == best


def test_no_allocation_is_better_where_days_and_prices_are_entangled() -> None:
    dice = Random(5)
    for _ in range(1000):
        stocks, wishes = _entangled(dice)
        staff = Rules(sold={(1, 1, "กก."): dice.randint(0, 4) * KG})
        grants = allocate(stocks, wishes, staff).grants
        ours = {(g.lot_id, g.line_id): g.quantity // KG for g in grants}
        best = min(rank(a, stocks, wishes, staff) for a in every_allocation(stocks, wishes))
        assert rank(ours, stocks, wishes, staff) == best


@settings(max_examples=150, deadline=None)
@given(lots(most=12), lines(most=12, wholes=False), rules())
def test_as_much_is_filled_as_can_be_and_at_the_lowest_cost(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    grants = allocate(stocks, wishes, staff).grants
    rate = {s.lot_id: s.rate for s in stocks}
    ours = sum(g.quantity for g in grants), sum(g.quantity * rate[g.lot_id] for g in grants)
    assert ours == cheapest_fill(stocks, wishes)


@settings(max_examples=150, deadline=None)
@given(lots(most=5, sizes=9), lines(most=6, sizes=9))
def test_no_choice_of_wholes_fills_more(stocks: list[Stock], wishes: list[Wish]) -> None:
    ours = sum(given_to(allocate(stocks, wishes).grants).values())
    assert ours == _best_with_wholes(stocks, wishes)


@settings(max_examples=100, deadline=None)
@given(lots(most=5), lots(most=1), lines(most=5))
def test_more_stock_never_fills_less(
    stocks: list[Stock], more: list[Stock], wishes: list[Wish]
) -> None:
    added = [_renamed(s) for s in more]
    before = sum(g.quantity for g in allocate(stocks, wishes).grants)
    after = sum(g.quantity for g in allocate([*stocks, *added], wishes).grants)
    assert after >= before


@settings(max_examples=150, deadline=None)
@given(lots(), lines(smallest=4), rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_changes_nothing(
    stocks: list[Stock], wishes: list[Wish], staff: Rules, chance: Random
) -> None:
    shuffled = chance.sample(stocks, len(stocks)), chance.sample(wishes, len(wishes))
    ours, theirs = allocate(stocks, wishes, staff), allocate(*shuffled, staff)
    assert ours == theirs
    assert [g.reason for g in ours.grants] == [g.reason for g in theirs.grants]


def _entangled(dice: Random) -> tuple[list[Stock], list[Wish]]:
    """Four lots of two groups and three lines, all of one product."""
    stocks = []
    for number in range(1, 5):
        first = DAY + timedelta(days=dice.randint(0, 2))
        days = {"first_day": first, "last_day": first + timedelta(days=dice.randint(0, 2))}
        rate, group = Fraction(dice.choice((2, 2, 2, 3))), dice.randint(1, 2)
        stocks.append(lot(number, dice.randint(1, 3), rate=rate, group_id=group, **days))
    return stocks, [
        line(number, dice.randint(1, 3), day=DAY + timedelta(days=dice.randint(0, 3)))
        for number in range(1, 4)
    ]


def _best_with_wholes(stocks: list[Stock], wishes: list[Wish]) -> int:
    wholes = [w for w in wishes if w.whole]
    flexible = [w for w in wishes if not w.whole]
    best = 0
    for count in range(len(wholes) + 1):
        for chosen in itertools.combinations(wholes, count):
            if cheapest_fill(stocks, chosen)[0] == sum(w.wanted for w in chosen):
                best = max(best, cheapest_fill(stocks, [*chosen, *flexible])[0])
    return best


def _renamed(stock: Stock) -> Stock:
    return replace(stock, lot_id=stock.lot_id + 100)
