"""Rounds of matching: what is sent instead never takes from what is asked for, nor oversells."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models.dealing import Deal
from models.matching import Rules, Stock, Wish
from models.rooms import Room

DAY = date(2026, 11, 25)
GOODS = st.integers(1, 3)
PIECES = st.integers(1, 12)
ROOMS = st.dictionaries(
    st.tuples(st.integers(1, 2), st.just("ชิ้น"), st.just(DAY)), st.integers(0, 15)
)


@st.composite
def stocks(draw: st.DrawFn) -> list[Stock]:
    some = draw(st.lists(st.tuples(GOODS, st.integers(1, 2), PIECES, PIECES), max_size=6))
    return [
        Stock(number, product, "ชิ้น", free, Fraction(rate), DAY, DAY, group_id=group)
        for number, (product, group, free, rate) in enumerate(some, 1)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> list[tuple[Wish, int, int | None]]:
    """With the product allowed instead, and how much of it at most."""
    caps = st.one_of(st.none(), PIECES)
    some = draw(st.lists(st.tuples(GOODS, PIECES, st.booleans(), GOODS, caps), max_size=6))
    return [
        (
            Wish(n, n, product, "ชิ้น", wanted, DAY, None, whole, frozenset(), step=1),
            other,
            cap,
        )
        for n, (product, wanted, whole, other, cap) in enumerate(some, 1)
    ]


def dealt(
    rooms: dict[Room, int],
    there: list[Stock],
    some: list[tuple[Wish, int, int | None]],
    instead: bool = True,
) -> Deal:
    caps = {
        (wish.line_id, other): cap for wish, other, cap in some if cap and other != wish.product_id
    }
    deal = Deal(rooms, there, Rules(), caps)
    deal.wishes([wish for wish, _, _ in some])
    if instead:
        others = [(w, replace(w, product_id=o)) for w, o, _ in some if o != w.product_id]
        deal.instead([other for wish, other in others if not wish.whole])
        for wish, other in others:
            if wish.whole:
                deal.whole([wish, other])
    return deal


def first_choice(deal: Deal, there: list[Stock], some: list[tuple[Wish, int, int | None]]) -> int:
    products = {stock.lot_id: stock.product_id for stock in there}
    asked = {wish.line_id: wish.product_id for wish, _, _ in some}
    return sum(
        grant.quantity
        for grant in deal.outcome().grants
        if products[grant.lot_id] == asked[grant.line_id]
    )


@settings(max_examples=300)
@given(ROOMS, stocks(), wishes())
def test_what_is_sent_instead_takes_nothing_from_what_is_asked_for(
    rooms: dict[Room, int], there: list[Stock], some: list[tuple[Wish, int, int | None]]
) -> None:
    without = dealt(rooms, there, some, instead=False)
    grants = {(g.lot_id, g.line_id): g.quantity for g in dealt(rooms, there, some).outcome().grants}
    for before in without.outcome().grants:
        assert grants[before.lot_id, before.line_id] >= before.quantity
    both = first_choice(dealt(rooms, there, some), there, some)
    assert both >= first_choice(without, there, some)


@settings(max_examples=300)
@given(ROOMS, stocks(), wishes())
def test_no_lot_no_line_no_day_and_no_consent_is_overfilled(
    rooms: dict[Room, int], there: list[Stock], some: list[tuple[Wish, int, int | None]]
) -> None:
    outcome = dealt(rooms, there, some).outcome()
    lots, lines, used, of_other = Counter[int](), Counter[int](), Counter[Room](), Counter[int]()
    by_id = {stock.lot_id: stock for stock in there}
    asked = {wish.line_id: wish for wish, _, _ in some}
    for grant in outcome.grants:
        stock = by_id[grant.lot_id]
        lots[grant.lot_id] += grant.quantity
        lines[grant.line_id] += grant.quantity
        used[stock.group_id, "ชิ้น", DAY] += grant.quantity
        if stock.product_id != asked[grant.line_id].product_id:
            of_other[grant.line_id] += grant.quantity
    assert all(grant.quantity > 0 for grant in outcome.grants)
    assert all(lots[lot] <= stock.free for lot, stock in by_id.items())
    assert all(lines[line] <= wish.wanted for line, wish in asked.items())
    assert all(used[room] <= most for room, most in rooms.items())
    assert all(of_other[w.line_id] <= cap for w, _, cap in some if cap is not None)
    assert all(lines[line] in (0, wish.wanted) for line, wish in asked.items() if wish.whole)
    lacks = {unmet.line_id: unmet.missing for unmet in outcome.unmet}
    assert lacks == {n: m for n, w in asked.items() if (m := w.wanted - lines[n])}
