"""The answer to a question for a time of day."""

from __future__ import annotations

from datetime import time

from bot.language.catalogue import Catalogue
from bot.language.clocks import parse_clock
from bot.language.normalize import bare
from bot.language.segment import segment

_LIMIT = 60


def read_hour(text: str) -> time | None:
    """The time that is the whole answer, as it is said: บ่ายสาม, ถึงหกโมงเย็น, สองทุ่มครึ่ง."""
    tokens = segment(bare(text[:_LIMIT]).removeprefix("ถึง"), Catalogue(()))
    parsed = parse_clock(tokens, 0)
    if parsed is None or parsed[1] != len(tokens):
        return None
    return time.fromisoformat(parsed[0])
