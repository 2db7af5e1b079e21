"""Storing what several requests bring at the same time in one transaction.

A commit waits for the disk, and on SQLite for other writers; whoever waits together waits once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from models.database import Sessions, in_transaction
from models.inbox import InboxEvent

Rows = Sequence[dict[str, Any]]


@dataclass(slots=True)
class _Parcel:
    """What one request brings. error: why it is not stored although its turn is over."""

    rows: Rows
    is_over: bool = False
    error: SQLAlchemyError | None = None


class Keeper:
    """One for each process, shared by its threads."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._turn = threading.Lock()
        self._waiting: deque[_Parcel] = deque()

    def keep(self, rows: Rows) -> None:
        """Returns once *rows* are stored durably. Raises SQLAlchemyError when they are not."""
        mine = _Parcel(rows)
        self._waiting.append(mine)
        with self._turn:  # whoever has the turn stores what came meanwhile along with its own
            if not mine.is_over:
                self._store(list(self._take()))
        if mine.error is not None:
            raise mine.error

    def _take(self) -> Iterator[_Parcel]:
        while self._waiting:
            yield self._waiting.popleft()

    def _store(self, parcels: list[_Parcel]) -> None:
        error = self._try(parcels)
        if error is not None and len(parcels) > 1 and not isinstance(error, OperationalError):
            for parcel in parcels:  # one that no database takes must not spoil the others
                parcel.error = self._try([parcel])
        else:
            for parcel in parcels:
                parcel.error = error
        for parcel in parcels:
            parcel.is_over = True

    def _try(self, parcels: list[_Parcel]) -> SQLAlchemyError | None:
        rows = [row for parcel in parcels for row in parcel.rows]
        try:
            in_transaction(self._sessions, lambda session: InboxEvent.keep(session, rows))
        except SQLAlchemyError as error:
            return error
        return None
