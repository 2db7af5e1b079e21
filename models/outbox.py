"""Letters out: what the market owes its members, written with the fact that owes it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key, Word, needs
from models.calendar import next_quota
from models.tries import Tried
from models.urgency import may_wait_until

# Whose facts are facts of a trade: goods, amounts, prices, and the places that trade.
TRADE_KINDS = (
    "offer",
    "reminder",
    "auto_accepted",
    "cancelled",
    "reduced",
    "order_result",
    "standing_missed",
)


class LetterState(StrEnum):
    OWED = "owed"
    # It goes along in the call of another letter, or with an answer, and shares that one's fate.
    RIDING = "riding"
    SENT = "sent"
    FAILED = "failed"  # LINE refused it for good, or its retry key grew too old: staff look at it
    QUOTA = "quota"  # the month's paid messages are used up: waits for staff or the next month
    # A newer letter says it better, or it has lost its point; LINE has never had this one.
    SUPERSEDED = "superseded"


class Letter(Tried, Base):
    """One message owed to a member.

    kind and facts say what happened; *rendered* is the LINE message list, kept at the first try so
    that a retry is the same to the byte. What is not urgent waits for its try_at, and goes along
    with whatever is sent to its member before that: carrier_id is the letter whose call it was in
    last, answer_id the event whose answer.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_due", "state", "try_at"),
        Index("ix_letters_of_member", "member_id", "state"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[Word]
    facts: Mapped[dict[str, Any]]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    state: Mapped[LetterState] = mapped_column(String(10), default=LetterState.OWED)
    rendered: Mapped[list[Any] | None]
    owed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    # When its content was let go of (models.keeping); the row stays.
    let_go_at: Mapped[datetime | None]
    # When staff were told that it failed.
    noticed_at: Mapped[datetime | None]
    carrier_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("inbox_events.id"), index=True)
    # LINE refused a call with several letters: each is tried by itself, to find the bad one.
    alone: Mapped[bool] = mapped_column(default=False)
    # When an answer was lost that it went along with: it may have arrived, and says so.
    doubted_at: Mapped[datetime | None]

    @classmethod
    def owe(
        cls,
        session: Session,
        member_id: int,
        kind: str,
        facts: dict[str, Any],
        key: str,
        now: datetime,
    ) -> Self | None:
        """Write the letter once per *key*; None when it is owed already."""
        if session.scalar(select(cls.id).where(cls.key == key)) is not None:
            return None
        letter = cls(
            member_id=member_id,
            kind=kind,
            facts=facts,
            key=key,
            retry_key=str(uuid.uuid4()),
            state=LetterState.OWED,
            tries=0,
            owed_at=now,
            try_at=may_wait_until(kind, facts, now),
        )
        session.add(letter)
        session.flush()
        session.info.setdefault("owed", {})[letter.id] = member_id
        if letter.try_at <= now:
            needs(session, "deliver")
        return letter

    def waits(self, now: datetime) -> bool:
        """Whether its time to be sent by itself is yet to come."""
        return self.state == LetterState.OWED and not self.tries and now < self.try_at

    def is_about_before(self, today: date) -> bool:
        """Whether all it tells is of days that are over."""
        about = [self.facts, *self.facts.get("offers", ())]
        days = [date.fromisoformat(facts["day"]) for facts in about if "day" in facts]
        return bool(days) and max(days) < today

    def trying(self, messages: list[Any], now: datetime) -> None:
        """Keep the rendering LINE may have, and keep others off the letter while it is sent."""
        if self.first_tried_at is None or not self.rendered:
            self.rendered = messages
        self.begin_try(now)

    def alight(self, now: datetime) -> None:
        """Be owed again: LINE has certainly not taken what carried it."""
        self.owe_anew(now)
        self.first_tried_at = None

    def arrived(self, now: datetime) -> None:
        self.state, self.sent_at, self.error = LetterState.SENT, now, None
        if self.let_go_at is not None:
            self.let_go(now)

    def give_up(self, error: str) -> None:
        self.state, self.error, self.noticed_at = LetterState.FAILED, error, None
        self.carrier_id = self.answer_id = None

    def wait_for_quota(self, error: str, now: datetime) -> None:
        self.state, self.error, self.try_at = LetterState.QUOTA, error, next_quota(now)

    def let_go(self, now: datetime) -> None:
        """Keep that it was sent, and what it told of a trade; drop what it told of a person."""
        self.rendered, self.let_go_at = None, now
        if self.state == LetterState.QUOTA:
            self.give_up("too old to be sent")
        if self.kind not in TRADE_KINDS:
            self.facts = {}

    def let_go_once_arrived(self, now: datetime) -> None:
        """At once unless it is still on its way."""
        if self.state in (LetterState.OWED, LetterState.RIDING, LetterState.QUOTA):
            self.let_go_at = now
        else:
            self.let_go(now)

    def again(self, now: datetime) -> None:
        """Staff's word to send after all: a new retry key when LINE may have forgotten the old.

        A letter that arrived, that a newer one replaced or whose content is gone stays as it is.
        """
        over = (LetterState.SENT, LetterState.SUPERSEDED, LetterState.RIDING)
        if self.let_go_at or self.state in over:
            return
        if not self.may_be_tried(now):
            self.retry_key, self.first_tried_at = str(uuid.uuid4()), None
        if self.state != LetterState.OWED:
            self.owe_anew(now)
        self.try_at = now

    def owe_anew(self, now: datetime) -> None:
        """It has let later ones pass; those written from now on wait for it."""
        self.state, self.owed_at, self.try_at = LetterState.OWED, now, now
        self.carrier_id = self.answer_id = None


def newly_owed(session: Session) -> dict[int, int]:
    """The letters this session has written so far: members by letter."""
    return dict(session.info.get("owed", {}))
