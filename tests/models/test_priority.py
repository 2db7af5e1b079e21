"""Staff's priority by buyer kind: kept with who and when, read by each match."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import texts
from models.order_line import OrderLine
from models.priority import BUYER_KINDS, Priority, Tiers, UnknownKinds, in_full, ranks, set_priority
from tests.databases import MORNING
from tests.models.market import MORNING_GLORY, Market


def put(market: Market, *tiers: list[str]) -> Priority:
    return set_priority(market.session, tiers, "น้องฝ้าย", market.now)


def short(market: Market, farmer_has: int) -> dict[str, OrderLine]:
    """A school, a restaurant and a hospital want ten each; their lines by kind, matched."""
    market.post("แม่บุญมี", farmer_has)
    for kitchen in ("ครูวิภา", "พี่แอน", "คุณอรุณี"):
        market.order(kitchen, {MORNING_GLORY: 10})
    market.match()
    lines = market.session.scalars(select(OrderLine))
    return {line.order.buyer.kind: line for line in lines}


def got(lines: dict[str, OrderLine]) -> dict[str, int]:
    return {kind: line.reserved // 1000 for kind, line in lines.items()}


def test_without_one_all_share_equally(market: Market) -> None:
    assert ranks(market.session) == {}
    lines = short(market, 12)
    assert got(lines) == {"hospital": 4, "school": 4, "restaurant": 4}
    assert lines["hospital"].lack is not None
    assert "ahead" not in lines["hospital"].lack


def test_a_match_serves_kinds_in_their_order_and_keeps_why(market: Market) -> None:
    put(market, ["hospital"])
    lines = short(market, 16)
    assert got(lines) == {"hospital": 10, "school": 3, "restaurant": 3}
    assert lines["hospital"].lack is None
    facts = lines["school"].lack or {}
    assert (facts["lack"], facts["ahead"]) == ("share", ["hospital"])


def test_who_is_not_named_comes_last(market: Market) -> None:
    put(market, ["hospital"], ["school"])
    lines = short(market, 16)
    assert got(lines) == {"hospital": 10, "school": 6, "restaurant": 0}
    facts = lines["restaurant"].lack or {}
    assert (facts["lack"], facts["ahead"]) == ("taken", ["hospital", "school"])


def test_kinds_that_are_named_together_share(market: Market) -> None:
    put(market, ["hospital", "school"])
    lines = short(market, 12)
    assert got(lines) == {"hospital": 6, "school": 6, "restaurant": 0}
    facts = lines["hospital"].lack or {}
    assert (facts["lack"], facts["beside"]) == ("share", ["hospital", "school"])
    assert "ahead" not in facts


def test_the_newest_counts_and_the_older_ones_stay_to_be_seen(market: Market) -> None:
    put(market, ["hospital"])
    market.later(hours=1)
    put(market)
    assert ranks(market.session) == {}
    kept = market.session.scalars(select(Priority).order_by(Priority.id)).all()
    assert [(each.tiers, each.set_at - MORNING, each.set_by) for each in kept] == [
        ([["hospital"]], timedelta(0), "น้องฝ้าย"),
        ([], timedelta(hours=1), "น้องฝ้าย"),
    ]


def test_what_was_promised_is_not_taken_back(market: Market) -> None:
    market.post("แม่บุญมี", 12)
    market.order("ครูวิภา", {MORNING_GLORY: 10})
    market.match()
    put(market, ["hospital"])
    market.order("คุณอรุณี", {MORNING_GLORY: 10})
    market.match()
    assert [a.quantity for a in market.allocations()] == [10_000, 2_000]


@pytest.mark.parametrize("tiers", [[["hotels"]], [["hospital"], ["school", "hospital"]]])
def test_what_is_no_kind_or_named_twice_is_refused(market: Market, tiers: Tiers) -> None:
    with pytest.raises(UnknownKinds):
        set_priority(market.session, tiers, "น้องฝ้าย", market.now)
    assert Priority.newest(market.session) is None


def test_a_last_place_for_all_others_goes_without_saying(market: Market) -> None:
    said = put(market, ["hospital"], ["restaurant", "hotel", "school"])
    assert said.tiers == [["hospital"]]
    assert in_full(said.tiers) == [["hospital"], ["school", "hotel", "restaurant"]]
    assert put(market, list(BUYER_KINDS)).tiers == []


def test_people_can_name_every_kind() -> None:
    assert set(BUYER_KINDS) == set(texts.BUYER_KINDS)
