"""Group chats in a chat: who is in them, and what a finger does there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.groups import call_to_us
from tests.journeys import screen
from tests.journeys.chat import Step
from tests.world import World

Json = dict[str, Any]
# The chat stands behind the first, and is what the second are about.
TYPED = ("พิมพ์ใน", "เรียกใน", "แอบพิมพ์ใน", "กดใน")
DONE = ("เชิญเข้า", "เอาออกจาก", "เข้าร่วม")
KINDS = {"แชทกลุ่ม": "group", "แชทหลายคน": "room"}


def make(world: World, verb: str, what: str) -> None:
    """ "กลุ่มเรา = แม่บุญมี ลุงคำ": a chat of these people."""
    name, _, people = (part.strip() for part in what.partition("="))
    body = {"name": name, "members": [world.user(p) for p in people.split()], "kind": KINDS[verb]}
    made = world.line.door("POST", "/groups", body, status=201)
    world.groups[name] = made["group"]["chat_id"]


def chat_of(step: Step) -> str | None:
    """The chat a step happens in; None for what happens elsewhere."""
    verb, _, chat = step.verb.partition(" ")
    if verb in TYPED:
        return chat.strip()
    return step.what if verb in DONE else None


def act(world: World, step: Step) -> None:
    chat, user_id = str(chat_of(step)), world.user(step.who)
    path, verb = f"/groups/{world.groups[chat]}", step.verb.partition(" ")[0]
    if verb in DONE:
        return _come_or_go(world, path, verb, user_id)
    words = _pressed(world, chat, step.what) if verb == "กดใน" else step.what
    how = {"mentions_bot": verb == "เรียกใน", "hidden": verb == "แอบพิมพ์ใน"}
    body = {"user_id": user_id, "text": words, **how}
    world.line.door("POST", f"{path}/text", body, status=202)
    return None


def _come_or_go(world: World, path: str, verb: str, user_id: str) -> None:
    if verb == "เข้าร่วม":
        world.line.door("POST", f"{path}/members", {"user_id": user_id}, status=202)
    else:
        world.line.door("POST" if verb == "เชิญเข้า" else "DELETE", f"{path}/bot", status=202)


def _pressed(world: World, chat: str, label: str) -> str:
    """What a button in the chat says for whoever presses it."""
    action = screen.find(shown(world, chat), label).action
    assert action["type"] == "message", f"[{label}] would act for whoever presses it: {action}"
    return str(action["text"])


def shown(world: World, chat: str) -> Json:
    found: Json = world.line.door("GET", f"/groups/{world.groups[chat]}")
    return found


def check_buttons(world: World, chat: str, messages: Sequence[Json]) -> None:
    """Every button in a group chat only says words, and they are addressed to us."""
    buttons = [b for m in messages for b in screen.buttons(m)]
    for button in [*buttons, *screen.over_the_keyboard(shown(world, chat))]:
        said = {"type": "text", "text": button.action.get("text", "")}
        heard = call_to_us({"type": "message", "message": said})
        assert heard is not None, f"[{button.label}] is not addressed: {button.action}"
