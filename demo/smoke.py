"""One word through the whole market: a phone says hello and the bot answers."""

import json
import urllib.request
from pathlib import Path
from typing import Any

from demo.places import ROOT

PEOPLE = ROOT / "models" / "seed" / "people.json"


class Greeting:
    """The demo's first person says สวัสดี when this is made."""

    def __init__(self, simulator: str, people: Path = PEOPLE) -> None:
        person = json.loads(people.read_text(encoding="utf-8"))[0]
        self._phone = f"{simulator}/phones/{person['user_id']}"
        shown = _call(self._phone)["messages"]
        self._after = max((message["seq"] for message in shown), default=0)
        _call(f"{self._phone}/text", {"text": "สวัสดี"})

    def is_answered(self) -> bool:
        """Whether the bot's answer has reached the phone; waits for it a little."""
        query = f"after={self._after}&count=1&timeout_ms=300"
        return bool(_call(f"{self._phone}/wait?{query}")["messages"])


def _call(url: str, body: dict[str, str] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers)  # noqa: S310 - on the loopback
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)
