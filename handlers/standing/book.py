"""Everything people can say about standing orders and school holidays."""

from __future__ import annotations

from handlers.standing import beginning, changing, ending, holidays, mine, pausing, resuming

CONVERSATIONS = (
    beginning.CONVERSATION,
    pausing.CONVERSATION,
    resuming.CONVERSATION,
    changing.CONVERSATION,
    ending.CONVERSATION,
    holidays.ADD,
    holidays.REMOVE,
)
VIEWS = (mine.VIEW, holidays.VIEW)
