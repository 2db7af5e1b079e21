"""Why a lot was chosen, and why a wish is not met: one reason each, with the facts that tell it."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from models.matching import Lack, Rules, Shortage, Stock, Why, Wish, allocate
from models.matching.terms import Kinds
from tests.matching.market import DAY, KG, given_to, line, lines, lot, lots

SOON, LATER = DAY + timedelta(days=1), DAY + timedelta(days=5)
GAP = frozenset({"GAP"})


def lack(stocks: list[Stock], *wishes: Wish) -> Shortage:
    """Of the first wish."""
    unmet = {u.line_id: u for u in allocate(stocks, wishes).unmet}
    return unmet[wishes[0].line_id].shortage


def whys(stocks: list[Stock], *wishes: Wish) -> list[Why | None]:
    return [grant.reason and grant.reason.why for grant in allocate(stocks, wishes).grants]


def test_nobody_offers_it() -> None:
    assert lack([lot(1, 5, product_id=2)], line(1, 5)) == Shortage(Lack.NOBODY)


def test_offered_for_another_day_with_the_nearest_days() -> None:
    stocks = [lot(1, 5, first_day=LATER), lot(2, 5, first_day=SOON, last_day=SOON)]
    assert lack(stocks, line(1, 5)) == Shortage(Lack.DAY, first_day=SOON, last_day=SOON)


def test_no_certificate_names_those_that_are_missing() -> None:
    stocks = [lot(1, 5, certificates=frozenset({("PGS", LATER), ("GAP", DAY - timedelta(1))}))]
    wanted = line(1, 5, certificates=GAP | {"PGS"})
    assert lack(stocks, wanted) == Shortage(Lack.CERTIFICATE, kinds=("GAP",))


def test_too_dear_tells_the_lowest_price_there_is() -> None:
    stocks = [lot(1, 5, rate=Fraction(9)), lot(2, 5, rate=Fraction(7))]
    limited = line(1, 5, most_rate=Fraction(6))
    assert lack(stocks, limited) == Shortage(Lack.PRICE, cheapest=Fraction(7))


def test_refused_by_all_who_could() -> None:
    assert lack([lot(1, 5)], line(1, 5, refused=frozenset({1}))) == Shortage(Lack.REFUSED)


def test_all_that_fits_is_given_and_there_is_no_more() -> None:
    assert lack([lot(1, 5)], line(1, 9)) == Shortage(Lack.MORE)


def test_all_that_fits_is_given_and_more_would_be_too_dear() -> None:
    stocks = [lot(1, 5), lot(2, 5, rate=Fraction(7))]
    limited = line(1, 9, most_rate=Fraction(2))
    assert lack(stocks, limited) == Shortage(Lack.PRICE, cheapest=Fraction(7))


def test_a_share_tells_what_there_is_and_what_is_asked() -> None:
    found = lack([lot(1, 10)], line(1, 9), line(2, 9))
    assert found == Shortage(Lack.SHARE, available=10 * KG, claimed=18 * KG, rivals=1)


def test_taken_by_a_whole_that_fills_more() -> None:
    wholes = [line(n, n, whole=True) for n in (6, 4)]
    assert lack([lot(1, 10)], line(1, 5, whole=True), *wholes).lack == Lack.WHOLE


def test_only_a_part_could_be_had_of_a_whole() -> None:
    found = lack([lot(1, 10)], line(1, 15, whole=True))
    assert (found.lack, found.available) == (Lack.WHOLE, 10 * KG)


def test_a_share_too_small_to_be_of_use() -> None:
    wishes = [line(n, 9, smallest=2 * KG) for n in (1, 2, 3)]
    unmet = allocate([lot(1, 5)], wishes).unmet
    assert sorted(u.shortage.lack for u in unmet) == [Lack.SHARE, Lack.SHARE, Lack.SMALL]


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([], Why.ONLY),
        ([lot(2, 5, rate=Fraction(9))], Why.CHEAPEST),
        ([lot(2, 5)], Why.SPREAD),
        ([lot(2, 5, group_id=1, last_day=DAY + timedelta(days=9))], Why.SOONEST),
    ],
)
def test_why_this_lot(others: list[Stock], why: Why) -> None:
    assert whys([lot(1, 5), *others], line(1, 2))[0] == why


def test_a_dearer_lot_serves_when_the_cheaper_one_does_not_suffice() -> None:
    stocks = [lot(1, 5), lot(2, 5, rate=Fraction(9))]
    outcome = allocate(stocks, [line(1, 8)])
    facts = [(g.reason.why, g.reason.rate, g.reason.cheapest) for g in outcome.grants if g.reason]
    assert facts == [(Why.CHEAPEST, 2, 2), (Why.NEXT, 9, 2)]


HOSPITAL, SCHOOL = ({"buyer_kind": kind} for kind in ("hospital", "school"))
HOSPITAL_FIRST = Rules(ranks={"hospital": -1})


def lacks(stocks: list[Stock], wishes: list[Wish], staff: Rules) -> dict[int, Shortage]:
    return {u.line_id: u.shortage for u in allocate(stocks, wishes, staff).unmet}


def told(shortage: Shortage) -> tuple[str, Kinds, Kinds]:
    return shortage.lack.value, shortage.ahead, shortage.beside


def test_who_comes_after_a_rank_is_told_who_was_first() -> None:
    wishes = [line(1, 10, **HOSPITAL), line(2, 10, **SCHOOL), line(3, 10, **SCHOOL)]
    some = lacks([lot(1, 14)], wishes, HOSPITAL_FIRST)
    none = lacks([lot(1, 10)], wishes, HOSPITAL_FIRST)
    assert told(some[2]) == told(some[3]) == ("share", ("hospital",), ("school",))
    assert told(none[2]) == told(none[3]) == ("taken", ("hospital",), ("school",))


def test_who_comes_first_and_shares_all_the_same_is_told_with_whom() -> None:
    wishes = [line(1, 10, **HOSPITAL), line(2, 10, **HOSPITAL), line(3, 10, **SCHOOL)]
    found = lacks([lot(1, 14)], wishes, HOSPITAL_FIRST)
    assert told(found[1]) == told(found[2]) == ("share", (), ("hospital",))


def test_where_nobody_of_another_rank_wants_it_rank_is_no_reason() -> None:
    wishes = [line(1, 10, **SCHOOL), line(2, 10, **SCHOOL), line(3, 5, product_id=2, **HOSPITAL)]
    found = lacks([lot(1, 14), lot(2, 5, product_id=2)], wishes, HOSPITAL_FIRST)
    assert told(found[1]) == ("share", (), ())


def test_who_was_first_elsewhere_took_nothing_away() -> None:
    """The hospital could have had the schools' lot, too, and was sent the other one."""
    wishes = [line(1, 9, product_id=2, varieties=frozenset({1}), **HOSPITAL)]
    wishes += [line(n, 9, **SCHOOL) for n in (2, 3)]
    found = lacks([lot(1, 10), lot(2, 9, product_id=2)], wishes, HOSPITAL_FIRST)
    assert told(found[2]) == ("share", (), ())


@settings(max_examples=150, deadline=None)
@given(lots(most=6), lines(most=6, wholes=False))
def test_a_rank_is_the_reason_exactly_where_it_cost_something(
    stocks: list[Stock], wishes: list[Wish]
) -> None:
    schools = [w for w in wishes if w.buyer_kind == "school"]
    outcome = allocate(stocks, wishes, HOSPITAL_FIRST)
    got, alone = given_to(outcome.grants), given_to(allocate(stocks, schools).grants)
    asked = {w.line_id: w for w in wishes}
    for unmet in outcome.unmet:
        shortage, wish = unmet.shortage, asked[unmet.line_id]
        if shortage.lack not in (Lack.SHARE, Lack.TAKEN) or wish not in schools:
            assert shortage.ahead == ()
        elif shortage.ahead:
            assert sum(alone.values()) > sum(got[w.line_id] for w in schools)
        else:
            assert alone[wish.line_id] == got[wish.line_id]
