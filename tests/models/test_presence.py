"""Whoever has blocked us is offered nothing until they come back."""

from models.presence import come_back, leave
from tests.models.market import Market


def test_nothing_is_offered_to_somebody_who_has_blocked_us(market: Market) -> None:
    leave(market.session, market.member("แม่บุญมี"), market.now)
    market.post("แม่บุญมี", 20, baht=20)
    market.post("ป้าสมร", 20, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == [("ป้าสมร", 5, "offered")]


def test_offers_of_who_blocks_us_go_to_others_and_promises_stand(market: Market) -> None:
    market.post("แม่บุญมี", 20, baht=20)
    market.order("ครูวิภา", {"ผักบุ้ง": 4})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    market.post("ป้าสมร", 20, baht=30)
    leave(market.session, market.member("แม่บุญมี"), market.now)
    market.match()
    assert market.dealt() == [
        ("แม่บุญมี", 4, "accepted"),
        ("แม่บุญมี", 5, "withdrawn"),
        ("ป้าสมร", 5, "offered"),
    ]


def test_the_lots_of_who_comes_back_count_again(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    leave(market.session, market.member("แม่บุญมี"), market.now)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    assert market.dealt() == []
    come_back(market.session, market.member("แม่บุญมี"), market.now)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 5, "offered")]


def test_a_producer_whose_part_made_no_whole_is_told_so(market: Market) -> None:
    market.post("แม่บุญมี", 10, baht=20)
    market.post("ป้าสมร", 10, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 20}, part_is_fine=False)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    market.answer("ป้าสมร", accept=False)
    market.match()
    (told,) = market.letters("แม่บุญมี", "cancelled")
    assert told["why"] == "not_whole"
