"""Who lets three letters of offers in a row run out is called by staff, who hear of it once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from models.allocation import Allocation
from models.cancelling import cancel_order
from models.outbox import Letter
from models.presence import leave
from models.silence import silences
from models.undelivered import end_undelivered
from tests.models.market import TODAY, Market

SILENT, STAFF = "แม่บุญมี", "น้องฝ้าย"
LATER = TODAY + timedelta(days=5)


def ask(market: Market, number: float = 2) -> Allocation:
    """One more kitchen's wish, and the offer it makes."""
    market.order("คุณอรุณี", {"ผักบุ้ง": number}, day=LATER)
    market.match()
    return market.allocations()[-1]


def silence(market: Market, times: int) -> None:
    """So many wishes one after the other, each left to run out and then let go of."""
    for _ in range(times):
        offer = ask(market)
        market.now = offer.answer_by
        market.lapse()
        cancel_order(market.session, offer.line.order_id, market.now)
        market.match()


def told(market: Market) -> list[dict[str, Any]]:
    return market.letters(STAFF, "silent")


def test_the_third_silence_in_a_row_is_told_to_staff_with_what_lapsed(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 2)
    assert told(market) == []
    silence(market, 1)
    (facts,) = told(market)
    assert (facts["name"], facts["phone"], facts["times"]) == (SILENT, "080-000-0001", 3)
    assert [offer["allocation"] for offer in facts["offers"]] == [
        offer.id for offer in market.allocations()
    ]


def test_a_run_of_silence_is_told_once_however_long_it_lasts(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 4)
    assert len(told(market)) == 1


def test_any_answer_begins_the_count_anew(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 2)
    ask(market)
    market.later(minutes=1)
    market.answer(SILENT, accept=False)
    silence(market, 2)
    assert told(market) == []


def test_an_answer_counts_although_its_order_was_cancelled_later(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 2)
    order = ask(market).line.order
    market.later(minutes=1)
    market.answer(SILENT, accept=True)
    market.later(minutes=1)
    cancel_order(market.session, order.id, market.now)
    silence(market, 1)
    assert told(market) == []


def test_a_new_run_after_an_answer_is_told_again(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 3)
    ask(market)
    market.later(minutes=1)
    market.answer(SILENT, accept=True)
    silence(market, 3)
    assert len(told(market)) == 2


def test_several_offers_of_one_moment_are_one_silence(market: Market) -> None:
    market.post(SILENT, 20)
    market.post(SILENT, 20, product="คะน้า")
    market.order("คุณอรุณี", {"ผักบุ้ง": 2, "คะน้า": 2})
    market.order("ครูวิภา", {"ผักบุ้ง": 2})
    market.match()
    market.now = market.allocations()[0].answer_by
    assert market.lapse() == 3
    market.match()
    assert told(market) == []


def test_an_offer_whose_letter_never_came_is_no_silence(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 2)
    offer = ask(market)
    offers = select(Letter).where(Letter.kind == "offer").order_by(Letter.id.desc())
    letter = market.session.scalars(offers).first()
    assert letter is not None
    letter.give_up("400")
    end_undelivered(market.session, letter, market.now)
    market.lapse()
    assert (offer.state, told(market)) == ("lapsed", [])
    assert len(silences(market.session, market.member(SILENT).id)) == 2


def test_another_members_silence_is_not_theirs(market: Market) -> None:
    market.post(SILENT, 20)
    silence(market, 2)
    leave(market.session, market.member(SILENT), market.now)
    market.post("ป้าสมร", 20)
    silence(market, 1)
    assert told(market) == []
