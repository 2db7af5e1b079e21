"""Everybody at once: one thread a member, each at an own pace."""

from __future__ import annotations

import threading
import traceback
from dataclasses import dataclass, field

from torture.deeds import Deeds
from torture.member import Member
from torture.people import cast
from torture.plan import Plan

LONGEST_WAIT_MS = 5000


@dataclass
class Crowd:
    """broken: tracebacks of members' threads; a torture with one is worth nothing."""

    plan: Plan
    deeds: Deeds
    members: list[Member] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.members = [Member(p, self.deeds, self.plan.dice(p.name)) for p in cast()]

    def start(self) -> None:
        for member in self.members:
            if member.role == "guest":
                self.deeds.act(member.person.user_id, "follow")
            thread = threading.Thread(target=self._live, args=(member,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _live(self, member: Member) -> None:
        try:
            while not self._stop.is_set():
                member.look(self._think_ms(member))
                self._stop.wait(self._think_ms(member) / 2000)
                member.step()
        except Exception:
            self.broken.append(f"{member.person.name}: {traceback.format_exc()}")

    def _think_ms(self, member: Member) -> int:
        """Until the answer is there, and as long again as reading it takes."""
        pace = len(self.members) / self.plan.messages_a_second * 1000
        return min(LONGEST_WAIT_MS, int(member.dice.expovariate(1 / (pace * 0.8))))

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def settle_offers(self) -> bool:
        """Whether no producer has an offer left to answer; answers those that are."""
        producers = [member for member in self.members if member.role == "producer"]
        left = [member for member in producers if not member.settle_offers()]
        return not left
