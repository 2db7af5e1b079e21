"""Members who want a person: each call is told to all staff once, and taken by one of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name
from models.outbox import Letter, LetterState
from models.people import Member, Role, approved

# Whoever presses the button five times is called back once.
ONE_CALL_EACH = timedelta(hours=1)
MOST_LETTERS = 200


class HelpCall(Base):
    """trying: what the member was in the middle of; sentence: what the bot could not read."""

    __tablename__ = "help_calls"
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    trying: Mapped[Name | None]
    sentence: Mapped[Name | None]
    called_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    taken_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    taken_by: Mapped[Member | None] = relationship(foreign_keys=[taken_by_id])

    @classmethod
    def make(
        cls, session: Session, member: Member, trying: str, sentence: str, now: datetime
    ) -> Self | None:
        """Call the staff, who each get a letter; None when the member called within the hour."""
        # Two workers may hear two events of one member at once: the second waits here.
        session.get_one(Member, member.id, with_for_update=True)
        if session.scalars(cls._within_the_hour(member.id, now)).first() is not None:
            return None
        call = cls(
            member=member,
            trying=trying[:MOST_LETTERS] or None,
            sentence=sentence[:MOST_LETTERS] or None,
            called_at=now,
        )
        session.add(call)
        session.flush()
        for staff in session.scalars(approved(Role.STAFF)):
            if staff.id != member.id:
                key = f"wants_person:{call.id}:{staff.id}"
                Letter.owe(session, staff.id, "wants_person", call.facts(), key, now)
        return call

    @classmethod
    def _within_the_hour(cls, member_id: int, now: datetime) -> Select[Self]:
        recent = cls.called_at > now - ONE_CALL_EACH
        return select(cls).where(cls.member_id == member_id, recent)

    @classmethod
    def open_calls(cls) -> Select[Self]:
        """Those that nobody has taken, oldest first."""
        return select(cls).where(cls.taken_at.is_(None)).order_by(cls.id)

    def take(self, staff: Member, now: datetime) -> bool:
        """Mark it as taken by *staff*; False when somebody has taken it before.

        The row must be locked by the caller.
        """
        if self.taken_at is not None:
            return False
        self.taken_by, self.taken_at = staff, now
        return True

    def facts(self) -> dict[str, Any]:
        return {
            "call": self.id,
            "name": self.member.name,
            "phone": self.member.phone,
            "trying": self.trying,
            "sentence": self.sentence,
        }

    @classmethod
    def forget_sentence(cls, session: Session, member_id: int, said: str, now: datetime) -> None:
        """The message was unsent: it goes from the call and from the letters about it."""
        sentence = said[:MOST_LETTERS]
        mine = (cls.member_id == member_id) & (cls.sentence == sentence)
        for call in session.scalars(select(cls).where(mine)):
            call.sentence = None
            for letter in session.scalars(_letters_about(call.id)):
                letter.facts = call.facts()
                if letter.state == LetterState.SENT:
                    letter.let_go(now)

    @classmethod
    def let_go(cls, session: Session, before: datetime) -> None:
        """Drop the words of calls made before then; that there was a call stays."""
        old = update(cls).where(cls.called_at < before, cls.sentence.is_not(None))
        session.execute(old.values(sentence=None))


def _letters_about(call_id: int) -> Select[Letter]:
    return select(Letter).where(Letter.key.startswith(f"wants_person:{call_id}:", autoescape=True))
