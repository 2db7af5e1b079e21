"""A letter's life between being owed and being sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import owed as owed_letters
from models.base import needed
from models.outbox import Letter, LetterState
from models.superseding import give_way
from models.tries import LEASE, LONGEST_PAUSE, RETRY_KEY_LIFE
from tests.models.market import Market


def owed(market: Market, key: str = "one") -> Letter:
    letter = Letter.owe(
        market.session, market.member("คุณอรุณี").id, "refused", {"name": "ก"}, key, market.now
    )
    assert letter is not None
    return letter


def due(market: Market) -> list[Letter]:
    return list(market.session.scalars(owed_letters.due(market.now)))


def stuck(market: Market) -> list[Letter]:
    return list(market.session.scalars(owed_letters.stuck(market.now)))


def test_a_letter_owed_is_due_at_once_and_rings(market: Market) -> None:
    letter = owed(market)
    assert due(market) == [letter]
    assert "deliver" in needed(market.session)


def test_the_database_itself_refuses_a_second_letter_for_a_fact(broken_market: Market) -> None:
    first = owed(broken_market)
    second = owed(broken_market, "two")
    second.key = first.key
    with pytest.raises(IntegrityError):
        broken_market.session.flush()


def test_a_letter_being_sent_is_due_to_nobody_else_until_its_lease_ends(market: Market) -> None:
    letter = owed(market)
    letter.trying([{"type": "text", "text": "ค่ะ"}], market.now)
    assert due(market) == []
    market.now += LEASE
    assert due(market) == [letter]


def test_a_retry_sends_the_first_rendering_under_the_same_key(market: Market) -> None:
    letter = owed(market)
    key = letter.retry_key
    for words in ("one", "two"):
        letter.trying([{"type": "text", "text": words}], market.now)
    assert letter.rendered == [{"type": "text", "text": "one"}]
    assert (letter.retry_key, letter.tries) == (key, 2)


def test_pauses_grow_and_stay_bounded(market: Market) -> None:
    letter = owed(market)
    pauses = []
    for _ in range(12):
        letter.trying([], market.now)
        letter.put_off("503", market.now)
        pauses.append(letter.try_at - market.now)
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_sent_letter_is_neither_due_nor_stuck(market: Market) -> None:
    letter = owed(market)
    letter.trying([], market.now)
    letter.rendered = []
    letter.arrived(market.now)
    market.later(days=1)
    assert due(market) == stuck(market) == []


def test_what_failed_or_waits_for_quota_is_stuck_and_not_due(market: Market) -> None:
    failed, waiting = owed(market, "one"), owed(market, "two")
    failed.give_up("400")
    waiting.wait_for_quota("429", market.now)
    assert due(market) == []
    assert stuck(market) == [failed, waiting]


def test_a_letter_owed_for_five_minutes_is_stuck(market: Market) -> None:
    letter = owed(market)
    market.later(minutes=5)
    assert stuck(market) == []
    market.later(seconds=1)
    assert stuck(market) == [letter]


def test_no_try_is_made_once_line_may_have_forgotten_the_retry_key(market: Market) -> None:
    letter = owed(market)
    assert letter.may_be_tried(market.now + RETRY_KEY_LIFE)
    letter.trying([], market.now)
    assert letter.may_be_tried(market.now + RETRY_KEY_LIFE - timedelta(seconds=1))
    assert not letter.may_be_tried(market.now + RETRY_KEY_LIFE)


def test_sent_again_by_staff_an_old_letter_gets_a_new_key_and_a_fresh_one_keeps_its_own(
    market: Market,
) -> None:
    letter = owed(market)
    key = letter.retry_key
    letter.trying([], market.now)
    letter.wait_for_quota("429", market.now)
    letter.again(market.now)
    assert (letter.state, letter.retry_key) == (LetterState.OWED, key)
    market.now += RETRY_KEY_LIFE
    letter.again(market.now)
    assert letter.retry_key != key
    assert due(market) == [letter]


def test_a_letter_that_arrived_is_not_sent_again_by_staff(market: Market) -> None:
    letter = owed(market)
    letter.trying([], market.now)
    letter.arrived(market.now)
    letter.again(market.now)
    assert letter.state == LetterState.SENT


def test_a_letter_waits_behind_an_older_one_to_the_same_person(market: Market) -> None:
    first, second = owed(market, "one"), owed(market, "two")
    first.trying([], market.now)
    first.put_off("503", market.now)
    assert due(market) == []
    market.now = first.try_at
    assert due(market) == [first]
    first.arrived(market.now)
    assert due(market) == [second]


@pytest.mark.parametrize("ends", ["give_up", "wait_for_quota"])
def test_what_will_not_be_sent_soon_holds_up_nobody(market: Market, ends: str) -> None:
    first, second = owed(market, "one"), owed(market, "two")
    first.give_up("400") if ends == "give_up" else first.wait_for_quota("429", market.now)
    assert due(market) == [second]


def test_a_letter_to_another_person_waits_for_nobody(market: Market) -> None:
    first = owed(market)
    first.trying([], market.now)
    other = Letter.owe(
        market.session, market.member("ครูวิภา").id, "refused", {"name": "ข"}, "b", market.now
    )
    assert due(market) == [other]


def results(market: Market) -> list[Letter]:
    """Nothing came of an order, and then all of it."""
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    market.post("แม่บุญมี", 20)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    of_kind = select(Letter).where(Letter.kind == "order_result").order_by(Letter.id)
    return list(market.session.scalars(of_kind))


def test_a_result_never_tried_gives_way_to_a_newer_one_which_then_is_the_first(
    market: Market,
) -> None:
    old, new = results(market)
    assert not give_way(market.session, new)
    assert give_way(market.session, old)
    assert (old.state, new.state) == (LetterState.SUPERSEDED, LetterState.OWED)
    assert new.facts["first"]
    old.again(market.now)
    assert old.state == LetterState.SUPERSEDED


def test_a_result_that_may_have_arrived_is_tried_until_it_is_known(market: Market) -> None:
    old, new = results(market)
    old.trying([], market.now)
    old.put_off("503", market.now)
    assert not give_way(market.session, old)
    assert not new.facts["first"]


def test_an_old_result_is_not_sent_after_a_newer_one_whatever_staff_say(market: Market) -> None:
    old, new = results(market)
    old.trying([], market.now)
    old.give_up("400")
    new.trying([], market.now)
    new.arrived(market.now)
    old.again(market.now)
    assert give_way(market.session, old)


def test_a_letter_sent_again_is_owed_from_then_on(market: Market) -> None:
    letter = owed(market)
    letter.give_up("400")
    market.later(hours=1)
    letter.again(market.now)
    assert letter.owed_at == market.now
    assert stuck(market) == []
