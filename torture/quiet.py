"""Leaving the system alone until nothing moves any more, within a bound."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.database import Sessions
from models.inbox import UNSETTLED, InboxEvent
from models.matchcall import MatchCall
from models.order import Order
from models.outbox import Letter, LetterState
from models.photo import Photo
from models.standing.making import kitchens_to_make_for
from torture.crowd import Crowd
from torture.market import Market
from torture.supervisor import until

CLOSING_ROUNDS = 12


@dataclass
class Quiet:
    """waits: how long it took each time, in seconds; late: what still waited when patience ended;
    released: letters an operator set going because the quota had been used up."""

    market: Market
    sessions: Sessions
    patience: float
    waits: list[float]
    late: Counter[str]
    released: int = 0

    def settle(self, crowd: Crowd) -> None:
        """Until nothing waits; then producers answer what is offered, until nothing is."""
        self._wait()
        for _ in range(CLOSING_ROUNDS):
            done = crowd.settle_offers()
            self._wait()
            if done:
                return

    def _wait(self) -> None:
        begun = time.monotonic()
        until(self._is_up, self.patience, beat=0.5)
        self._release_letters()
        if not until(self._is_quiet, self.patience, beat=0.5):
            self.late = self._waiting()
        self.waits.append(time.monotonic() - begun)

    def _is_up(self) -> bool:
        """False while the database is still getting up."""
        try:
            self._waiting()
        except OperationalError:
            return False
        return True

    def _is_quiet(self) -> bool:
        return self._is_up() and self.market.platform.is_idle() and not +self._waiting()

    def _waiting(self) -> Counter[str]:
        with self.sessions() as session:
            return Counter(waiting(session, datetime.now(UTC)))

    def _release_letters(self) -> None:
        """What an operator does once there is quota again."""
        with self.sessions() as session:
            stuck = select(Letter.id).where(Letter.state == LetterState.QUOTA)
            numbers = [str(number) for number in session.scalars(stuck)]
        if numbers:
            again = [word for number in numbers for word in ("--again", number)]
            self.market.command("letters", *again)
            self.released += len(numbers)


def waiting(session: Session, now: datetime) -> dict[str, int]:
    """How many rows of each kind wait for the system; a person's turn does not count,
    nor a letter whose time is yet to come."""
    unheard = or_(InboxEvent.heard_at.is_(None), InboxEvent.reply_state.in_(UNSETTLED))
    letters = or_(
        Letter.state.in_((LetterState.RIDING, LetterState.QUOTA)),
        (Letter.state == LetterState.OWED) & ((Letter.try_at <= now) | (Letter.tries > 0)),
    )
    counts = {
        "events": select(func.count()).select_from(InboxEvent).where(unheard),
        "letters": select(func.count()).select_from(Letter).where(letters),
        "match calls": select(func.count())
        .select_from(MatchCall)
        .where(MatchCall.answered_at.is_(None)),
        "photos": select(func.count()).select_from(Photo.owed().subquery()),
        "orders to close": select(func.count()).select_from(Order.past_cut_off(now).subquery()),
        "kitchens to make for": select(func.count()).select_from(
            kitchens_to_make_for(now).subquery()
        ),
    }
    return {name: session.scalar(query) or 0 for name, query in counts.items()}
