"""A promise made for a producer who cannot be told ends if they certainly do not know of it."""

from models.calendar import cut_off
from models.outbox import LetterState
from tests.models.market import TOMORROW, Market
from tests.models.unheard import FARMER, KITCHEN, OTHER, STAFF, fail, promised, told, writes


def test_what_nobody_heard_of_is_asked_of_others_and_the_kitchen_hears_it(market: Market) -> None:
    letter = promised(market)
    fail(market, letter)
    market.match()
    assert market.dealt() == [(FARMER, 15, "unheard"), (OTHER, 15, "offered")]
    market.answer(OTHER, accept=True)
    first, second = market.letters(KITCHEN, "order_result")
    assert first["lines"][0]["parts"] != second["lines"][0]["parts"]
    assert market.broken() == []


def test_staff_hear_whom_to_call_once(market: Market) -> None:
    letter = promised(market)
    fail(market, letter)
    (call,) = market.letters(STAFF, "unheard")
    assert (call["name"], call["doubtful"]) == (FARMER, False)
    assert [(o["allocation"], o["ended"]) for o in call["offers"]] == [
        (market.allocations()[0].id, True)
    ]
    assert letter.noticed_at is not None


def test_a_second_failure_after_staff_sent_it_again_calls_nobody_anew(market: Market) -> None:
    letter = promised(market)
    letter.trying([], market.now)
    for _ in range(2):
        letter.again(market.now)
        fail(market, letter, "400")
    assert len(market.letters(STAFF, "unheard")) == 1
    assert letter.noticed_at is not None


def test_its_letter_is_not_sent_again_by_staff(market: Market) -> None:
    letter = promised(market)
    fail(market, letter)
    letter.again(market.now)
    assert letter.state == LetterState.SUPERSEDED


def test_what_may_have_arrived_stands_and_staff_ask(market: Market) -> None:
    letter = promised(market)
    letter.trying([], market.now)
    letter.put_off("time-out", market.now)
    fail(market, letter, "unsure for a day")
    market.match()
    assert market.dealt() == [(FARMER, 15, "accepted")]
    (call,) = market.letters(STAFF, "unheard")
    assert (call["doubtful"], call["offers"][0]["ended"]) == (True, False)
    assert market.broken() == []


def test_what_line_refused_at_the_first_try_was_not_heard(market: Market) -> None:
    letter = promised(market)
    letter.trying([], market.now)
    letter.not_taken()
    fail(market, letter, "400")
    market.match()
    assert market.dealt()[0] == (FARMER, 15, "unheard")


def test_who_wrote_to_us_since_may_have_seen_it(market: Market) -> None:
    letter = promised(market)
    market.later(minutes=1)
    writes(market, FARMER)
    fail(market, letter)
    assert market.dealt() == [(FARMER, 15, "accepted")]
    assert market.letters(STAFF, "unheard")[0]["offers"][0]["ended"] is False


def test_to_block_the_account_is_not_to_have_seen_it(market: Market) -> None:
    letter = promised(market)
    market.later(minutes=1)
    writes(market, FARMER, kind="unfollow")
    fail(market, letter)
    assert market.dealt()[0] == (FARMER, 15, "unheard")


def test_a_promise_that_another_letter_told_of_stands(market: Market) -> None:
    letter = promised(market)
    (promise,) = market.allocations()
    market.change(promise.line.order, {"ผักบุ้ง": 10})
    fail(market, letter)
    assert market.dealt() == [(FARMER, 10, "accepted")]


def test_after_the_cut_off_it_stands_and_staff_phone(market: Market) -> None:
    letter = promised(market)
    market.now = cut_off(TOMORROW)
    fail(market, letter)
    assert market.dealt() == [(FARMER, 15, "accepted")]
    assert market.letters(STAFF, "unheard")[0]["offers"][0]["ended"] is False
    assert market.broken() == []


def test_who_cannot_be_told_is_not_promised_for_the_same_line_for_ever(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 15})
    for _ in range(4):
        market.match()
        owed = [letter for letter in told(market) if letter.state == LetterState.OWED]
        for letter in owed:
            fail(market, letter, "400")
    assert market.dealt() == [(FARMER, 15, "unheard")] * 2
    assert market.broken() == []


def test_the_buyer_s_own_cancellation_leaves_nothing_to_call_for(market: Market) -> None:
    letter = promised(market)
    (promise,) = market.allocations()
    market.change(promise.line.order, {}, gone="ผักบุ้ง")
    fail(market, letter)
    assert market.letters(STAFF, "unheard") == []
    assert market.broken() == []
