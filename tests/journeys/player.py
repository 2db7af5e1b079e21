"""Plays a chat: each round of steps, the market's work, then what must be seen on the phones."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from tests.journeys import group_chats, narrator, screen
from tests.journeys.chat import Chat, Check, Step
from tests.journeys.closing import check_books
from tests.journeys.crowd import settle_together
from tests.journeys.fingers import act
from tests.journeys.labels import check_labels
from tests.world import World

Json = dict[str, Any]
LOOKS = ("ได้รับ", "ได้รับทุกใบ", "ไม่ได้รับอะไร")


class Mismatch(AssertionError):
    """The chat says one thing and the phone shows another."""


@dataclass
class Player:
    """answers: the bot's replies to each person's last act; letters: pushes not yet looked at."""

    world: World
    chat: Chat
    seen: dict[str, int] = field(default_factory=dict)
    answers: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[str, deque[Json]] = field(default_factory=lambda: defaultdict(deque))
    refusals: list[int] = field(default_factory=list)
    undelivered: list[str] = field(default_factory=list)
    faulty: bool = False

    def play(self) -> None:
        __tracebackhide__ = True
        for steps in self.chat.rounds():
            self._play(steps)
        self._everybody_looked()
        check_books(self.world, self.refusals, self.undelivered, retries=self.faulty)

    def _play(self, steps: list[Step]) -> None:
        __tracebackhide__ = True
        self.world.clock.forward(seconds=1)
        for step in steps:
            self._do(step)
        settle_together(self.world) if len(steps) > 1 else self.world.settle()
        for step in steps:
            self._look(step)
        for who in dict.fromkeys(_place(step) for step in steps if step.who):
            self._read_labels(who, steps[0].line)

    def _read_labels(self, who: str, line: int) -> None:
        __tracebackhide__ = True
        if self.world.house.engine.dialect.name != "sqlite":
            return  # a sequence does not go back with its transaction: order numbers would move on
        in_group = who in self.world.groups
        check = group_chats.check_buttons if in_group else check_labels
        try:
            check(self.world, who, self.answers[who])
        except AssertionError as error:
            raise Mismatch(f"{self._line(line)}: {error}") from error

    def _do(self, step: Step) -> None:
        """The act itself; what came to that phone before it is no answer to it."""
        __tracebackhide__ = True
        if step.verb in LOOKS:
            return
        try:
            if step.who:
                self._fetch(_place(step))
                self.answers[_place(step)] = []
                self._act(step)
            else:
                narrator.tell(self, step.verb, step.what)
        except (AssertionError, LookupError) as error:
            raise Mismatch(f"{self._line(step.line)}: {error}") from error

    def _act(self, step: Step) -> None:
        if group_chats.chat_of(step):
            return group_chats.act(self.world, step)
        does = narrator.strange if step.verb in narrator.STRANGE else act
        return does(self.world, step.who, step.verb, step.what)

    def _look(self, step: Step) -> None:
        __tracebackhide__ = True
        who = _place(step) or step.what
        if step.checks or step.who:
            self._fetch(who)
        if step.verb in ("ได้รับ", "ได้รับทุกใบ"):
            self._receive(step)
        elif step.verb == "ไม่ได้รับอะไร" and self.letters[who]:
            self._fail(step.line, "nothing came by itself", list(self.letters[who]))
        for check in step.checks:
            self._check(who, check)

    def _fetch(self, name: str) -> None:
        """Sort what is new on a phone into answers and letters."""
        after = self.seen.get(name, 0)
        shown = self._screen(name)["messages"]
        for message in shown:
            if message["from"] == "bot" and message["seq"] > after:
                pile = self.letters if message["via"] != "reply" else self.answers
                pile[name].append(message["message"])
        self.seen[name] = max((message["seq"] for message in shown), default=after)

    def _screen(self, name: str) -> Json:
        if name in self.world.groups:
            return group_chats.shown(self.world, name)
        return self.world.line.phone(self.world.user(name))

    def _receive(self, step: Step) -> None:
        """The oldest letter not yet looked at, or all; checks below the line are about them."""
        __tracebackhide__ = True
        waiting = self.letters[step.who]
        count = min(1, len(waiting)) if step.verb == "ได้รับ" else len(waiting)
        letters = [waiting.popleft() for _ in range(count)]
        if not letters or not all(step.what in screen.words(letter) for letter in letters):
            self._fail(step.line, f"a letter: {step.what}", letters)
        self.answers[step.who] = letters

    def _check(self, who: str, check: Check) -> None:
        __tracebackhide__ = True
        answers = self.answers[who]
        if check.kind == "silent":
            holds = not answers
        elif check.kind in ("shows", "lacks_button"):
            holds = bool(self._shown(who, check.what)) == (check.kind == "shows")
        else:
            said = any(check.what in screen.words(message) for message in answers)
            holds = said == (check.kind == "says")
        if not holds:
            self._fail(check.line, f"{check.kind} {check.what}", answers)

    def _shown(self, who: str, wanted: str) -> list[screen.Button]:
        """Buttons called so: in the answer, or over the keyboard."""
        layers = [list(screen.buttons(message)) for message in self.answers[who]]
        layers.append(screen.over_the_keyboard(self._screen(who)))
        return [button for layer in layers for button in screen.pick(layer, wanted)]

    def _everybody_looked(self) -> None:
        """A letter costs money and attention: none may come that the chat does not know of."""
        __tracebackhide__ = True
        people = [p["name"] for p in self.world.line.door("GET", "/phones")["people"]]
        for name in (*people, *self.world.groups):
            self._fetch(name)
            if letters := self.letters[name]:
                self._fail(0, f"no more letters for {name}", list(letters))

    def _fail(self, line: int, wanted: str, came: list[Json]) -> None:
        __tracebackhide__ = True
        shown = [f"    {screen.words(m)}  {[b.label for b in screen.buttons(m)]}" for m in came]
        raise Mismatch("\n".join([f"{self._line(line)}: {wanted}", "what came:", *shown]))

    def _line(self, line: int) -> str:
        return f"{self.chat.path.name}:{line}"


def _place(step: Step) -> str:
    """Whose screen shows what comes of a step: a phone, or a group chat."""
    return group_chats.chat_of(step) or step.who
