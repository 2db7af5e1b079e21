"""Why a producer declined is kept with the offer, whenever it is said."""

from models.allocation import Allocation, DeclinedFor
from models.answers import answer_offers
from models.declining import give_reason, unexplained
from tests.models.market import Market

FARMER = "แม่บุญมี"


def offered(market: Market) -> Allocation:
    market.post(FARMER, 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    return market.allocations()[-1]


def test_a_refusal_that_says_why_keeps_it(market: Market) -> None:
    offer = offered(market)
    member, why = offer.lot.member_id, DeclinedFor.NO_TRANSPORT
    answer_offers(market.session, [offer.id], member, False, market.now, why)
    assert [offer.state.value, offer.declined_for] == ["declined", "no_transport"]


def test_a_reason_given_later_is_kept_and_the_last_one_counts(market: Market) -> None:
    offer = offered(market)
    market.answer(FARMER, accept=False)
    assert not offer.declined_for
    for why in (DeclinedFor.OTHER, DeclinedFor.SOLD_OUT):
        assert give_reason(market.session, [offer.id], offer.lot.member_id, why) == [offer]
    assert (offer.state, offer.declined_for) == ("declined", "sold_out")


def test_nobody_gives_a_reason_for_another_or_for_what_was_not_declined(market: Market) -> None:
    offer = offered(market)
    member, other = offer.lot.member_id, market.member("ป้าสมร").id
    assert give_reason(market.session, [offer.id], member, DeclinedFor.PRICE) == []
    market.answer(FARMER, accept=False)
    assert give_reason(market.session, [offer.id], other, DeclinedFor.PRICE) == []
    assert offer.declined_for is None


def test_a_reason_takes_nothing_off(market: Market) -> None:
    offer = offered(market)
    market.answer(FARMER, accept=False)
    give_reason(market.session, [offer.id], offer.lot.member_id, DeclinedFor.SOLD_OUT)
    assert (offer.lot.state, offer.lot.free) == ("open", 20_000)


def test_only_the_unexplained_of_that_time_are_asked_about(market: Market) -> None:
    offer = offered(market)
    market.answer(FARMER, accept=False)
    query = unexplained(offer.lot.member_id, market.now)
    assert market.session.scalars(query).all() == [offer]
    market.later(minutes=1)
    late = unexplained(offer.lot.member_id, market.now)
    assert market.session.scalars(late).all() == []
    give_reason(market.session, [offer.id], offer.lot.member_id, DeclinedFor.OTHER)
    assert market.session.scalars(query).all() == []
