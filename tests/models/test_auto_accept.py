"""Who allows it has their own goods promised by the match itself, and hears of each promise."""

from models.reminding import members_to_remind
from tests.models.market import Market

FARMER, KITCHEN = "แม่บุญมี", "คุณอรุณี"


def test_it_is_off_until_it_is_switched_on(market: Market) -> None:
    market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 15})
    market.match()
    assert market.dealt() == [(FARMER, 15, "offered")]


def test_a_match_of_their_goods_is_promised_and_told_at_once(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    lot = market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 15})
    market.match()
    (promise,) = market.allocations()
    assert (market.dealt(), lot.free) == ([(FARMER, 15, "accepted")], 5_000)
    assert (promise.answered_at, promise.said_at) == (market.now, None)
    assert market.letters(FARMER, "offer") == []
    (told,) = market.letters(FARMER, "auto_accepted")
    assert [offer["allocation"] for offer in told["offers"]] == [promise.id]
    (result,) = market.letters(KITCHEN, "order_result")
    assert result["lines"][0]["promised"][0] == 15_000


def test_goods_of_others_in_the_group_are_asked_about_as_before(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order(KITCHEN, {"ผักบุ้ง": 20})
    market.match()
    assert market.dealt() == [(FARMER, 10, "accepted"), ("ป้าสมร", 10, "offered")]
    assert market.letters(KITCHEN, "order_result") == []


def test_what_waited_before_is_not_accepted_by_switching_it_on(market: Market) -> None:
    market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 15})
    market.match()
    market.member(FARMER).auto_accepts = True
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == [(FARMER, 15, "offered"), (FARMER, 5, "accepted")]


def test_after_it_is_switched_off_they_are_asked_again(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 5})
    market.match()
    market.member(FARMER).auto_accepts = False
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == [(FARMER, 5, "accepted"), (FARMER, 5, "offered")]


def test_a_whole_that_cannot_be_completed_is_given_back_to_both(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order(KITCHEN, {"ผักบุ้ง": 20}, part_is_fine=False)
    market.match()
    market.answer("ป้าสมร", accept=False)
    market.match()
    assert market.dealt() == [(FARMER, 10, "cancelled"), ("ป้าสมร", 10, "declined")]
    assert market.letters(FARMER, "cancelled")[0]["why"] == "not_whole"


def test_nobody_is_reminded_of_what_was_accepted_for_them(market: Market) -> None:
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 20)
    market.order(KITCHEN, {"ผักบุ้ง": 5})
    market.match()
    market.later(minutes=60)
    assert members_to_remind(market.session, market.now) == []
