"""The baseline deals by arrival, and only while it is asked to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from models import rounds
from models.matching import Stock, Wish
from models.rooms import Rooms
from week.first_come import deal, first_come

DAY = date(2026, 11, 24)


def stock(lot: int, free: int, rate: int, group: int = 1) -> Stock:
    return Stock(lot, 1, "กก.", free, Fraction(rate), DAY, DAY, group_id=group)


def wish(line: int, wanted: int, whole: bool = False) -> Wish:
    return Wish(line, line, 1, "กก.", wanted, DAY, None, whole, frozenset())


def dealt(
    stocks: list[Stock], wishes: list[Wish], rooms: Rooms | None = None
) -> list[tuple[int, int, int]]:
    outcome = deal(rooms or {}, stocks, wishes)
    return [(grant.lot_id, grant.line_id, grant.quantity) for grant in outcome.grants]


def test_who_comes_first_gets_all_from_the_cheapest_lot() -> None:
    stocks = [stock(1, 5000, 30), stock(2, 5000, 20)]
    assert dealt(stocks, [wish(8, 4000), wish(7, 8000)]) == [
        (2, 7, 5000),
        (1, 7, 3000),
        (1, 8, 2000),
    ]


def test_at_one_price_the_lot_that_was_posted_first_serves() -> None:
    assert dealt([stock(2, 5000, 20), stock(1, 5000, 20)], [wish(7, 3000)]) == [(1, 7, 3000)]


def test_who_wants_all_or_nothing_leaves_what_does_not_suffice_to_the_next() -> None:
    outcome = deal({}, [stock(1, 5000, 20)], [wish(7, 6000, whole=True), wish(8, 2000)])
    assert [(grant.line_id, grant.quantity) for grant in outcome.grants] == [(8, 2000)]
    assert [(unmet.line_id, unmet.missing) for unmet in outcome.unmet] == [(7, 6000)]


def test_a_group_is_asked_for_no_more_than_its_day_holds() -> None:
    rooms = {(1, "กก.", DAY): 3000}
    stocks = [stock(1, 5000, 20), stock(2, 5000, 30, group=2)]
    assert dealt(stocks, [wish(7, 4000)], rooms) == [(1, 7, 3000), (2, 7, 1000)]


def test_afterwards_the_market_deals_as_before() -> None:
    usual = _dealer()
    with first_come():
        assert _dealer() is deal
    assert _dealer() is usual is not deal


def _dealer() -> object:
    return vars(rounds)["allocate_within"]
