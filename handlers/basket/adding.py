"""A basket in the making, and one more sentence: what it adds, and what it says again."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import Answers, Desk
from bot.language.reading import Reading
from handlers.basket.items import limited

Take = Callable[[Reading, Desk], Answers]


def more(take: Take) -> Callable[[Reading, Answers, Desk], Answers]:
    """Products that are new join the others; one that is said again replaces what was said."""

    def added(reading: Reading, answers: Answers, desk: Desk) -> Answers:
        taken = take(reading, desk)
        said = [e for e in taken.get("items", []) if e.get("product") and e.get("number")]
        if not said or not answers.get("items"):
            return {}
        again = {entry["product"]: entry for entry in said}
        kept = [again.pop(entry.get("product"), entry) for entry in answers["items"]]
        return {**taken, **limited([*kept, *again.values()], desk)}

    return added
