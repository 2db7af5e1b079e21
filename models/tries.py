"""A call to LINE that is made until it is known what became of it, under one retry key."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Word

# LINE remembers a retry key for 24 hours and would send again after that (Messaging API reference,
# "Retrying an API request"); an hour is kept in hand for clocks and slow calls.
RETRY_KEY_LIFE = timedelta(hours=23)
# Longer than a call to LINE may take; a call whose caller died is due again after it.
LEASE = timedelta(seconds=20)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)


class Tried:
    """retry_key: the UUID LINE knows a repeat by; first_tried_at: when the first try began that
    LINE may have taken; try_at: when the next may begin."""

    retry_key: Mapped[Word] = mapped_column(unique=True)
    tries: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime]
    first_tried_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)

    def may_be_tried(self, now: datetime) -> bool:
        """False once LINE may have forgotten the retry key: a further try could arrive twice."""
        return self.first_tried_at is None or now - self.first_tried_at < RETRY_KEY_LIFE

    def begin_try(self, now: datetime) -> None:
        """Keep others off while it is being sent."""
        self.try_at = now + LEASE
        self.first_tried_at = self.first_tried_at or now
        self.tries += 1

    def not_taken(self) -> None:
        """LINE has certainly not taken the last try: a first one leaves nothing in doubt."""
        if self.first_tried_at is not None and self.try_at == self.first_tried_at + LEASE:
            self.first_tried_at = None

    def put_off(self, error: str, now: datetime) -> None:
        """A passing failure: try again after a pause that doubles."""
        self.error = error
        self.try_at = now + min(FIRST_PAUSE * 2 ** min(self.tries, 10), LONGEST_PAUSE)
