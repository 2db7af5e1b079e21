"""Who let an offer lapse is asked once more, after others, while there is time; a no is a no."""

from datetime import timedelta

from models.rounds import ASKED_AGAIN_UNTIL
from tests.models.market import Market


def let_lapse(market: Market, minutes: int = 120) -> None:
    market.later(minutes=minutes)
    market.lapse()
    market.match()


def offered(market: Market) -> list[tuple[str, str]]:
    return [(farmer, state) for farmer, _, state in market.dealt()]


def test_after_a_lapse_others_are_asked_first_whatever_they_cost(market: Market) -> None:
    market.post("แม่บุญมี", 20, baht=20)
    market.post("ป้าสมร", 20, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    let_lapse(market)
    assert offered(market) == [("แม่บุญมี", "lapsed"), ("ป้าสมร", "offered")]


def test_when_nobody_else_can_serve_the_silent_one_is_asked_once_more_and_no_third_time(
    market: Market,
) -> None:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    let_lapse(market)
    assert offered(market) == [("แม่บุญมี", "lapsed"), ("แม่บุญมี", "offered")]
    let_lapse(market)
    assert offered(market) == [("แม่บุญมี", "lapsed")] * 2
    (told,) = market.letters("คุณอรุณี", "order_result")
    assert told["lines"][0]["promised"][0] == 0


def test_the_second_time_a_yes_counts(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    let_lapse(market)
    market.answer("แม่บุญมี", accept=True)
    assert offered(market)[-1] == ("แม่บุญมี", "accepted")


def test_the_rest_that_others_lack_is_asked_of_the_silent_one(market: Market) -> None:
    market.post("แม่บุญมี", 20, baht=20)
    market.post("ป้าสมร", 6, baht=30)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    let_lapse(market)
    assert [deal for deal in market.dealt() if deal[2] == "offered"] == [
        ("ป้าสมร", 6, "offered"),
        ("แม่บุญมี", 9, "offered"),
    ]


def test_a_no_is_a_no_for_ever(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    let_lapse(market)
    market.answer("แม่บุญมี", accept=False)
    market.match()
    market.order("ครูวิภา", {"ผักบุ้ง": 5})
    market.match()
    assert offered(market) == [
        ("แม่บุญมี", "lapsed"), ("แม่บุญมี", "declined"), ("แม่บุญมี", "offered"),
    ]  # fmt: skip


def test_another_line_may_have_the_lot_first(market: Market) -> None:
    """To the younger order the lot is as good as new."""
    market.post("แม่บุญมี", 20)
    first = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.later(minutes=120)
    second = market.order("ครูวิภา", {"ผักบุ้ง": 15})
    market.lapse()
    market.match()
    assert [(a.line.order_id, a.quantity) for a in market.allocations() if a.is_offered] == [
        (second.id, 15_000), (first.id, 5_000),
    ]  # fmt: skip


def test_too_late_for_an_answer_nobody_is_asked_again(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.now = order.cut_off_at - ASKED_AGAIN_UNTIL + timedelta(seconds=1)
    let_lapse(market, minutes=0)
    assert offered(market) == [("แม่บุญมี", "lapsed")]


def test_in_time_for_an_answer_the_silent_one_has_an_hour(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.now = order.cut_off_at - ASKED_AGAIN_UNTIL
    let_lapse(market, minutes=0)
    assert market.allocations()[-1].answer_by == market.now + timedelta(hours=1)


def test_a_whole_is_made_up_with_the_silent_ones_help(market: Market) -> None:
    market.post("แม่บุญมี", 10)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 10}, part_is_fine=False)
    market.match()
    let_lapse(market)
    market.answer("แม่บุญมี", accept=True)
    assert order.lines[0].promised == 10_000
