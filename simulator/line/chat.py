"""The chat screen: loading dots and read marks."""

from typing import Any

from simulator.line.body import is_user_id, json_object, required_text
from simulator.line.errors import LineError, invalid_property, wrong
from simulator.line.gate import line_blueprint
from simulator.world import world

Json = dict[str, Any]

chat = line_blueprint("chat")


@chat.post("/v2/bot/chat/loading/start")
def start_loading() -> tuple[Json, int]:
    """5 to 60 seconds in steps of 5, 20 without a number. Source: 'Display a loading indicator'."""
    body, here = json_object(), world()
    user_id = required_text(body, "chatId")
    seconds = _seconds(body.get("loadingSeconds", 20))
    if not is_user_id(user_id):
        raise invalid_property("chatId")
    person = here.store.people.get(user_id)
    if person is not None and not person["blocked"]:
        until = here.now() + seconds * 1000
        here.store.people.show_loading(user_id, until)
        here.hub.publish({"type": "loading", "user_id": user_id, "until": until})
    return {}, 202


def _seconds(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value % 5 or not 5 <= value <= 60:
        raise wrong("loadingSeconds", "Must be a multiple of 5 between 5 and 60")
    return value


@chat.post("/v2/bot/chat/markAsRead")
def mark_by_token() -> Json:
    """Reads that message and all before it. Source: 'Mark messages as read'."""
    row = world().store.chats.by_read_token(required_text(json_object(), "markAsReadToken"))
    if row is None:
        raise LineError(400, "Invalid markAsReadToken")
    _read(row["user_id"], row["seq"])
    return {}


@chat.post("/v2/bot/message/markAsRead")
def mark_by_user() -> Json:
    """Reads all the person wrote. Source: 'Mark messages from users as read'."""
    chat_of = json_object().get("chat")
    user_id = chat_of.get("userId") if isinstance(chat_of, dict) else None
    if not is_user_id(user_id):
        raise invalid_property("chat.userId")
    newest = world().store.chats.newest(str(user_id))
    if newest is not None:
        _read(str(user_id), newest["seq"])
    return {}


def _read(user_id: str, seq: int) -> None:
    world().store.chats.see(user_id, seq)
    world().hub.publish({"type": "phone", "user_id": user_id})
