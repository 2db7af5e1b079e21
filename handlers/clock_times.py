"""A time of day as people write it."""

from __future__ import annotations

import re
from datetime import time

from bot.language.hours import read_hour
from bot.language.normalize import bare

_CLOCK = re.compile(r"(?:เวลา|ถึง|ตอน)? ?(\d{1,2})(?:[.:](\d{2}))? ?(?:น|นาฬิกา)?\.?")


def read_clock(words: str) -> time | None:
    """16.00, 16:00 น., 16 น. by the clock of 24 hours; บ่ายสาม, หกโมงเย็น, สองทุ่ม as people say it."""
    found = _CLOCK.fullmatch(bare(words))
    if found is None:
        return read_hour(words)
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
