"""What must be true after every journey, whatever was said in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from linebot.v3.messaging import (
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)
from sqlalchemy import select

from bot.bells import queue
from models.audit import audit
from models.inbox import InboxEvent, ReplyState
from models.outbox import Letter, LetterState
from models.people import Member
from tests.simulator.limits.test_against_sdk import lost
from tests.world import World

Json = dict[str, Any]
MODELS: dict[str, Callable[[Json], Any]] = {
    "/v2/bot/message/reply": ReplyMessageRequest.from_dict,
    "/v2/bot/message/push": PushMessageRequest.from_dict,
    "/v2/bot/message/multicast": MulticastRequest.from_dict,
    "/v2/bot/chat/loading/start": ShowLoadingAnimationRequest.from_dict,
}
ANSWERED = (ReplyState.NONE, ReplyState.SENT, ReplyState.PUSHED)


def check_books(
    world: World, refusals: list[int], undelivered: list[str], retries: bool = False
) -> None:
    """refusals: 4xx answers the chat announces; undelivered: whose letters could not arrive;
    retries: LINE failed meanwhile, so that jobs may still be put off for another try.
    """
    calls = [entry for entry in world.line.log("api") if "/channel/webhook/" not in entry["path"]]
    refused = [e for e in calls if 400 <= e["status"] < 500 and e["status"] != 409]
    assert Counter(e["status"] for e in refused) == Counter(refusals), refused
    for call in calls:
        if call["method"] != "GET":
            _parses(call)
    _all_heard(world)
    _all_sent(world, undelivered)
    _queue_is_clean(world, retries)
    with world.house.reading() as session:
        breaches = audit(session, world.clock())
    assert not breaches, breaches


def _parses(call: Json) -> None:
    """LINE's own model takes the request and knows every field of it."""
    gone = lost(call["request"], MODELS[call["path"]](call["request"]).to_dict())
    assert not gone, (gone, call["request"])


def _all_heard(world: World) -> None:
    with world.house.reading() as session:
        events = session.scalars(select(InboxEvent)).all()
    for event in events:
        assert event.heard_at is not None, event.payload
        assert not event.error and not event.tries, (event.error, event.payload)
        assert event.reply_state in ANSWERED, (event.reply_state, event.payload)
    answers = {entry["status"] for entry in world.line.log("webhook")}
    assert answers <= {200}, answers


def _all_sent(world: World, undelivered: list[str]) -> None:
    with world.house.reading() as session:
        rows = session.execute(
            select(Member.name, Letter)
            .join(Letter, Letter.member_id == Member.id)
            .where(Letter.state.not_in((LetterState.SENT, LetterState.SUPERSEDED)))
        ).all()
    unsent = [row for row in rows if not row.Letter.waits(world.clock())]
    assert Counter(row.name for row in unsent) == Counter(undelivered), [
        (row.name, row.Letter.kind, row.Letter.error) for row in unsent
    ]


def _queue_is_clean(world: World, retries: bool) -> None:
    market = queue(world.house.redis)
    failed = market.failed_job_registry.get_job_ids()
    later = market.scheduled_job_registry.get_job_ids()
    assert not failed and (retries or not later), (failed, later)
