"""Putting the bot's bubbles on people's phones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.events import new_token
from simulator.phone import message_json
from simulator.store import NewMessage
from simulator.world import World

Json = dict[str, Any]

# Source: LINE Messaging API guide, 'Get quote tokens', messages that can be quoted.
_QUOTABLE = {"text", "textV2", "sticker", "image", "video", "imagemap", "template", "flex"}


@dataclass(frozen=True, slots=True)
class Sending:
    """One accepted call: its messages, how they go, and whether they are counted."""

    messages: list[Json]
    via: str
    paid: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """The ids LINE answers with, and what is left to tell once the transaction is over."""

    sent: list[Json]
    tell: Callable[[], None]


def deliver(world: World, user_id: str, sending: Sending, *, reached: bool) -> Delivered:
    """Keep the bubbles for one person; call inside a transaction, then `tell()` after it.

    To a person who is not reached nothing is kept, though LINE gives out ids all the same.
    """
    sent = [_sent_message(world, message) for message in sending.messages]
    if not reached:
        return Delivered(sent, _nothing)
    for message, ids in zip(sending.messages, sent, strict=True):
        world.store.chats.add(ids["id"], _bubble(world, user_id, sending, message, ids))
    loading_ended = world.store.people.show_loading(user_id, 0)
    return Delivered(sent, lambda: _tell(world, user_id, sent, loading_ended=loading_ended))


def _sent_message(world: World, message: Json) -> Json:
    sent = {"id": world.store.chats.new_id()}
    if message["type"] in _QUOTABLE:
        sent["quoteToken"] = new_token()
    return sent


def _bubble(world: World, user_id: str, sending: Sending, message: Json, ids: Json) -> NewMessage:
    return NewMessage(
        user_id,
        "bot",
        world.now(),
        message,
        via=sending.via,
        paid=sending.paid,
        quote_token=ids.get("quoteToken"),
    )


def _tell(world: World, user_id: str, sent: list[Json], *, loading_ended: bool) -> None:
    for ids in sent:
        tell_message(world, user_id, ids["id"])
    if loading_ended:
        world.hub.publish({"type": "loading", "user_id": user_id, "until": 0})
    world.hub.publish({"type": "phone", "user_id": user_id})
    world.bell.ring()


def tell_message(world: World, user_id: str, message_id: str) -> None:
    """Tell the page of one bubble; nothing when a reset has taken it away meanwhile."""
    row, person = world.store.chats.get(message_id), world.store.people.get(user_id)
    if row and person:
        shown = message_json(row, person["read_seq"])
        world.hub.publish({"type": "message", "user_id": user_id, "message": shown})


def _nothing() -> None:
    """Nobody to tell."""
