"""Storing what several requests bring at the same time in one transaction.

A commit waits for the disk, and on SQLite for other writers; whoever waits together waits once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from models.database import Sessions, in_transaction
from models.inbox import InboxEvent

Rows = Sequence[dict[str, Any]]


def _locked() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Parcel:
    """What one request brings.

    over: let go of when it is stored, when it cannot be, or when it has the turn to store what
    waits; error: why it is not stored although its turn is over.
    """

    rows: Rows
    over: threading.Lock = field(default_factory=_locked)
    has_turn: bool = False
    error: Exception | None = None


class Keeper:
    """One for each process, shared by its threads.

    stored: told once of all rows that were stored together, before any request of theirs is
    answered; it must not raise.
    """

    def __init__(self, sessions: Sessions, stored: Callable[[Rows], None]) -> None:
        self._sessions = sessions
        self._stored = stored
        self._mutex = threading.Lock()
        self._is_busy = False
        self._waiting: list[_Parcel] = []

    def keep(self, rows: Rows) -> None:
        """Returns once *rows* are stored durably. Raises SQLAlchemyError when they are not."""
        mine = _Parcel(rows)
        if not self._begins(mine):
            mine.over.acquire()
            if not mine.has_turn:
                return self._end(mine)
        self._store_what_waits()
        return self._end(mine)

    def _begins(self, mine: _Parcel) -> bool:
        """Whether nobody is storing, so that *mine* has the turn at once."""
        with self._mutex:
            self._waiting.append(mine)
            begins, self._is_busy = not self._is_busy, True
        return begins

    def _store_what_waits(self) -> None:
        """Store what came meanwhile along with one's own; then another has the turn."""
        with self._mutex:
            parcels, self._waiting = self._waiting, []
        try:
            self._store(parcels)
        except Exception as error:  # a bug: nobody may be told that theirs is stored
            for parcel in parcels:
                parcel.error = error
        finally:
            self._pass_on()
            for parcel in parcels:
                parcel.over.release()

    def _pass_on(self) -> None:
        with self._mutex:
            self._is_busy = bool(self._waiting)
            if self._is_busy:
                self._waiting[0].has_turn = True
                self._waiting[0].over.release()

    def _end(self, mine: _Parcel) -> None:
        if mine.error is not None:
            raise mine.error

    def _store(self, parcels: list[_Parcel]) -> None:
        error = self._try(parcels)
        if error is not None and len(parcels) > 1 and not isinstance(error, OperationalError):
            for parcel in parcels:  # one that no database takes must not spoil the others
                parcel.error = self._try([parcel])
        else:
            for parcel in parcels:
                parcel.error = error
        stored = [row for parcel in parcels if parcel.error is None for row in parcel.rows]
        if stored:
            self._stored(stored)

    def _try(self, parcels: list[_Parcel]) -> SQLAlchemyError | None:
        rows = [row for parcel in parcels for row in parcel.rows]
        try:
            in_transaction(self._sessions, lambda session: InboxEvent.keep(session, rows))
        except SQLAlchemyError as error:
            return error
        return None
