"""Which kinds of buyers are served first when supply is short, as staff decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from models.base import Base, Key, Name

BUYER_KINDS = ("hospital", "school", "hotel", "restaurant")
# Kinds that are served together, the first first; who is in none comes last.
Tiers = Sequence[Sequence[str]]


class UnknownKinds(Exception):
    """Not a kind of buyer, or one that is named twice; args[0] says which."""


class Priority(Base):
    """tiers: such as [["hospital"], ["school", "hotel"]], [] when all share equally.

    A change is a new row and the newest one counts, so who decided what when stays to be seen.
    """

    __tablename__ = "priorities"
    id: Mapped[Key]
    tiers: Mapped[list[Any]]
    set_at: Mapped[datetime]
    set_by: Mapped[Name]

    @classmethod
    def newest(cls, session: Session) -> Self | None:
        return session.scalars(select(cls).order_by(cls.id.desc()).limit(1)).first()

    @property
    def ranks(self) -> dict[str, int]:
        """For models.matching.Rules: below 0, the kind that is not named."""
        first = -len(self.tiers)
        return {kind: first + n for n, tier in enumerate(self.tiers) for kind in tier}


def ranks(session: Session) -> dict[str, int]:
    """As they are now; a match reads them in its own transaction."""
    newest = Priority.newest(session)
    return newest.ranks if newest else {}


def set_priority(session: Session, tiers: Tiers, by: str, now: datetime) -> Priority:
    """For matches from now on; what is promised stands. Raises UnknownKinds."""
    _check(chain.from_iterable(tiers))
    kept = Priority(tiers=plain(tiers), set_at=now, set_by=by)
    session.add(kept)
    session.flush()
    return kept


def plain(tiers: Tiers) -> list[list[str]]:
    """Kinds in one order within a tier; without a last tier that says what goes without saying."""
    found = [[kind for kind in BUYER_KINDS if kind in tier] for tier in tiers if tier]
    return found[:-1] if set(chain.from_iterable(found)) == set(BUYER_KINDS) else found


def in_full(tiers: Tiers) -> list[list[str]]:
    """The tiers with that of all who are not named behind them."""
    named = set(chain.from_iterable(tiers))
    return [*map(list, tiers), [kind for kind in BUYER_KINDS if kind not in named]]


def _check(kinds: Iterable[str]) -> None:
    left = list(BUYER_KINDS)
    for kind in kinds:
        if kind not in left:
            raise UnknownKinds(kind)
        left.remove(kind)
