"""What people do on their phones: each answers 202 with the id of the webhook event."""

from typing import Any

from flask import Blueprint

from simulator.doors.body import finger, json_body, text
from simulator.doors.errors import DoorError
from simulator.doors.postback import postback_of
from simulator.world import world

Json = dict[str, Any]
Accepted = tuple[Json, int]

fingers = Blueprint("fingers", __name__)


@fingers.post("/phones/<user_id>/text")
def say(user_id: str) -> Accepted:
    """Type a text; `quote_message_id` quotes a bubble of the same chat."""
    act, body = finger(user_id), json_body()
    shown = {"type": "text", "text": text(body, "text")}
    quoted = body.get("quote_message_id")
    if quoted is None:
        return act.write_to_bot(shown, shown), 202
    _must_be_in_chat(user_id, quoted)
    quote = {"quotedMessageId": quoted}
    return act.write_to_bot(shown | quote, shown | quote), 202


def _must_be_in_chat(user_id: str, message_id: object) -> None:
    row = world().store.chats.get(str(message_id))
    if row is None or row["user_id"] != user_id:
        raise DoorError(400, f"message {message_id} is not in this chat")


@fingers.post("/phones/<user_id>/sticker")
def sticker(user_id: str) -> Accepted:
    """Send a sticker."""
    act, body = finger(user_id), json_body()
    chosen = {
        "type": "sticker",
        "packageId": text(body, "packageId"),
        "stickerId": text(body, "stickerId"),
    }
    words = _keywords(body.get("keywords", []))
    told = chosen | {"stickerResourceType": "STATIC"} | ({"keywords": words} if words else {})
    return act.write_to_bot(chosen | {"keywords": words}, told), 202


def _keywords(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DoorError(400, "keywords must be a list of texts")
    return value[:15]


@fingers.post("/phones/<user_id>/location")
def location(user_id: str) -> Accepted:
    """Send a place; title and address may be missing, as on LINE."""
    act, body = finger(user_id), json_body()
    shown = {
        "type": "location",
        "latitude": _degrees(body, "latitude", 90),
        "longitude": _degrees(body, "longitude", 180),
    }
    named = {name: text(body, name) for name in ("title", "address") if body.get(name)}
    return act.write_to_bot(shown | named, shown | named), 202


def _degrees(body: Json, name: str, most: int) -> float:
    value = body.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > most:
        raise DoorError(400, f"{name} must be a number from -{most} to {most}")
    return float(value)


@fingers.post("/phones/<user_id>/postback")
def postback(user_id: str) -> Accepted:
    """Tap a button that carries data."""
    act, body = finger(user_id), json_body()
    shown = text(body, "displayText", None, longest=300)
    return act.tap(postback_of(act, body), shown), 202


@fingers.post("/phones/<user_id>/follow")
def follow(user_id: str) -> Accepted:
    """Become a friend, or unblock."""
    act = finger(user_id)
    if act.person["friend"] and not act.person["blocked"]:
        raise DoorError(400, "this person is a friend already")
    unblocked = bool(act.person["blocked"])
    world().store.people.set_friendship(user_id, friend=True, blocked=False)
    return act.tell_bot("follow", follow={"isUnblocked": unblocked}), 202


@fingers.post("/phones/<user_id>/unfollow")
def unfollow(user_id: str) -> Accepted:
    """Block the bot."""
    act = finger(user_id)
    if act.person["blocked"] or not act.person["friend"]:
        raise DoorError(400, "this person is no friend of the bot")
    world().store.people.set_friendship(user_id, friend=True, blocked=True)
    return act.tell_bot("unfollow", reply=False), 202


@fingers.post("/phones/<user_id>/unsend")
def unsend(user_id: str) -> Accepted:
    """Take back a bubble of one's own."""
    act, message_id = finger(user_id), text(json_body(), "message_id")
    _must_be_in_chat(user_id, message_id)
    row = world().store.chats.get(message_id)
    if row is None or row["sender"] != "me" or row["unsent"] or row["read_token"] is None:
        raise DoorError(400, f"message {message_id} can't be unsent")
    world().store.chats.unsend(message_id)
    return act.tell_bot("unsend", reply=False, unsend={"messageId": message_id}), 202
