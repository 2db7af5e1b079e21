"""A name as it is typed."""

from __future__ import annotations

from bot.conversation import Unreadable
from bot.language.called import may_be_called
from bot.said import Said

LONGEST = 60


def short_words(said: Said, hint: str) -> str:
    """What was typed, in one line. Raises Unreadable with *hint* for nothing, or for too much."""
    words = " ".join(said.words.split())
    if said.kind not in ("text", "tap") or not 0 < len(words) <= LONGEST:
        raise Unreadable(hint)
    return words


def called(said: Said, hint: str) -> str:
    """short_words that can be a name. Raises Unreadable for ยืนยัน, สวัสดี and the like, too."""
    words = short_words(said, hint)
    if said.is_typed and not may_be_called(words):
        raise Unreadable(hint, meant=True)
    return words
