"""A person's phone of the running demo, through the simulator's doors."""

import json
import urllib.request
from typing import Any

from demo.places import ROOT

PEOPLE = ROOT / "models" / "seed" / "people.json"


class Phone:
    """What somebody types into it and what the bot answers to it."""

    def __init__(self, simulator: str, name: str) -> None:
        people: list[dict[str, str]] = json.loads(PEOPLE.read_text(encoding="utf-8"))
        user = next(person["user_id"] for person in people if person["name"] == name)
        self._doors = f"{simulator}/phones/{user}"

    def say(self, text: str) -> list[Any]:
        """Type `text`; return the bot's next messages as LINE shows them. Raises TimeoutError."""
        after = max((message["seq"] for message in self._call("")["messages"]), default=0)
        self._call("/text", {"text": text})
        messages = self._call(f"/wait?after={after}&count=1&timeout_ms=20000")["messages"]
        if not messages:
            raise TimeoutError(f"no answer to {text}")
        return [message["message"] for message in messages]

    def menu(self) -> str | None:
        """Whose menu is below the chat, None for none."""
        menu = self._call("")["rich_menu"]
        return menu["name"].split("/")[1] if menu else None

    def _call(self, door: str, body: dict[str, str] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._doors + door, data, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
