"""What a thumb can reach: the buttons of the bubbles a phone shows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
REMEMBERED = 40


def buttons(node: Any) -> Iterator[Json]:
    """Every action in a message, its quick replies left out: those vanish with the next bubble."""
    if isinstance(node, list):
        for each in node:
            yield from buttons(each)
    elif isinstance(node, dict):
        actions = [node.get("action"), *node.get("actions", ())]
        yield from (action for action in actions if isinstance(action, dict))
        for key, value in node.items():
            if key not in ("action", "actions", "quickReply"):
                yield from buttons(value)


def quick_replies(message: Json) -> list[Json]:
    return [item["action"] for item in message.get("quickReply", {}).get("items", [])]


@dataclass
class Screen:
    """The newest bubbles of one phone; seq is the number of the newest."""

    bubbles: deque[Json] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    seq: int = 0

    def show(self, bubbles: Iterable[Json]) -> None:
        for bubble in bubbles:
            self.bubbles.append(bubble)
            self.seq = max(self.seq, bubble["seq"])

    def current(self) -> list[Json]:
        """What the newest bubble offers."""
        if not self.bubbles:
            return []
        newest = self.bubbles[-1]["message"]
        return [*quick_replies(newest), *buttons(newest)]

    def is_asking(self) -> bool:
        """Whether the newest bubble belongs to a conversation in progress."""
        return any("s=" in str(action.get("data", "")) for action in self.current())

    def since(self, seq: int) -> list[Json]:
        """The buttons of bubbles newer than that."""
        return [b for each in self.bubbles if each["seq"] > seq for b in buttons(each["message"])]

    def words_since(self, seq: int) -> str:
        texts = (b["message"].get("text", "") for b in self.bubbles if b["seq"] > seq)
        return "\n".join(texts)

    def old(self) -> list[Json]:
        """Buttons further up, where nobody should tap any more."""
        return [button for b in list(self.bubbles)[:-1] for button in buttons(b["message"])]

    def offers(self) -> list[Json]:
        """The buttons that answer an offer."""
        return [b for b in [*self.old(), *self.current()] if is_answer(b)]


def is_answer(action: Json) -> bool:
    return str(action.get("data", "")).startswith(("do=accept", "do=decline", "go=reply"))
