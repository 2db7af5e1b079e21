"""A person on the phone: says or taps, reads what comes back, answers what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from week import screen
from week.market import Market
from week.people import Person

Json = dict[str, Any]
# (a fragment of what the bot asks, what is answered to it); the first that is read counts.
Manners = Sequence[tuple[str, str]]
MOST_TURNS = 12


@dataclass
class Diary:
    """What happened in the chats. broken: conversations that came to no end, with what was read;
    began: when all had joined, and paid: what their joining had cost."""

    said: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    began: datetime | None = None
    paid: int = 0

    def begin(self, now: datetime, paid: int) -> None:
        """From here on it is the market's week."""
        self.began, self.paid = now, paid
        self.said.clear()


@dataclass
class Phone:
    """messages: what the last deed brought; offers: cards that were read and not answered."""

    person: Person
    market: Market
    diary: Diary
    messages: list[Json] = field(default_factory=list)
    offers: list[screen.OfferCard] = field(default_factory=list)
    _last: str = ""

    def say(self, text: str) -> None:
        self._last = text
        self._see(self.market.does(self.person.user_id, "text", text=text))
        self.diary.said["typed"] += 1

    def press(self, action: Json) -> None:
        """What LINE's app posts for a button."""
        if action["type"] == "message":
            return self.say(action["text"])
        shown = {"displayText": action["displayText"]} if "displayText" in action else {}
        self._see(self.market.does(self.person.user_id, "postback", data=action["data"], **shown))
        self.diary.said["tapped"] += 1
        return None

    def choose(self, label: str) -> None:
        """Tap the button, or type its word: as the person likes, or as the phone shows."""
        button = None if self.person.types else screen.find(self.messages, label)
        if button is None:
            self.say(label)
        else:
            self.press(button)

    def look(self) -> None:
        """Read what came meanwhile."""
        self._see(self.market.look(self.person.user_id))

    def talk(self, opening: str, manners: Manners, *done: str) -> None:
        """Carry a conversation from its opening to words that say that it is *done*."""
        self.say(opening)
        self.converse(manners, *done)

    def converse(self, manners: Manners, *done: str) -> None:
        """Answer what is asked; who has no answer gives up, and it is noted."""
        for _ in range(MOST_TURNS):
            shown = self.shown()
            if any(words in shown for words in done):
                return
            answer = next((answer for asked, answer in manners if asked in shown), None)
            if answer is None:
                break
            self.choose(answer)
        self.diary.broken.append(f"{self.person.name}: {self._last!r} → {self.shown()!r}")
        self.say("ยกเลิก")

    def shown(self) -> str:
        return " ".join(screen.words(message) for message in self.messages)

    def _see(self, messages: list[Json]) -> None:
        self.messages = messages
        self.offers += screen.offer_cards(messages)
