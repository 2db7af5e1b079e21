"""What no allocation ever does, whatever the market looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import given, settings

from models.matching import Rules, Stock, Wish, allocate
from tests.matching.market import (
    DAY,
    KG,
    given_to,
    line,
    lines,
    lot,
    lots,
    may_serve,
    rules,
    taken_from,
)


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_no_lot_is_oversold_and_no_wish_overfilled(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    grants = allocate(stocks, wishes, staff).grants
    free, wanted = {s.lot_id: s.free for s in stocks}, {w.line_id: w.wanted for w in wishes}
    assert all(grant.quantity > 0 for grant in grants)
    assert all(taken <= free[key] for key, taken in taken_from(grants).items())
    assert all(got <= wanted[key] for key, got in given_to(grants).items())
    assert len({(grant.lot_id, grant.line_id) for grant in grants}) == len(grants)


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_no_requirement_is_ever_broken(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    by_lot, by_line = {s.lot_id: s for s in stocks}, {w.line_id: w for w in wishes}
    grants = allocate(stocks, wishes, staff).grants
    assert all(may_serve(by_lot[g.lot_id], by_line[g.line_id]) for g in grants)


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_a_whole_gets_everything_or_nothing(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    got = given_to(allocate(stocks, wishes, staff).grants)
    assert all(got.get(w.line_id, 0) in (0, w.wanted) for w in wishes if w.whole)


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_what_is_left_serves_nobody_who_is_left(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    grants = allocate(stocks, wishes, staff).grants
    taken, got = taken_from(grants), given_to(grants)
    rest = [replace(s, free=s.free - taken.get(s.lot_id, 0)) for s in stocks]
    missing = [replace(w, wanted=w.wanted - got.get(w.line_id, 0)) for w in wishes]
    assert allocate(rest, missing, staff).grants == []


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_a_wish_that_is_not_met_gets_no_part_too_small_to_be_of_use(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    outcome = allocate(stocks, wishes, staff)
    unmet, by_line = {u.line_id for u in outcome.unmet}, {w.line_id: w for w in wishes}
    parts = [g for g in outcome.grants if g.line_id in unmet]
    assert all(g.quantity >= by_line[g.line_id].smallest for g in parts)


@settings(deadline=None)
@given(lots(), lines(smallest=4), rules())
def test_whatever_is_missing_has_a_reason_and_whatever_is_given_too(
    stocks: list[Stock], wishes: list[Wish], staff: Rules
) -> None:
    outcome = allocate(stocks, wishes, staff)
    got = given_to(outcome.grants)
    missing = {w.line_id: w.wanted - got.get(w.line_id, 0) for w in wishes}
    assert {u.line_id: u.missing for u in outcome.unmet} == {k: m for k, m in missing.items() if m}
    assert all(grant.reason is not None for grant in outcome.grants)


def test_a_lot_at_the_limit_serves_and_one_above_does_not() -> None:
    limited = line(1, 5, most_rate=Fraction(2))
    assert allocate([lot(1, 10, rate=Fraction(2))], [limited]).grants
    assert not allocate([lot(1, 10, rate=Fraction(200_001, 100_000))], [limited]).grants


def test_a_lot_serves_from_its_first_day_to_its_last() -> None:
    window = lot(1, 10, first_day=DAY, last_day=DAY + timedelta(days=1))
    days = [DAY + timedelta(n) for n in (-1, 0, 1, 2)]
    served = [bool(allocate([window], [line(1, 5, day=day)]).grants) for day in days]
    assert served == [False, True, True, False]


def test_a_certificate_counts_when_it_is_valid_on_the_delivery_day() -> None:
    papers = lot(1, 10, certificates=frozenset({("GAP", DAY)}))
    asked = [line(1, 1, certificates=frozenset({"GAP"}), day=DAY + timedelta(n)) for n in (0, 1)]
    assert [bool(allocate([papers], [wish]).grants) for wish in asked] == [True, False]


def test_a_renewed_certificate_counts_beside_the_old_one() -> None:
    papers = frozenset({("GAP", DAY - timedelta(days=1)), ("GAP", DAY + timedelta(days=365))})
    wish = line(1, 1, certificates=frozenset({"GAP"}))
    assert allocate([lot(1, 10, certificates=papers)], [wish]).grants


def test_a_narrower_product_serves_a_wider_wish_and_never_the_reverse() -> None:
    wide, narrow = line(1, 5, varieties=frozenset({2})), line(2, 5, product_id=2)
    assert given_to(allocate([lot(1, 5, product_id=2)], [wide]).grants) == {1: 5 * KG}
    assert allocate([lot(1, 5)], [narrow]).grants == []


def test_what_has_no_fixed_weight_serves_only_its_like() -> None:
    bunches = lot(1, 10, measure="กำ")
    assert not allocate([bunches], [line(1, 5)]).grants
    assert allocate([bunches], [line(1, 5, measure="กำ")]).grants


def test_a_lot_that_was_refused_to_a_line_serves_others() -> None:
    refused = line(1, 5, refused=frozenset({1}))
    assert given_to(allocate([lot(1, 10)], [refused, line(2, 5)]).grants) == {2: 5 * KG}
