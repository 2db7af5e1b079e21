"""Letters in: kept once, heard in order, answered once."""

from typing import Any

import pytest

from models import replies, waiting
from models.inbox import MOST_TRIES, InboxEvent, ReplyState
from tests.models.market import Market


def row(event_id: str, happened_at: int = 1, sender: str = "Ua") -> dict[str, Any]:
    return {
        "event_id": event_id,
        "sender": sender,
        "kind": "message",
        "happened_at": happened_at,
        "payload": {"type": "message", "replyToken": "t", "message": {"text": "secret"}},
        "received_at": None,
        "tries": 0,
        "reply_state": ReplyState.NONE,
    }


def keep(market: Market, *rows: dict[str, Any]) -> None:
    InboxEvent.keep(market.session, [{**row, "received_at": market.now} for row in rows])


def unheard(market: Market) -> list[InboxEvent]:
    found = market.session.execute(waiting.unheard(["Ua"]))
    return [market.session.get_one(InboxEvent, row.id) for row in found]


def claim(market: Market, event: InboxEvent) -> bool:
    return InboxEvent.claimed(market.session, event.id, market.now) is event


def test_an_event_delivered_again_is_kept_once(market: Market) -> None:
    keep(market, row("one"), row("two", 2))
    keep(market, row("two", 2), row("three", 3), row("three", 3))
    assert [event.event_id for event in unheard(market)] == ["one", "two", "three"]


def test_nothing_kept_is_no_error(market: Market) -> None:
    keep(market)
    assert unheard(market) == []


def test_events_are_heard_in_the_order_they_happened(market: Market) -> None:
    keep(market, row("late", 2), row("early", 1), row("other", 0, sender="Ub"))
    assert [event.event_id for event in unheard(market)] == ["early", "late"]


def test_an_event_is_claimed_once(market: Market) -> None:
    keep(market, row("one"))
    (event,) = unheard(market)
    assert claim(market, event)
    assert not claim(market, event)
    assert unheard(market) == []


def test_a_sender_waits_until_heard_and_answered(market: Market) -> None:
    keep(market, row("one"))
    (event,) = unheard(market)
    senders = waiting.waiting_senders()
    assert market.session.scalars(senders).all() == ["Ua"]
    claim(market, event)
    event.answer([{"type": "text", "text": "ค่ะ"}])
    for state in (ReplyState.OWED, ReplyState.TRIED, ReplyState.RETRIED):
        assert event.reply_state == state
        assert market.session.scalars(senders).all() == ["Ua"]
        assert replies.begin(market.session, [event.id]) == {event.id}
        market.session.refresh(event)
    event.reply_state = ReplyState.SENT
    assert market.session.scalars(senders).all() == []


@pytest.mark.parametrize("state", [ReplyState.SENT, ReplyState.LOST, ReplyState.NONE])
def test_a_settled_reply_is_not_begun_again(market: Market, state: ReplyState) -> None:
    keep(market, row("one"))
    (event,) = unheard(market)
    claim(market, event)
    event.replies, event.reply_state = [{"type": "text", "text": "ค่ะ"}], state
    market.session.flush()
    assert replies.begin(market.session, [event.id]) == set()
    event.answer([])


def test_an_event_that_keeps_failing_is_set_aside(market: Market) -> None:
    keep(market, row("one"))
    (event,) = unheard(market)
    assert [event.stumbled("bug") for _ in range(MOST_TRIES)] == [False] * (MOST_TRIES - 1) + [True]


def test_what_was_said_can_be_forgotten_without_losing_the_event(market: Market) -> None:
    keep(market, row("one"))
    (event,) = unheard(market)
    event.forget_content()
    assert event.payload == {"type": "message", "replyToken": "t"}
