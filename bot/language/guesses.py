"""Looking up names that are not written as the catalogue writes them, a bounded number of times."""

from __future__ import annotations

from bot.language.catalogue import Catalogue

MOST_SEARCHES = 12
"""Searches through the whole catalogue for one sentence; after that names stay unknown."""


class Guesser:
    """One sentence's look-ups. Text made of many unknown words cannot make it slow."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._left = MOST_SEARCHES

    def known(self, raw: str) -> int | None:
        """The id of the product with this name, slips allowed."""
        found = self.catalogue.find(raw)
        if found is None and self._spend():
            found = self.catalogue.find_slip(raw)
        return None if found is None else found.id

    def nearest(self, raw: str, likely: tuple[int, ...] = ()) -> tuple[int, ...]:
        """At most three ids to offer, the likely ones first."""
        near = [p.id for p in self.catalogue.nearest(raw)] if self._spend() else []
        return tuple(dict.fromkeys([*likely, *near]))[:3]

    def _spend(self) -> bool:
        self._left -= 1
        return self._left >= 0
