"""Which letters go along in one call, and what becomes of them when LINE does not take it."""

from datetime import timedelta

import pytest

from bot.fate import Fate
from bot.outcome import settle
from bot.post import _prepare
from models import owed as queries
from models import riding
from models.base import needed
from models.outbox import Letter, LetterState
from models.quota import release_letters
from models.tries import RETRY_KEY_LIFE
from tests.models.market import TODAY, Market
from tests.models.riding_breaks import BUYER, in_an_answer, in_one_call, owed


def waiting(market: Market, key: str) -> Letter:
    """A letter whose time is yet to come."""
    letter = owed(market, key)
    letter.try_at = market.now + timedelta(hours=6)
    return letter


def due(market: Market) -> list[Letter]:
    return list(market.session.scalars(queries.due(market.now)))


def may_ride(market: Market) -> list[Letter]:
    return riding.may_ride(market.session, market.member(BUYER).id, market.now)


def company(market: Market, letter: Letter) -> list[Letter]:
    return riding.company(market.session, letter, market.now)


def hears(market: Market, carrier: Letter, fate: Fate, detail: str = "400 no") -> bool:
    group = riding.carried(market.session, carrier.id)
    return settle(carrier.id, group, fate, detail, market.now)


def test_what_waits_for_its_time_holds_up_nobody_and_goes_along(market: Market) -> None:
    patient, urgent = waiting(market, "one"), owed(market, "two")
    assert due(market) == [urgent]
    assert company(market, urgent) == [patient, urgent]


def test_at_its_time_the_oldest_takes_the_others_along(market: Market) -> None:
    letters = [waiting(market, key) for key in ("one", "two", "three")]
    market.later(hours=6)
    assert due(market) == letters[:1]
    assert company(market, letters[0]) == letters


def test_what_line_may_have_had_goes_again_with_those_it_was_tried_with(market: Market) -> None:
    carrier, rider = in_one_call(market)
    owed(market, "later")
    assert company(market, carrier) == [carrier, rider]
    assert may_ride(market) == []


def test_what_waits_for_quota_goes_along_unless_its_day_is_over(market: Market) -> None:
    letter = owed(market, "one")
    letter.trying([], market.now)
    letter.not_taken()
    letter.wait_for_quota("429", market.now)
    assert may_ride(market) == [letter]
    letter.facts = {**letter.facts, "day": (TODAY - timedelta(days=1)).isoformat()}
    assert may_ride(market) == []


def test_what_may_have_arrived_does_not_go_along(market: Market) -> None:
    letter = owed(market, "one")
    letter.trying([], market.now)
    letter.wait_for_quota("429", market.now)
    assert may_ride(market) == []


def test_all_arrive_together(market: Market) -> None:
    carrier, rider = in_one_call(market)
    assert hears(market, carrier, Fate.ARRIVED, "")
    assert {carrier.state, rider.state} == {LetterState.SENT}


def test_in_doubt_they_stay_together(market: Market) -> None:
    carrier, rider = in_one_call(market)
    assert not hears(market, carrier, Fate.UNSURE, "503")
    assert (carrier.state, rider.state) == (LetterState.OWED, LetterState.RIDING)
    assert company(market, carrier) == [carrier, rider]


@pytest.mark.parametrize(
    ("fate", "state"), [(Fate.LATER, LetterState.OWED), (Fate.QUOTA, LetterState.QUOTA)]
)
def test_what_line_has_not_taken_is_each_ones_own_again(
    market: Market, fate: Fate, state: LetterState
) -> None:
    carrier, rider = in_one_call(market)
    hears(market, carrier, fate, "429")
    assert {carrier.state, rider.state} == {state}
    assert carrier.try_at == rider.try_at > market.now
    assert may_ride(market) == [carrier, rider]


def test_after_a_doubt_not_even_a_used_up_quota_parts_them(market: Market) -> None:
    carrier, rider = in_one_call(market)
    hears(market, carrier, Fate.UNSURE, "503")
    market.now = carrier.try_at
    carrier.trying([], market.now)
    hears(market, carrier, Fate.QUOTA, "429")
    assert (carrier.state, rider.state) == (LetterState.QUOTA, LetterState.RIDING)


def test_refused_together_each_is_tried_alone(market: Market) -> None:
    carrier, rider = in_one_call(market)
    assert hears(market, carrier, Fate.REFUSED)
    another = owed(market, "three")
    assert due(market) == [carrier]
    assert company(market, carrier) == [carrier]
    carrier.trying([], market.now)
    assert hears(market, carrier, Fate.REFUSED)
    assert due(market) == [rider]
    assert company(market, rider) == [rider]
    rider.trying([], market.now)
    hears(market, rider, Fate.ARRIVED, "")
    assert [carrier.state, rider.state] == [LetterState.FAILED, LetterState.SENT]
    assert due(market) == [another]


def test_staff_sending_an_old_carrier_anew_send_its_riders_along(market: Market) -> None:
    carrier, rider = in_one_call(market)
    hears(market, carrier, Fate.UNSURE, "503")
    market.now += RETRY_KEY_LIFE
    rider.again(market.now)
    carrier.again(market.now)
    assert (carrier.first_tried_at, rider.state) == (None, LetterState.RIDING)
    assert company(market, carrier) == [carrier, rider]


def test_a_new_month_gives_up_with_a_carrier_of_a_day_long_over_what_it_carried(
    market: Market,
) -> None:
    carrier, rider = in_one_call(market)
    carrier.facts = {**carrier.facts, "day": TODAY.isoformat()}
    carrier.wait_for_quota("429", market.now)
    market.now = carrier.try_at
    release_letters(market.session, market.now)
    assert {carrier.state, rider.state} == {LetterState.FAILED}


def test_what_was_in_a_lost_answer_is_owed_and_in_doubt(market: Market) -> None:
    event, letter = in_an_answer(market)
    event.answer([])
    riding.let_alight(market.session, event.id, market.now, doubted_at=market.now)
    assert (letter.state, letter.doubted_at) == (LetterState.OWED, market.now)
    assert may_ride(market) == due(market) == [letter]
    assert "deliver" in needed(market.session)


def test_content_to_be_let_go_of_stays_until_what_carries_it_has_arrived(market: Market) -> None:
    carrier, rider = in_one_call(market)
    rider.let_go_once_arrived(market.now)
    assert rider.rendered
    hears(market, carrier, Fate.ARRIVED, "")
    assert rider.rendered is None


def test_a_letter_that_waits_for_its_time_is_neither_stuck_nor_late(market: Market) -> None:
    patient = waiting(market, "one")
    market.later(hours=1)
    assert market.session.scalars(queries.stuck(market.now)).all() == []
    assert market.session.scalar(queries.oldest_owed()) == patient.try_at
    market.later(hours=6)
    assert market.session.scalars(queries.stuck(market.now)).all() == [patient]


def test_who_rode_on_what_gives_way_is_owed_and_in_doubt(broken_market: Market) -> None:
    market = broken_market  # its letters are of no order
    carrier, rider = in_one_call(market)
    carrier.kind, carrier.key = "order_result", "result:1:1"
    hears(market, carrier, Fate.UNSURE, "500")
    market.later(minutes=1)
    carrier.trying([], market.now)
    hears(market, carrier, Fate.QUOTA, "429")
    newer = owed(market, "result:1:2")
    newer.arrived(market.now)
    carrier.again(market.now)
    market.session.flush()
    assert _prepare(market.session, carrier, market.now).messages == []
    assert carrier.state == LetterState.SUPERSEDED
    assert (rider.state, rider.doubted_at) == (LetterState.OWED, market.now)
