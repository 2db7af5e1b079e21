"""An offer nobody will hear of is not waited for: others are asked."""

from sqlalchemy import select

from models.outbox import Letter
from models.undelivered import end_undelivered
from tests.models.market import Market


def failed_offer(market: Market) -> Letter:
    """The cheapest lot was offered, and LINE refused the letter."""
    market.post("แม่บุญมี", 20, baht=20)
    market.post("ป้าสมร", 20, baht=25)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    letter = market.session.scalars(select(Letter).where(Letter.kind == "offer")).one()
    letter.give_up("400")
    return letter


def test_what_a_failed_letter_offered_is_offered_to_the_next(market: Market) -> None:
    letter = failed_offer(market)
    end_undelivered(market.session, letter, market.now)
    market.match()
    assert market.dealt() == [("แม่บุญมี", 15, "lapsed"), ("ป้าสมร", 15, "offered")]


def test_what_was_answered_meanwhile_stands(market: Market) -> None:
    letter = failed_offer(market)
    market.answer("แม่บุญมี", accept=True)
    end_undelivered(market.session, letter, market.now)
    assert market.dealt() == [("แม่บุญมี", 15, "accepted")]


def test_a_letter_that_is_still_to_come_ends_nothing(market: Market) -> None:
    letter = failed_offer(market)
    letter.again(market.now)
    end_undelivered(market.session, letter, market.now)
    assert market.dealt() == [("แม่บุญมี", 15, "offered")]


def test_a_letter_about_something_else_ends_nothing(market: Market) -> None:
    letter = failed_offer(market)
    market.match()
    other = Letter.owe(market.session, letter.member_id, "refused", {}, "k", market.now)
    assert other is not None
    other.give_up("400")
    end_undelivered(market.session, other, market.now)
    end_undelivered(market.session, letter, market.now)
    assert market.dealt()[0] == ("แม่บุญมี", 15, "lapsed")
