"""One reminder of what waits unanswered: at half time, by day, and never when words are unheard."""

from datetime import timedelta

from sqlalchemy import select

from models.allocation import Allocation
from models.inbox import InboxEvent
from models.outbox import Letter, LetterState
from models.presence import leave
from models.reminding import members_to_remind, remind
from models.superseding import give_way
from tests.models.market import TODAY, Market
from tests.models.test_inbox import keep, row

FARMER = "แม่บุญมี"


def offered(market: Market, product: str = "ผักบุ้ง") -> Allocation:
    """One offer more, whose letter has arrived."""
    market.post(FARMER, 20, product=product)
    market.order("คุณอรุณี", {product: 5}, day=TODAY + timedelta(days=3))
    market.match()
    arrive(market)
    return market.allocations()[-1]


def arrive(market: Market) -> None:
    for letter in market.session.scalars(select(Letter).where(Letter.state == LetterState.OWED)):
        letter.trying([], market.now)
        letter.arrived(market.now)
    market.session.flush()


def swept(market: Market) -> int:
    """How many letters a sweep writes."""
    members = members_to_remind(market.session, market.now)
    letters = [remind(market.session, member, market.now) for member in members]
    return len([letter for letter in letters if letter is not None])


def test_half_the_time_must_have_passed(market: Market) -> None:
    offer = offered(market)
    market.now = offer.offered_at + timedelta(minutes=59)
    assert swept(market) == 0
    market.later(minutes=1)
    assert swept(market) == 1
    assert [o["allocation"] for o in market.letters(FARMER, "reminder")[0]["offers"]] == [offer.id]
    assert offer.reminded_at == market.now


def test_an_offer_is_reminded_of_once(market: Market) -> None:
    offered(market)
    market.later(minutes=60)
    assert (swept(market), swept(market)) == (1, 0)
    market.later(minutes=10)
    assert swept(market) == 0


def test_all_that_waits_then_comes_in_one_letter(market: Market) -> None:
    first = offered(market)
    market.later(minutes=30)
    second = offered(market, "คะน้า")
    market.later(minutes=30)
    assert swept(market) == 1
    (facts,) = market.letters(FARMER, "reminder")
    assert [o["allocation"] for o in facts["offers"]] == [first.id, second.id]
    market.later(minutes=40)
    assert swept(market) == 0


def test_less_than_half_an_hour_before_the_deadline_is_too_late(market: Market) -> None:
    offer = offered(market)
    market.now = offer.answer_by - timedelta(minutes=29)
    assert swept(market) == 0
    market.now = offer.answer_by - timedelta(minutes=30)
    assert swept(market) == 1


def test_a_window_of_less_than_an_hour_is_not_worth_a_message(market: Market) -> None:
    offer = offered(market)
    offer.answer_by = offer.offered_at + timedelta(minutes=59)
    market.later(minutes=29.5)
    assert swept(market) == 0
    market.now, offer.answer_by = offer.offered_at, offer.offered_at + timedelta(minutes=60)
    market.later(minutes=30)
    assert swept(market) == 1


def test_who_has_answered_is_not_reminded(market: Market) -> None:
    offered(market)
    market.later(minutes=10)
    market.answer(FARMER, accept=True)
    market.later(minutes=50)
    assert swept(market) == 0


def test_who_has_said_something_unheard_is_not_reminded(market: Market) -> None:
    offered(market)
    market.later(minutes=60)
    sender = market.member(FARMER).line_user_id
    keep(market, row("unheard", sender=sender) | {"received_at": market.now})
    assert swept(market) == 0
    event = market.session.scalars(select(InboxEvent)).one()
    InboxEvent.claimed(market.session, event.id, market.now)
    assert swept(market) == 1


def test_words_that_come_between_finding_and_writing_keep_the_letter_back(market: Market) -> None:
    offered(market)
    market.later(minutes=60)
    (member,) = members_to_remind(market.session, market.now)
    sender = market.member(FARMER).line_user_id
    keep(market, row("unheard", sender=sender) | {"received_at": market.now})
    assert remind(market.session, member, market.now) is None


def test_what_they_have_not_been_told_of_is_no_reminder(market: Market) -> None:
    offer = offered(market)
    letter = market.session.scalars(select(Letter).where(Letter.kind == "offer")).one()
    letter.state, letter.sent_at = LetterState.QUOTA, None
    market.later(minutes=60)
    assert (swept(market), offer.reminded_at) == (0, None)


def test_nobody_is_reminded_at_night_although_time_runs(market: Market) -> None:
    market.later(hours=10)
    offer = offered(market)
    market.now = offer.offered_at + (offer.answer_by - offer.offered_at) / 2
    assert swept(market) == 0
    market.now = offer.answer_by - timedelta(hours=1)
    assert swept(market) == 1


def test_who_has_blocked_us_is_not_reminded(market: Market) -> None:
    offered(market)
    market.later(minutes=60)
    leave(market.session, market.member(FARMER), market.now)
    assert swept(market) == 0


def reminder(market: Market) -> Letter:
    offered(market)
    market.later(minutes=60)
    assert swept(market) == 1
    return market.session.scalars(select(Letter).where(Letter.kind == "reminder")).one()


def test_a_reminder_that_waits_while_its_offers_wait_is_sent(market: Market) -> None:
    assert not give_way(market.session, reminder(market))


def test_a_reminder_that_comes_after_the_answer_is_not_sent(market: Market) -> None:
    letter = reminder(market)
    market.answer(FARMER, accept=True)
    assert give_way(market.session, letter)
    assert letter.state == "superseded"


def test_a_reminder_line_may_have_is_not_taken_back(market: Market) -> None:
    letter = reminder(market)
    letter.trying([], market.now)
    market.answer(FARMER, accept=True)
    assert not give_way(market.session, letter)
