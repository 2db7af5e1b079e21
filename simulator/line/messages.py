"""Sending: reply, push, multicast, broadcast, and their validation."""

import re
from typing import Any

from flask import g

from simulator.limits import Problem, check_messages
from simulator.line.body import is_chat_id, is_user_id, json_object, optional_flag, required_text
from simulator.line.errors import LineError, bad_request, invalid_property, wrong
from simulator.line.gate import line_blueprint
from simulator.line.quotes import check_quotes
from simulator.line.sending import Paid, accept_paid, accept_reply
from simulator.world import world

Json = dict[str, Any]
_UNIT = re.compile(r"[A-Za-z0-9_]{1,30}")
_MOST_PEOPLE = 500

messages = line_blueprint("messages")


@messages.post("/v2/bot/message/reply")
def reply() -> Json:
    """Source: 'Send reply message'."""
    body = json_object()
    token = required_text(body, "replyToken")
    sending = _messages(body)
    _check_common(body)
    row = world().store.reply_tokens.get(token)
    if row:
        check_quotes(world().store, row["user_id"], sending)
    return {"sentMessages": accept_reply(world(), token, sending)}


@messages.post("/v2/bot/message/push")
def push() -> Json:
    """Source: 'Send push message'. An ID of nobody is 400 (FAQ), as is a group the bot is not in; a
    blocked person's is 200."""
    body = json_object()
    to = required_text(body, "to")
    sending = _messages(body)
    _check_common(body)
    if not is_chat_id(to):
        raise invalid_property("to")
    if world().store.people.get(to) is None and not world().store.groups.has_bot(to):
        raise LineError(400, "Failed to send messages")
    check_quotes(world().store, to, sending)
    return {"sentMessages": accept_paid(world(), Paid("push", [to], sending, _unit(body)))[0]}


@messages.post("/v2/bot/message/multicast")
def multicast() -> Json:
    """Source: 'Send multicast message'. IDs of nobody are passed over."""
    body = json_object()
    to = _recipients(body.get("to"))
    sending = _messages(body)
    _check_common(body)
    known = [user_id for user_id in to if world().store.people.get(user_id)]
    accept_paid(world(), Paid("multicast", known, sending, _unit(body)))
    return {}


@messages.post("/v2/bot/message/broadcast")
def broadcast() -> Json:
    """Source: 'Send broadcast message'."""
    body = json_object()
    sending = _messages(body)
    _check_common(body)
    accept_paid(world(), Paid("broadcast", world().store.people.friends(), sending))
    return {}


@messages.post("/v2/bot/message/validate/<any(reply,push,multicast,broadcast,narrowcast):way>")
def validate(way: str) -> Json:
    """Source: 'Validate message objects': the messages only, nothing is sent or counted."""
    _messages(json_object())
    g.note = f"validated for {way}, not sent"
    return {}


def _messages(body: Json) -> list[Json]:
    problems = check_messages(body.get("messages"))
    if problems:
        raise bad_request(problems)
    checked: list[Json] = body["messages"]
    return checked


def _check_common(body: Json) -> None:
    optional_flag(body, "notificationDisabled")


def _recipients(to: object) -> list[str]:
    if not isinstance(to, list) or not 1 <= len(to) <= _MOST_PEOPLE:
        raise wrong("to", f"Size must be between 1 and {_MOST_PEOPLE}")
    for place, user_id in enumerate(to):
        if not is_user_id(user_id):
            raise invalid_property(f"to[{place}]")
    if len(set(to)) != len(to):
        raise wrong("to", "May not contain duplicate user IDs")
    return to


def _unit(body: Json) -> str | None:
    """At most one aggregation unit of letters, digits and underscores ('Unit name')."""
    units = body.get("customAggregationUnits")
    if units is None:
        return None
    if not isinstance(units, list) or len(units) != 1:
        raise wrong("customAggregationUnits", "Size must be 1")
    if not isinstance(units[0], str) or not _UNIT.fullmatch(units[0]):
        raise bad_request([Problem("Must match [A-Za-z0-9_]{1,30}", "customAggregationUnits[0]")])
    return units[0]
