"""Whether a word may become one more name of a product."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.language.catalogue import Catalogue
from bot.language.commands import read_command
from bot.language.lexicon.table import WORDS
from bot.language.normalize import bare
from bot.language.reader import read

Clash = Literal["product", "word"]
SHORTEST, LONGEST = 2, 40
"""Letters of a name."""
_ROLES = ("producer", "buyer")
_NOT_WISHES = ("unknown", "post_stock", "order")
"""A verb at the end makes no wish of a name: ผักก้านจอง."""
_ANY_DAY = date(2000, 1, 1)


def as_name(said: str) -> str | None:
    """The word as it is kept: without politeness; None when it cannot be a name at all."""
    word = bare(said)
    fits = SHORTEST <= len(word) <= LONGEST and "\n" not in word
    return word if fits and not any(letter.isdigit() for letter in word) else None


def clash(word: str, catalogue: Catalogue) -> Clash | None:
    """What the word means already: a product, or something that is said to the bot."""
    if catalogue.find(word) is not None:
        return "product"
    if word in WORDS or read_command(word, catalogue) is not None:
        return "word"
    return "word" if any(_is_understood(word, role, catalogue) for role in _ROLES) else None


def _is_understood(word: str, role: str, catalogue: Catalogue) -> bool:
    """Alone it is a wish of its own ("เช็คออเดอร์"), not the name of something."""
    reading = read(word, role=role, catalogue=catalogue, today=_ANY_DAY)
    return reading.intent not in _NOT_WISHES and not reading.items
