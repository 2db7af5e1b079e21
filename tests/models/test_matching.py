"""The matching core: who gets what, by rules a farmer could check with a pencil."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.matching import Grant, Stock, Wish, allocate

DAY = date(2026, 11, 25)
DAYS = st.integers(0, 4).map(lambda n: DAY + timedelta(days=n))
MEASURES = st.sampled_from(["กก.", "กำ"])
PRODUCTS = st.integers(1, 2)
RATES = st.integers(1, 6).map(lambda n: Fraction(n, 2))


def lot(lot_id: int, free: int, **changes: object) -> Stock:
    usual = Stock(lot_id, 1, "กก.", free, Fraction(2), DAY, DAY + timedelta(days=7))
    return replace(usual, **changes)  # type: ignore[arg-type]


def line(line_id: int, wanted: int, **changes: object) -> Wish:
    usual = Wish(line_id, line_id, 1, "กก.", wanted, DAY, None, False, frozenset())
    return replace(usual, **changes)  # type: ignore[arg-type]


@st.composite
def stocks(draw: st.DrawFn) -> list[Stock]:
    count = draw(st.integers(0, 6))
    return [
        Stock(
            n + 1,
            draw(PRODUCTS),
            draw(MEASURES),
            draw(st.integers(0, 30)),
            draw(RATES),
            first := draw(DAYS),
            first + timedelta(days=draw(st.integers(0, 4))),
        )
        for n in range(count)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> list[Wish]:
    count = draw(st.integers(0, 6))
    return [
        Wish(
            n + 1,
            draw(st.integers(1, 4)),
            draw(PRODUCTS),
            draw(MEASURES),
            draw(st.integers(1, 30)),
            draw(DAYS),
            draw(st.none() | RATES),
            draw(st.booleans()),
            draw(st.frozensets(st.integers(1, 6), max_size=2)),
        )
        for n in range(count)
    ]


def given_to(grants: list[Grant]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for grant in grants:
        sums[grant.line_id] += grant.quantity
    return sums


def taken_from(grants: list[Grant]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for grant in grants:
        sums[grant.lot_id] += grant.quantity
    return sums


def test_the_cheapest_lot_serves_first() -> None:
    lots = [lot(1, 10, rate=Fraction(3)), lot(2, 10, rate=Fraction(2))]
    assert allocate(lots, [line(1, 5)]) == [Grant(2, 1, 5)]


def test_of_two_equal_prices_the_sooner_to_expire_serves_first() -> None:
    lots = [lot(1, 10, last_day=DAY + timedelta(days=3)), lot(2, 10, last_day=DAY)]
    assert allocate(lots, [line(1, 5)]) == [Grant(2, 1, 5)]


def test_of_two_equal_lots_the_first_posted_serves_first() -> None:
    assert allocate([lot(2, 10), lot(1, 10)], [line(1, 5)]) == [Grant(1, 1, 5)]


def test_the_oldest_order_is_served_first() -> None:
    assert allocate([lot(1, 10)], [line(2, 10), line(1, 10)]) == [Grant(1, 1, 10)]


def test_a_wish_is_split_over_lots_when_needed() -> None:
    lots = [lot(1, 10), lot(2, 10)]
    assert allocate(lots, [line(1, 15)]) == [Grant(1, 1, 10), Grant(2, 1, 5)]


def test_a_part_is_given_when_a_part_is_fine() -> None:
    assert allocate([lot(1, 10)], [line(1, 15)]) == [Grant(1, 1, 10)]


def test_a_whole_that_cannot_be_filled_leaves_the_stock_to_others() -> None:
    assert allocate([lot(1, 10)], [line(1, 15, whole=True), line(2, 5)]) == [Grant(1, 2, 5)]


def test_a_lot_at_the_limit_serves_and_one_above_does_not() -> None:
    limited = line(1, 5, most_rate=Fraction(2))
    assert allocate([lot(1, 10, rate=Fraction(2))], [limited])
    assert not allocate([lot(1, 10, rate=Fraction(201, 100))], [limited])


def test_a_lot_serves_from_its_first_day_to_its_last() -> None:
    window = lot(1, 10, first_day=DAY, last_day=DAY + timedelta(days=1))
    served = [bool(allocate([window], [line(1, 5, day=DAY + timedelta(n))])) for n in (-1, 0, 1, 2)]
    assert served == [False, True, True, False]


def test_what_has_no_fixed_weight_serves_only_its_like() -> None:
    bunches = lot(1, 10, measure="กำ")
    assert not allocate([bunches], [line(1, 5)])
    assert allocate([bunches], [line(1, 5, measure="กำ")])


def test_a_lot_that_was_refused_to_a_line_serves_others() -> None:
    refused = line(1, 5, refused=frozenset({1}))
    assert allocate([lot(1, 10)], [refused, line(2, 5)]) == [Grant(1, 2, 5)]


@given(stocks(), wishes())
def test_no_lot_is_oversold_and_no_wish_overfilled(lots: list[Stock], lines: list[Wish]) -> None:
    grants = allocate(lots, lines)
    assert all(grant.quantity > 0 for grant in grants)
    free, wanted = {s.lot_id: s.free for s in lots}, {w.line_id: w.wanted for w in lines}
    assert all(taken <= free[key] for key, taken in taken_from(grants).items())
    assert all(got <= wanted[key] for key, got in given_to(grants).items())


@given(stocks(), wishes())
def test_product_measure_day_price_and_refusals_are_respected(
    lots: list[Stock], lines: list[Wish]
) -> None:
    by_lot, by_line = {s.lot_id: s for s in lots}, {w.line_id: w for w in lines}
    for grant in allocate(lots, lines):
        stock, wish = by_lot[grant.lot_id], by_line[grant.line_id]
        assert (stock.product_id, stock.measure) == (wish.product_id, wish.measure)
        assert stock.first_day <= wish.day <= stock.last_day
        assert wish.most_rate is None or stock.rate <= wish.most_rate
        assert stock.lot_id not in wish.refused


@given(stocks(), wishes())
def test_a_whole_gets_everything_or_nothing(lots: list[Stock], lines: list[Wish]) -> None:
    got = given_to(allocate(lots, lines))
    assert all(got.get(w.line_id, 0) in (0, w.wanted) for w in lines if w.whole)


@given(stocks(), wishes(), st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_changes_nothing(
    lots: list[Stock], lines: list[Wish], chance: random.Random
) -> None:
    shuffled = chance.sample(lots, len(lots)), chance.sample(lines, len(lines))
    assert allocate(*shuffled) == allocate(lots, lines) == allocate(lots, lines)


@given(stocks(), wishes())
def test_nothing_that_fits_is_left_lying(lots: list[Stock], lines: list[Wish]) -> None:
    grants = allocate(lots, lines)
    taken, got = taken_from(grants), given_to(grants)
    rest = [replace(s, free=s.free - taken.get(s.lot_id, 0)) for s in lots]
    missing = [
        replace(w, wanted=w.wanted - got.get(w.line_id, 0))
        for w in lines
        if got.get(w.line_id, 0) < w.wanted
    ]
    assert allocate(rest, missing) == []


@given(stocks(), wishes())
def test_nobody_is_served_dearer_or_fresher_while_an_earlier_lot_has_some_left(
    lots: list[Stock], lines: list[Wish]
) -> None:
    grants = allocate(lots, lines)
    taken = taken_from(grants)
    by_lot, by_line = {s.lot_id: s for s in lots}, {w.line_id: w for w in lines}
    for grant in grants:
        used = by_lot[grant.lot_id]
        for other in lots:
            left = other.free - taken.get(other.lot_id, 0)
            better = (other.rate, other.last_day, other.lot_id) < (
                used.rate, used.last_day, used.lot_id,
            )  # fmt: skip
            if left and better:
                alone = replace(by_line[grant.line_id], wanted=1)
                assert allocate([replace(other, free=left)], [alone]) == []


@given(stocks(), wishes())
def test_an_older_order_never_gets_less_because_of_a_newer_one(
    lots: list[Stock], lines: list[Wish]
) -> None:
    everyone = given_to(allocate(lots, lines))
    for upto in range(1, 5):
        older = [w for w in lines if w.order_id <= upto]
        alone = given_to(allocate(lots, older))
        assert all(alone.get(w.line_id, 0) == everyone.get(w.line_id, 0) for w in older)
