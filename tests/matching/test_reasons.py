"""Why a lot was chosen, and why a wish is not met: one reason each, with the facts that tell it."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from models.matching import Lack, Shortage, Stock, Why, Wish, allocate
from tests.matching.market import DAY, KG, line, lot

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
