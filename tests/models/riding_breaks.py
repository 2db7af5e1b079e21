"""What a bug in letting letters go along would leave in the database, for test_audit."""

from __future__ import annotations

from collections.abc import Callable

from models.inbox import InboxEvent, ReplyState
from models.outbox import Letter, LetterState
from models.riding import board
from tests.models.market import Market

Break = Callable[[Market], None]
BUYER = "คุณอรุณี"


def said(words: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": words}]


def owed(market: Market, key: str, name: str = BUYER) -> Letter:
    facts = {"messages": said(key)}
    member = market.member(name)
    letter = Letter.owe(market.session, member.id, "reply", facts, key, market.now)
    assert letter is not None
    return letter


def in_one_call(market: Market) -> tuple[Letter, Letter]:
    """A letter and one that goes along, both under way."""
    carrier, rider = owed(market, "one"), owed(market, "two")
    carrier.trying(said("one"), market.now)
    board(rider, said("two"), market.now, carrier=carrier.id)
    return carrier, rider


def answered(market: Market, name: str = BUYER) -> InboxEvent:
    """An event whose answer waits to be sent."""
    event = InboxEvent(
        event_id=f"01{name}",
        sender=market.member(name).line_user_id,
        kind="message",
        happened_at=1,
        payload={},
        received_at=market.now,
        heard_at=market.now,
    )
    event.answer(said("ค่ะ"))
    market.session.add(event)
    market.session.flush()
    return event


def in_an_answer(market: Market) -> tuple[InboxEvent, Letter]:
    """An answer that is being tried, and a letter that goes along with it."""
    event, letter = answered(market), owed(market, "three")
    board(letter, said("three"), market.now, answer=event.id)
    event.carry([*said("three"), *said("ค่ะ")])
    event.reply_state = ReplyState.TRIED
    return event, letter


def rides_on_nothing(market: Market) -> None:
    in_one_call(market)[1].carrier_id = None


def rides_on_two(market: Market) -> None:
    _, letter = in_an_answer(market)
    letter.carrier_id = owed(market, "four").id


def failed_and_rides(market: Market) -> None:
    in_one_call(market)[1].state = LetterState.FAILED


def left_behind(market: Market) -> None:
    # Its carrier arrived, and nobody noted what went along.
    in_one_call(market)[0].arrived(market.now)


def arrived_before_its_carrier(market: Market) -> None:
    in_one_call(market)[1].arrived(market.now)


def rides_on_a_stranger(market: Market) -> None:
    _, rider = in_one_call(market)
    rider.member_id = market.member("ครูวิภา").id


def carried_by_what_failed(market: Market) -> None:
    in_one_call(market)[0].give_up("400")


def carried_by_a_lost_answer(market: Market) -> None:
    in_an_answer(market)[0].reply_state = ReplyState.LOST


def arrived_with_an_answer_under_way(market: Market) -> None:
    in_an_answer(market)[1].arrived(market.now)


def in_the_answer_to_somebody_else(market: Market) -> None:
    event, _ = in_an_answer(market)
    event.sender = market.member("ครูวิภา").line_user_id


def not_in_its_answer(market: Market) -> None:
    event, _ = in_an_answer(market)
    event.replies = said("ค่ะ")


def in_an_answer_that_knows_of_nothing(market: Market) -> None:
    _, letter = in_an_answer(market)
    letter.alight(market.now)


RIDING_BREAKS: list[tuple[str, Break]] = [
    ("riders_go_along_with_something", rides_on_nothing),
    ("riders_go_along_with_something", rides_on_two),
    ("riders_go_along_with_something", failed_and_rides),
    ("riders_share_their_letters_fate", left_behind),
    ("riders_share_their_letters_fate", arrived_before_its_carrier),
    ("riders_share_their_letters_fate", rides_on_a_stranger),
    ("riders_share_their_letters_fate", carried_by_what_failed),
    ("riders_share_their_answers_fate", carried_by_a_lost_answer),
    ("riders_share_their_answers_fate", arrived_with_an_answer_under_way),
    ("riders_share_their_answers_fate", in_the_answer_to_somebody_else),
    ("answers_hold_what_goes_along", not_in_its_answer),
    ("answers_hold_what_goes_along", in_an_answer_that_knows_of_nothing),
]
