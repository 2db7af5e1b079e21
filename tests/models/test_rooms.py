"""Matching within what groups can make: no room is overfilled, and no more is lost than that."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching import Lack, Outcome, Stock, Wish, allocate
from models.rooms import Room, allocate_within

DAY = date(2026, 11, 25)
WEEK = DAY + timedelta(days=6)
DAYS = st.integers(0, 2).map(lambda n: DAY + timedelta(days=n))
PIECES = st.integers(1, 12)
GROUPS = st.integers(1, 3)
GOODS = st.integers(1, 2)
ROOMS = st.dictionaries(st.tuples(GROUPS, st.just("ชิ้น"), DAYS), st.integers(0, 15))


def stock(lot: int, product: int, group: int, free: int, rate: int) -> Stock:
    return Stock(lot, product, "ชิ้น", free, Fraction(rate), DAY, WEEK, group_id=group)


def wish(line: int, product: int, wanted: int, day: date = DAY, whole: bool = False) -> Wish:
    return Wish(line, line, product, "ชิ้น", wanted, day, None, whole, frozenset())


@st.composite
def stocks(draw: st.DrawFn) -> list[Stock]:
    some = draw(st.lists(st.tuples(GOODS, GROUPS, PIECES, st.integers(1, 3)), max_size=6))
    return [stock(number, *each) for number, each in enumerate(some, 1)]


@st.composite
def wishes(draw: st.DrawFn, whole: bool = True) -> list[Wish]:
    either = st.booleans() if whole else st.just(False)
    some = draw(st.lists(st.tuples(GOODS, PIECES, DAYS, either), max_size=6))
    return [wish(number, *each) for number, each in enumerate(some, 1)]


def taken(outcome: Outcome, there: list[Stock], wanted: list[Wish]) -> Counter[Room]:
    groups = {s.lot_id: s.group_id for s in there}
    days = {w.line_id: w.day for w in wanted}
    used: Counter[Room] = Counter()
    for grant in outcome.grants:
        used[groups[grant.lot_id], "ชิ้น", days[grant.line_id]] += grant.quantity
    return used


@given(stocks(), wishes(), ROOMS)
def test_no_room_no_lot_and_no_wish_is_overfilled(
    there: list[Stock], wanted: list[Wish], rooms: dict[Room, int]
) -> None:
    outcome = allocate_within(rooms, there, wanted)
    used = taken(outcome, there, wanted)
    assert all(used[room] <= most for room, most in rooms.items())
    given_out, got = Counter[int](), Counter[int]()
    for grant in outcome.grants:
        assert grant.quantity > 0
        given_out[grant.lot_id] += grant.quantity
        got[grant.line_id] += grant.quantity
    assert all(given_out[s.lot_id] <= s.free for s in there)
    assert all(got[w.line_id] in (0, w.wanted) for w in wanted if w.whole)
    assert all(got[w.line_id] <= w.wanted for w in wanted)
    missing = {w.line_id: w.wanted - got[w.line_id] for w in wanted if got[w.line_id] < w.wanted}
    assert {unmet.line_id: unmet.missing for unmet in outcome.unmet} == missing


@given(stocks(), wishes())
def test_rooms_that_are_wide_enough_change_nothing(there: list[Stock], wanted: list[Wish]) -> None:
    wide = {(group, "ชิ้น", DAY + timedelta(days=n)): 1000 for group in (1, 2, 3) for n in range(3)}
    assert allocate_within(wide, there, wanted) == allocate(there, wanted)


@given(stocks(), wishes(), ROOMS, st.randoms(use_true_random=False))
def test_the_order_of_lots_and_lines_does_not_matter(
    there: list[Stock], wanted: list[Wish], rooms: dict[Room, int], chance: object
) -> None:
    mixed_lots, mixed_lines = list(there), list(wanted)
    chance.shuffle(mixed_lots)  # type: ignore[attr-defined]
    chance.shuffle(mixed_lines)  # type: ignore[attr-defined]
    mixed = allocate_within(dict(reversed(rooms.items())), mixed_lots, mixed_lines)
    assert mixed == allocate_within(rooms, there, wanted)


@given(stocks(), wishes(whole=False), ROOMS)
def test_what_is_left_over_serves_nobody_who_still_wants(
    there: list[Stock], wanted: list[Wish], rooms: dict[Room, int]
) -> None:
    outcome = allocate_within(rooms, there, wanted)
    used = taken(outcome, there, wanted)
    left = {room: most - used[room] for room, most in rooms.items()}
    given_out, got = Counter[int](), Counter[int]()
    for grant in outcome.grants:
        given_out[grant.lot_id] += grant.quantity
        got[grant.line_id] += grant.quantity
    rest = [replace(s, free=s.free - given_out[s.lot_id]) for s in there]
    open_still = [replace(w, wanted=w.wanted - got[w.line_id]) for w in wanted]
    assert allocate_within(left, rest, open_still).grants == []


@settings(max_examples=50)
@given(stocks(), st.lists(PIECES, max_size=6), st.dictionaries(GROUPS, st.integers(0, 15)))
def test_for_one_day_and_one_product_as_much_is_filled_as_can_be(
    there: list[Stock], amounts: list[int], caps: dict[int, int]
) -> None:
    there = [replace(s, product_id=1) for s in there]
    wanted = [wish(number, 1, amount) for number, amount in enumerate(amounts, 1)]
    rooms = {(group, "ชิ้น", DAY): cap for group, cap in caps.items()}
    filled = sum(
        g.quantity for g in allocate_within(rooms or {(9, "ชิ้น", DAY): 0}, there, wanted).grants
    )
    by_group = Counter[int]()
    for s in there:
        by_group[s.group_id] += s.free
    most = sum(min(free, caps.get(group, free)) for group, free in by_group.items())
    assert filled == min(most, sum(amounts))


def test_who_is_short_because_a_day_is_full_hears_that() -> None:
    rooms = {(1, "ชิ้น", DAY): 10}
    outcome = allocate_within(rooms, [stock(1, 1, 1, 50, 1)], [wish(1, 1, 30), wish(2, 2, 5)])
    lacks = {unmet.line_id: unmet.shortage.lack for unmet in outcome.unmet}
    assert lacks == {1: Lack.FULL, 2: Lack.NOBODY}
