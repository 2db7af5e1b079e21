"""What became of a call to LINE. Apart from the client, so that it costs no import of the SDK."""

from __future__ import annotations

from enum import StrEnum


class Fate(StrEnum):
    """What became of a message."""

    ARRIVED = "arrived"
    UNSURE = "unsure"  # no answer or a 5xx: it may have been accepted
    LATER = "later"  # rate limit, no connection: certainly not accepted, worth another try
    TOKEN_DEAD = "token_dead"  # noqa: S105  the reply token was refused: certainly not accepted
    QUOTA = "quota"  # the month's paid messages are used up
    REFUSED = "refused"  # LINE will never take it
