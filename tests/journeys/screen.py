"""What a phone shows, read as eyes read it: the words in bubbles and the buttons a finger finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


class NoSuchButton(AssertionError):
    """No visible button has that label, or several have and nothing says which."""


@dataclass(frozen=True, slots=True)
class Button:
    """around: the words of the parts it lies in, the innermost first."""

    action: Json
    around: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.action.get("label", ""))


def words(node: Any) -> str:
    """All visible words of a message or a part of one, in one line."""
    return " ".join(" ".join(_words(node)).split())


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _words(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("text", "title") and isinstance(value, str):
                yield value
            elif key not in ("action", "actions", "defaultAction", "quickReply", "altText"):
                yield from _words(value)


def buttons(node: Any, around: tuple[str, ...] = ()) -> Iterator[Button]:
    """Every button of a message; quick replies are not of the message but over the keyboard."""
    if isinstance(node, list):
        for each in node:
            yield from buttons(each, around)
    elif isinstance(node, dict):
        here = (words(node), *around)
        for action in (node.get("action"), *node.get("actions", ())):
            if isinstance(action, dict):
                yield Button(action, here)
        for key, value in node.items():
            if key not in ("action", "actions", "quickReply"):
                yield from buttons(value, here)


def over_the_keyboard(phone: Json) -> list[Button]:
    """The quick replies that are showing."""
    items = (phone["quick_reply"] or {}).get("items", [])
    return [Button(item["action"], ()) for item in items]


def layers(phone: Json) -> list[list[Button]]:
    """All buttons a finger reaches: over the keyboard, then message by message, newest first."""
    sent = [m["message"] for m in reversed(phone["messages"]) if m["from"] == "bot"]
    return [over_the_keyboard(phone), *(list(buttons(message)) for message in sent)]


def find(phone: Json, wanted: str, older: int = 0) -> Button:
    """The newest button labelled so; "รับ @ ผักบุ้ง" is the one nearest to those words.

    older: how many messages that have it are passed over. Raises NoSuchButton.
    """
    found = [layer for layer in layers(phone) if pick(layer, wanted)]
    if len(found) <= older:
        shown = [button.label for layer in layers(phone)[:2] for button in layer]
        raise NoSuchButton(f"no button [{wanted}] is to be seen; there are {shown}")
    matching = pick(found[older], wanted)
    if len(matching) > 1:
        raise NoSuchButton(f"{len(matching)} buttons are called [{wanted}]; say which with @")
    return matching[0]


def pick(layer: Sequence[Button], wanted: str) -> list[Button]:
    """The buttons of one layer that are meant."""
    label, _, near = (part.strip() for part in wanted.partition(" @ "))
    called = [button for button in layer if button.label == label]
    if not near:
        return called
    depths = {id(button): _distance(button, near) for button in called}
    close = [depth for depth in depths.values() if depth is not None]
    return [b for b in called if close and depths[id(b)] == min(close)]


def _distance(button: Button, near: str) -> int | None:
    """The size of the smallest part with the button that says *near*."""
    return next((len(part) for part in button.around if near in part), None)
