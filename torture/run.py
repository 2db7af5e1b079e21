"""One torture from start to verdict."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models.audit import Violation
from models.audit.ledger import Ledger
from models.database import open_database, sessions
from torture.books import check
from torture.crowd import Crowd
from torture.cut_off import as_rule, next_cut_off, wait_for
from torture.deeds import Deeds
from torture.evidence import Evidence
from torture.market import Market
from torture.people import cast
from torture.plan import Plan
from torture.quiet import Quiet
from torture.recorder import Recorder
from torture.report import Report, figures
from torture.saboteur import Saboteur

PATIENCE_SECONDS = 420.0

Say = Callable[[str], None]


@dataclass
class Torture:
    """The market and all who do something to it."""

    plan: Plan
    say: Say
    market: Market = field(init=False)

    def __post_init__(self) -> None:
        self.market = Market(self.plan)
        platform = self.market.platform
        self.deeds = Deeds(platform)
        self.crowd = Crowd(self.plan, self.deeds)
        self.recorder = Recorder(platform, self.plan.home / "log.jsonl")
        self.saboteur = Saboteur(
            self.plan, self.market.supervisor, platform, self.market.ports["VALKEY_PORT"]
        )
        self._sessions = sessions(open_database(self.market.database.url))
        self.quiet = Quiet(self.market, self._sessions, PATIENCE_SECONDS, [], Counter())

    def run(self) -> Report:
        """Raises NotStarted when the market does not come up at all."""
        begun = time.monotonic()
        self.market.start()
        self._close_a_day()
        self.say(f"The market runs; {self.plan.minutes:g} minutes of trouble begin.")
        self._torment()
        self.say("Trouble is over; waiting until all is quiet.")
        self.quiet.settle(self.crowd)
        self.recorder.stop()
        return self._judge(begun)

    def _close_a_day(self) -> None:
        """Have a cut-off in the middle of the trouble; wait until it is there."""
        seconds = self.plan.seconds
        cut_off = next_cut_off(datetime.now(UTC), seconds)
        self.market.command(*as_rule(cut_off))
        time.sleep(wait_for(cut_off, datetime.now(UTC), seconds))

    def _torment(self) -> None:
        for part in (self.recorder, self.crowd, self.saboteur):
            part.start()
        self.saboteur.join()
        self.crowd.stop()

    def _judge(self, begun: float) -> Report:
        seen = self._evidence()
        with self._sessions() as session:
            now = datetime.now(UTC)
            report = Report([*check(session, seen, now), *self._unfair()])
            self._sum_up(report, Ledger.read(session, now), seen, time.monotonic() - begun)
            report.tell(session, seen)
        return report

    def _unfair(self) -> list[Violation]:
        """What makes the verdict worthless: our own helpers broke, or it never got quiet."""
        broken = [*self.crowd.broken, *self.saboteur.broken]
        late = [f"{count} {what}" for what, count in self.quiet.late.items() if count]
        return [
            *(Violation("the torture works", words) for words in broken),
            *(Violation("all becomes quiet", f"{words} still waited") for words in late),
        ]

    def _evidence(self) -> Evidence:
        people = cast()
        return Evidence(
            deeds=self.deeds.done,
            calls=self.recorder.calls,
            phones={p.user_id: self.market.platform.bubbles(p.user_id) for p in people},
            names={p.user_id: p.name for p in people},
        )

    def _sum_up(self, report: Report, ledger: Ledger, seen: Evidence, took: float) -> None:
        plan, done = self.plan, self.saboteur.done
        kills = sum(n for name, n in done.items() if name.startswith("kill"))
        report.lines.append(
            f"torture: {plan.database}, seed {plan.seed}, {kills} kills in {plan.minutes:g} min"
            f" (all of it {took:.0f} s)"
        )
        report.say("kills", _named(done, "kill "))
        report.say("paused", _named(done, "pause "))
        report.say("LINE's faults", _named(done, "fault "))
        report.say("Redis wiped", _named(done, "wipe "))
        report.say("fell by itself", self.market.supervisor.fell)
        report.say("messages", {**self.deeds.count(), "in all": len(self.deeds.done)})
        report.say("webhooks", self.recorder.webhooks)
        for title, counts in figures(ledger, seen):
            report.say(title, counts)
        waits = " + ".join(f"{seconds:.0f}" for seconds in self.quiet.waits)
        report.lines.append(f"{'quiet after':<14} {waits} s; letters released by hand when"
                            f" there was quota again: {self.quiet.released}")  # fmt: skip


def _named(done: Counter[str], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): n for name, n in done.items() if name.startswith(prefix)}
