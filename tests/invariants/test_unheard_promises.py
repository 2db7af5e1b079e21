"""Wherever a worker is killed while it learns that a promise will not be heard, it ends once."""

from collections.abc import Iterator

import pytest

from models.allocation import AllocationState
from models.audit import audit
from models.match import match
from models.outbox import Letter, LetterState
from models.people import Member
from tests.invariants.crashes import FARMER, KITCHEN, Shop
from tests.invariants.dying import Place, die_after, die_at
from tests.models.market import Market

KILLED = -9
PLACES = [
    Place("bot.post:_prepare", after=True),
    Place("models.undelivered:end_unheard"),
    Place("models.undelivered:end_unheard", after=True),
    Place("models.unheard:_tell_staff"),
    Place("bot.post:end_undelivered", after=True),
    Place("bot.post:_ring"),
]


@pytest.fixture
def promise(shop: Shop) -> Iterator[int]:
    """Made for a farmer who has blocked the account since; its letter is still owed."""
    shop.a_minute_passes()
    with shop.world.house.sessions.begin() as session:
        market = Market(session, shop.world.clock())
        farmer = market.member(FARMER)
        farmer.auto_accepts = True
        market.order(KITCHEN, {"ฟักข้าว": 2}, unit="กก.")
        match(session, market.now)
        farmer.blocked_at = market.now
        made = market.allocations()[-1]
        assert made.state == AllocationState.ACCEPTED
        allocation_id = made.id
    yield allocation_id
    with shop.world.house.sessions.begin() as session:
        farmer = session.get_one(Member, farmer.id)
        farmer.blocked_at, farmer.auto_accepts = None, False


def check(shop: Shop, allocation_id: int) -> None:
    with shop.world.house.sessions.begin() as session:
        market = Market(session, shop.world.clock())
        ended = {a.id: a.state for a in market.allocations()}
        assert ended[allocation_id] == AllocationState.UNHEARD
        assert audit(session, market.now) == []
    of_it = [x for x in shop.rows(Letter) if _tells_of(x, allocation_id)]
    assert [(x.kind, x.state) for x in of_it] == [
        ("auto_accepted", LetterState.SUPERSEDED),
        ("unheard", LetterState.SENT),
    ]


def _tells_of(letter: Letter, allocation_id: int) -> bool:
    return any(facts["allocation"] == allocation_id for facts in letter.facts.get("offers", ()))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_killed_while_a_promise_ends(shop: Shop, promise: int, place: Place) -> None:
    assert shop.life(die_at, place) == KILLED
    shop.recover()
    check(shop, promise)


@pytest.mark.parametrize("steps", range(12, 60, 16))
def test_killed_after_some_steps(shop: Shop, promise: int, steps: int) -> None:
    shop.life(die_after, steps)
    shop.recover()
    check(shop, promise)
