"""Everything people can say about standing orders and school holidays."""

from __future__ import annotations

from handlers.standing import (
    adding_holidays,
    beginning,
    changing,
    ending,
    holidays,
    mine,
    pausing,
    removing_holidays,
    resuming,
)

CONVERSATIONS = (
    beginning.CONVERSATION,
    pausing.CONVERSATION,
    resuming.CONVERSATION,
    changing.CONVERSATION,
    ending.CONVERSATION,
    adding_holidays.CONVERSATION,
    removing_holidays.CONVERSATION,
)
VIEWS = (mine.VIEW, holidays.VIEW)
