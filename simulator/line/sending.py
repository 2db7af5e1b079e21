"""Accepting a message: one transaction for token or quota, retry key, bubbles and counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from flask import g

from simulator.deliver import Delivered, Sending, deliver
from simulator.line.errors import MONTHLY_LIMIT, LineError
from simulator.line.retry_key import refuse_repeat, remember_key
from simulator.world import World

Json = dict[str, Any]
# LINE's months begin in Japan.
_JST = timezone(timedelta(hours=9))
_MOST_UNITS = 1000


@dataclass(frozen=True, slots=True)
class Paid:
    """A call that costs one message for each person it reaches: in a group, everyone in it.

    Source: LINE Official Account pricing, 'How messages are counted'.
    """

    via: str
    to: Sequence[str]
    messages: list[Json]
    unit: str | None = None


def month_of(at: int) -> str:
    """The billing month of a time in Unix milliseconds, as 2026-11."""
    return datetime.fromtimestamp(at / 1000, _JST).strftime("%Y-%m")


def accept_reply(world: World, token: str, messages: list[Json]) -> list[Json]:
    """Spend the token and deliver; answers LINE's sentMessages."""
    with world.store.write():
        user_id = _spend(world, token)
        sending = Sending(messages, "reply", paid=False)
        delivered = deliver(world, user_id, sending, reached=_may_see_replies(world, user_id))
    g.user_ids = [user_id]
    delivered.tell()
    return delivered.sent


def _may_see_replies(world: World, chat_id: str) -> bool:
    """A person who has not blocked the bot, a group that has not removed it."""
    person = world.store.people.get(chat_id)
    return not person["blocked"] if person else world.store.groups.has_bot(chat_id)


def _spend(world: World, token: str) -> str:
    row = world.store.reply_tokens.get(token)
    alive = row is not None and _alive(world, row["issued"], row["delivered"])
    if row is None or not alive or not world.store.reply_tokens.use(token):
        raise LineError(400, "Invalid reply token")
    return str(row["user_id"])


def _alive(world: World, issued: int, delivered: int | None) -> bool:
    """A minute after it was handed over, and 20 minutes after the event at the latest."""
    now, seconds = world.now(), world.settings["reply_token_seconds"]
    if world.faults["expire_reply_tokens"] or delivered is None:
        return False
    return now <= delivered + seconds * 1000 and now <= issued + 20 * 60_000


def accept_paid(world: World, call: Paid) -> list[list[Json]]:
    """Push, multicast, broadcast: answers the sentMessages of each chat in `call.to`."""
    now = world.now()
    with world.store.write():
        refuse_repeat(world)
        reached = set(world.store.people.reached(list(call.to), now))
        groups = [each for each in call.to if world.store.groups.has_bot(each)]
        people = len(reached) + sum(len(world.store.groups.members(each)) for each in groups)
        _spend_quota(world, people)
        _name_unit(world, call.unit)
        delivered = _deliver_all(world, call, reached.union(groups))
        remember_key(world, delivered[0].sent if call.via == "push" else None)
    g.paid, g.user_ids = people, list(call.to)
    _tell_all(world, delivered, paid=people)
    return [each.sent for each in delivered]


def _deliver_all(world: World, call: Paid, reached: set[str]) -> list[Delivered]:
    sending = Sending(call.messages, call.via, paid=True)
    return [deliver(world, each, sending, reached=each in reached) for each in call.to]


def _tell_all(world: World, delivered: list[Delivered], *, paid: int) -> None:
    for each in delivered:
        each.tell()
    if paid:
        world.hub.publish({"type": "paid", **counter(world)})


def _spend_quota(world: World, people: int) -> None:
    month, limit = month_of(world.now()), world.settings["quota_limit"]
    over = limit is not None and world.store.usage.used(month) + people > limit
    if world.faults["quota_exhausted"] or (people and over):
        raise LineError(429, MONTHLY_LIMIT)
    if people:
        world.store.usage.add(month, people)


def _name_unit(world: World, unit: str | None) -> None:
    month = month_of(world.now())
    if unit is not None and world.store.usage.name_unit(month, unit) > _MOST_UNITS:
        raise LineError(400, "The number of aggregation units of this month is used up")


def counter(world: World) -> Json:
    """Paid messages in all, and the month's quota: `{"paid": N, "quota": {"limit", "used"}}`."""
    used = world.store.usage.used(month_of(world.now()))
    quota = {"limit": world.settings["quota_limit"], "used": used}
    return {"paid": world.store.usage.total(), "quota": quota}
