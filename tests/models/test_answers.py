"""What producers say to offers, and what happens when they say nothing."""

from datetime import timedelta

from models.allocation import Allocation
from models.answers import answer_offers
from models.cancelling import cancel_order
from tests.models.market import Market


def offered(market: Market) -> Allocation:
    market.post("แม่บุญมี", 20, baht=20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    (offer,) = market.allocations()
    return offer


def test_offers_of_one_match_come_in_one_letter_for_each_producer(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.post("แม่บุญมี", 20, product="คะน้า")
    market.post("ป้าสมร", 20, product="แตงกวา")
    market.order("คุณอรุณี", {"ผักบุ้ง": 15, "คะน้า": 5, "แตงกวา": 5})
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert [len(facts["offers"]) for facts in market.letters("แม่บุญมี", "offer")] == [3]
    assert [len(facts["offers"]) for facts in market.letters("ป้าสมร", "offer")] == [1]


def test_what_was_accepted_stays_reserved(market: Market) -> None:
    offer = offered(market)
    assert market.answer("แม่บุญมี", accept=True).done == [offer]
    assert (offer.state, offer.lot.free, offer.line.missing) == ("accepted", 5_000, 0)


def test_what_was_declined_is_offered_to_the_next(market: Market) -> None:
    offered(market)
    market.post("ป้าสมร", 20, baht=30)
    market.answer("แม่บุญมี", accept=False)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 15, "declined"), ("ป้าสมร", 15, "offered")]


def test_who_declined_is_not_asked_again_for_the_same_line(market: Market) -> None:
    offered(market)
    market.answer("แม่บุญมี", accept=False)
    market.match()
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == [("แม่บุญมี", 15, "declined"), ("แม่บุญมี", 5, "offered")]


def test_a_second_yes_changes_nothing(market: Market) -> None:
    offer = offered(market)
    market.answer("แม่บุญมี", accept=True)
    again = answer_offers(market.session, [offer.id], offer.lot.member_id, True, market.now)
    assert (again.done, again.same_before) == ([], [offer])
    assert len(market.letters("คุณอรุณี", "order_result")) == 1


def test_a_no_after_a_yes_comes_too_late(market: Market) -> None:
    offer = offered(market)
    market.answer("แม่บุญมี", accept=True)
    again = answer_offers(market.session, [offer.id], offer.lot.member_id, False, market.now)
    assert again.too_late == [offer]
    assert offer.state == "accepted"


def test_nobody_answers_for_another(market: Market) -> None:
    offer = offered(market)
    other = market.member("ป้าสมร").id
    answered = answer_offers(market.session, [offer.id, 999], other, True, market.now)
    assert (answered.done, answered.too_late) == ([], [])
    assert offer.state == "offered"


def test_an_answer_at_the_deadline_comes_too_late(market: Market) -> None:
    offer = offered(market)
    market.now = offer.answer_by
    assert market.answer("แม่บุญมี", accept=True).too_late == [offer]


def test_an_answer_just_before_the_deadline_counts(market: Market) -> None:
    offer = offered(market)
    market.now = offer.answer_by - timedelta(microseconds=1)
    assert market.answer("แม่บุญมี", accept=True).done == [offer]


def test_an_answer_to_a_cancelled_order_comes_too_late(market: Market) -> None:
    offer = offered(market)
    cancel_order(market.session, offer.line.order_id, market.now)
    again = answer_offers(market.session, [offer.id], offer.lot.member_id, True, market.now)
    assert again.too_late == [offer]
    assert offer.lot.reserved == 0


def test_silence_lapses_at_the_deadline_and_not_before(market: Market) -> None:
    offer = offered(market)
    market.now = offer.answer_by - timedelta(microseconds=1)
    assert market.lapse() == 0
    market.now = offer.answer_by
    assert market.lapse() == 1
    assert market.lapse() == 0
    assert (offer.state, offer.lot.reserved, offer.line.reserved) == ("lapsed", 0, 0)


def test_what_lapsed_is_offered_to_the_next_and_the_buyer_is_told_in_the_end(
    market: Market,
) -> None:
    offer = offered(market)
    market.post("ป้าสมร", 10, baht=30)
    market.now = offer.answer_by
    market.lapse()
    market.match()
    assert market.dealt() == [
        ("แม่บุญมี", 15, "lapsed"),
        ("ป้าสมร", 10, "offered"),
        ("แม่บุญมี", 5, "offered"),
    ]
    market.answer("ป้าสมร", accept=True)
    market.answer("แม่บุญมี", accept=False)
    market.match()
    (told,) = market.letters("คุณอรุณี", "order_result")
    assert told["lines"][0]["missing"][0] == 5_000
