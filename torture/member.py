"""One scripted member: looks at the phone, thinks, and does one thing; manners vary by the dice."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from torture import words
from torture.deeds import Deeds
from torture.people import FICKLE, Person
from torture.screen import Screen

Json = dict[str, Any]
CONFIRM = ("ยืนยัน", "ใช่ ยกเลิกเลย", "เอาออกเลย", "อนุมัติ", "ยินยอม", "ใช่ งดส่ง", "ใช่ ส่งตามเดิม",
           "ใช่ เลิกเลย", "ใช่ เอาออก", "เปิดเลย")  # fmt: skip
UNLIKELY = ("ยกเลิก", "ไม่ยกเลิก", "ไม่เอาออก", "ไม่ยินยอม", "ไม่อนุมัติ", "ย้อนกลับ", "ไม่งด", "ไม่ งดต่อ",
            "ไม่เลิก", "ไม่เปิด")  # fmt: skip
DOT = "R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
TEMPLE = {"latitude": 16.0567, "longitude": 103.6531, "title": "วัดบ้านวังน้ำวน"}
# How often a kitchen speaks of what comes again and again.
STANDING_SHARE = 0.5
NO_OFFERS = "ไม่มีข้อเสนอ"
STICKER = {"packageId": "11537", "stickerId": "52002734"}


@dataclass
class Member:
    """role changes when a newcomer is approved: the crowd reads it off the phone."""

    person: Person
    deeds: Deeds
    dice: random.Random
    screen: Screen = field(default_factory=Screen)
    last_message: str | None = None
    role: str = ""
    blocks: bool = False

    def __post_init__(self) -> None:
        self.role = self.person.role

    def look(self, wait_ms: int = 0) -> None:
        """Read what is new on the phone, waiting for it at most that long."""
        new = self.deeds.platform.bubbles(self.person.user_id, self.screen.seq, wait_ms)
        self.screen.show(new)
        for bubble in new:
            self._notice(str(bubble["message"].get("text", "")))

    def _notice(self, text: str) -> None:
        if self.role == "guest" and "ใบสมัครผ่านแล้ว" in text:
            self.role = "producer" if "ลงขาย" in text else "buyer"

    def step(self) -> None:
        """Do one thing."""
        busy, sells = self.screen.is_asking(), self.role == "producer"
        moves: list[tuple[float, Callable[[], None]]] = [
            (16.0 if busy else 3.0 if self.screen.current() else 0.0, self.go_on),
            (8.0 if sells and self.screen.offers() else 0.0, self.answer_offer),
            (0.5 if busy else 8.0, self.speak),
            (0.5 if busy else 2.0, self.choose_menu),
            (0.7 if self.screen.old() else 0.0, self.tap_old),
            (0.5, self.interrupt),
            (0.4, self.gesture),
            (0.3 if self.last_message else 0.0, self.unsend),
            (0.8 if self.screen.current() else 0.0, self.tap_twice),
            (0.4 if self.person.name == FICKLE else 0.0, self.change_heart),
        ]
        (move,) = self.dice.choices([m for _, m in moves], [weight for weight, _ in moves])
        move()

    def go_on(self) -> None:
        """The next step of what is being asked: mostly a button, now and then typed."""
        bubble = str(self.screen.bubbles[-1]["message"].get("text", ""))
        typed = words.answer(bubble, self.dice)
        if typed and self.dice.random() < 0.4:
            return self.say(typed)
        return self.press(self._likely(self.screen.current()))

    def _likely(self, actions: list[Json]) -> Json:
        weights = [self._weight(str(action.get("label", ""))) for action in actions]
        return self.dice.choices(actions, weights)[0]

    def _weight(self, label: str) -> float:
        if label in CONFIRM:
            return 12.0
        return 0.3 if label in UNLIKELY or label.startswith("ยกเลิก") else 1.0

    def answer_offer(self) -> None:
        """Mostly by a button, sometimes by a word, sometimes not at all."""
        luck = self.dice.random()
        if luck < 0.15:
            return None
        if luck < 0.3:
            return self.say(self.dice.choice(words.YES_WORDS + words.NO_WORDS + words.PART_WORDS))
        offers = self.screen.offers()[-6:]
        yes = [action for action in offers if "do=decline" not in action["data"]]
        return self.press(self.dice.choice(yes if yes and luck < 0.8 else offers))

    def speak(self) -> None:
        keeps = self.role == "buyer" and self.dice.random() < STANDING_SHARE
        self.say(words.standing(self.dice) if keeps else words.sentence(self.role, self.dice))

    def choose_menu(self) -> None:
        self.say(self.dice.choice(words.MENUS[self.role]))

    def interrupt(self) -> None:
        self.say(self.dice.choice(words.INTERRUPTIONS))

    def tap_old(self) -> None:
        self.press(self.dice.choice(self.screen.old()))

    def tap_twice(self) -> None:
        action = self._likely(self.screen.current())
        self.press(action)
        self.press(action)

    def gesture(self) -> None:
        """A sticker, a place, a picture: where words were expected."""
        verb, what = self.dice.choice(
            (("sticker", STICKER), ("location", TEMPLE), ("image", _picture()))
        )
        self._act(verb, **what)

    def unsend(self) -> None:
        self._act("unsend", message_id=self.last_message)
        self.last_message = None

    def change_heart(self) -> None:
        """Block the account, or come back to it."""
        verb = "follow" if self.blocks else "unfollow"
        self._act(verb)
        self.blocks = not self.blocks

    def say(self, text: str) -> None:
        self._act("text", text=text)

    def press(self, action: Json) -> None:
        """Post what LINE's app posts for the action; links open a browser, which is not ours."""
        kind = action["type"]
        if kind == "message":
            self.say(action["text"])
        elif kind == "postback":
            shown = {"displayText": action["displayText"]} if "displayText" in action else {}
            self._act("postback", data=action["data"], **shown)
        elif kind == "datetimepicker":
            self._act("postback", data=action["data"], params={"date": self._day(action)})
        elif kind == "location":
            self._act("location", **TEMPLE)
        elif kind in ("camera", "cameraRoll"):
            self._act("image", **_picture())

    def _day(self, action: Json) -> str:
        first, last = (date.fromisoformat(action[key]) for key in ("min", "max"))
        return min(last, first + timedelta(days=self.dice.randint(0, 2))).isoformat()

    def settle_offers(self) -> bool:
        """At the end of the day: answer what is offered. True when the bot says nothing is."""
        before = self.screen.seq
        self.say("ข้อเสนอ")
        self.look(4000)
        answers = [a for a in self.screen.since(before) if "do=accept" in str(a.get("data"))]
        for action in answers:
            self.press(action)
        return NO_OFFERS in self.screen.words_since(before)

    def _act(self, verb: str, **what: Any) -> None:
        self.last_message = self.deeds.act(self.person.user_id, verb, **what)


def _picture() -> Json:
    return {"data": DOT, "content_type": "image/gif"}
