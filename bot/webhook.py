"""The door LINE knocks on: check, keep, ring, answer. Reading comes later."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import structlog
from flask import Blueprint, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from bot.body import parse
from bot.groups import call_to_us, is_group, without_words
from bot.house import House
from models.inbox import ReplyState

log = structlog.get_logger()
blueprint = Blueprint("webhook", __name__)

# LINE documents no limit; its bodies are a few kilobytes. A megabyte leaves room and bounds memory.
LARGEST_BODY = 1024 * 1024
# A body in chunks tells no length and is cut off here: one byte too many shows that there was more.
READ_AT_MOST = LARGEST_BODY + 1


@blueprint.post("/webhook")
def webhook() -> Response:
    """200 once every event is stored, 4xx for what LINE never sends, 503 to be sent again."""
    house: House = current_app.extensions["house"]
    body = request.get_data(cache=False)
    if len(body) > LARGEST_BODY:
        return _answer(413, "too large")
    signature = request.headers.get("x-line-signature", "")
    if not is_signed(body, signature, house.settings.line_channel_secret):
        return _answer(403, "bad signature")
    events = parse(body)
    if events is None:
        return _answer(400, "not a webhook body")
    return _keep(house, events)


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """LINE Messaging API, 'Verify webhook signature': base64 HMAC-SHA256 of the raw body."""
    digest = hmac.digest(secret.encode(), body, "sha256")
    return hmac.compare_digest(base64.b64encode(digest), signature.encode())


def rows(events: Iterable[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    """Inbox rows; an event without an id cannot be told from its repeat and is left out."""
    for event in events:
        event_id = event.get("webhookEventId")
        if not isinstance(event_id, str) or not 0 < len(event_id) <= 40:
            log.warning("event without an id left out")
            continue
        yield {
            "event_id": event_id,
            "sender": sender_of(event),
            "kind": str(event.get("type", ""))[:40],
            "happened_at": _whole(event.get("timestamp")),
            "payload": _kept(event),
            "received_at": now,
            "tries": 0,
            "reply_state": ReplyState.NONE,
        }


def _kept(event: dict[str, Any]) -> dict[str, Any]:
    """What people of a group chat say to each other is not stored at all."""
    overheard = is_group(sender_of(event)) and call_to_us(event) is None
    return without_words(event) if overheard else event


def sender_of(event: dict[str, Any]) -> str:
    """The chat an event came from: a group's or room's id, else the person's; '' for none."""
    source = event.get("source")
    if not isinstance(source, dict):
        return ""
    for key in ("groupId", "roomId", "userId"):
        if isinstance(source.get(key), str):
            return str(source[key])[:40]
    return ""


def _keep(house: House, events: list[dict[str, Any]]) -> Response:
    found = list(rows(events, house.clock()))
    try:
        house.keeper.keep(found)
    except SQLAlchemyError as error:
        log.error("events not stored", error=type(error).__name__, count=len(found))
        return _answer(503, "try again")
    return _answer(200, "")


def _whole(value: object) -> int:
    return value if isinstance(value, int) and abs(value) < 2**53 else 0


def _answer(status: int, words: str) -> Response:
    return Response(words, status, content_type="text/plain; charset=utf-8")
