"""An answer to one pending question as nodes: what all that read answers have in common."""

from __future__ import annotations

from datetime import date

from bot.language.catalogue import Catalogue, ProductEntry
from bot.language.guesses import Guesser
from bot.language.nodes import Mark, Node
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.segment import segment

ANSWER_LIMIT = 200
"""Letters of an answer that are read."""
NO_DAY = date(2000, 1, 1)
"""The day it is read on, where days do not matter."""
_DOUBTS = frozenset(("query", "neg", "bo", "can_question", "howto", "if", "link", "off_topic"))


def nodes_of(
    text: str, products: tuple[ProductEntry, ...] = (), today: date = NO_DAY
) -> list[Node]:
    catalogue = Catalogue(products)
    return parse(segment(normalize(text[:ANSWER_LIMIT]), catalogue), Guesser(catalogue), today)


def is_doubtful(nodes: list[Node]) -> bool:
    return any(isinstance(n, Mark) and n.kind in _DOUBTS for n in nodes)
