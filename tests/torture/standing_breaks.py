"""Rules between standing orders and what phones saw, broken on purpose, for test_books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot import texts
from bot.messages import text
from models.inbox import InboxEvent
from models.standing.order import StandingOrder
from tests.models.standing import begin
from tests.torture.honest import Honest

KITCHEN = "คุณอรุณี"
CONFIRM = "s=2&r=1&q=confirm&v=confirm"


def begun(honest: Honest, said: str = "ผักบุ้ง 8 กก.") -> StandingOrder:
    """Eight kilos every day, confirmed on a card that said so."""
    card = {**text(f"{texts.STANDING_CARD} {said}"), "data": CONFIRM}
    honest.accept("push", honest.market.member(KITCHEN).line_user_id, [card], key="card")
    event = honest.say(KITCHEN, "postback", data=CONFIRM)
    standing = begin(honest.market, KITCHEN)
    standing.source = event.event_id
    return standing


def answered(honest: Honest, words: str) -> InboxEvent:
    event = honest.say(KITCHEN, "postback", data="s=3&r=1&q=confirm&v=confirm")
    event.replies = [text(words)]
    return event


def asks_for_what_no_card_said(honest: Honest) -> None:
    begun(honest, said="ผักบุ้ง 9 กก.")


def told_to_rest_without_a_pause(honest: Honest) -> None:
    standing = begun(honest)
    answered(honest, texts.STANDING_PAUSED_NOW.format(number=standing.number, days="พรุ่งนี้"))


def made_after_its_end(honest: Honest) -> None:
    standing = begun(honest)
    event = answered(honest, texts.STANDING_ENDED.format(number=standing.number))
    standing.end(honest.market.now)
    honest.market.session.flush()
    standing.days[0].decided_at = (event.heard_at or honest.market.now) + timedelta(seconds=1)


def left_waiting(honest: Honest) -> None:
    begun(honest).look_at = honest.market.now - timedelta(minutes=5)


STANDING_BREAKS: list[tuple[str, Callable[[Honest], object]]] = [
    ("made_orders_are_as_said", asks_for_what_no_card_said),
    ("rests_are_kept", told_to_rest_without_a_pause),
    ("ends_are_kept", made_after_its_end),
    ("no_standing_order_waits", left_waiting),
]
