"""Which day, or days, an answer names."""

from __future__ import annotations

from datetime import date

from bot.language.asked import ANSWER_LIMIT, is_doubtful
from bot.language.catalogue import Catalogue
from bot.language.days import parse_days
from bot.language.guesses import Guesser
from bot.language.nodes import When
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.segment import segment


def read_date(text: str, today: date) -> date | None:
    """The one day in the answer; a bare "25" or "25/11" counts, a day that is past does not."""
    days = read_date_range(text, today)
    return days[0] if days is not None and days[0] == days[1] else None


def read_date_range(text: str, today: date) -> tuple[date, date] | None:
    """First and last day (the same for a single day)."""
    tokens = segment(normalize(text[:ANSWER_LIMIT]), Catalogue(()))
    nodes = parse(tokens, Guesser(Catalogue(())), today)
    days = [n for n in nodes if isinstance(n, When) and n.role != "expiry"]
    if is_doubtful(nodes):
        return None
    if not days:
        return _bare_day(text, today)
    start = days[0].start
    end = days[0].end or (days[1].start if len(days) == 2 and days[1].role == "until" else start)
    if start is None or end is None or start < today or end < start or len(days) > 2:
        return None
    return start, end


def _bare_day(text: str, today: date) -> tuple[date, date] | None:
    said = normalize(text[:ANSWER_LIMIT])
    if not said.isdigit() or not 1 <= len(said) <= 2:
        return None
    parsed = parse_days(segment("วันที่ " + said, Catalogue(())), 0, today)
    if parsed is None or parsed[0] is None:
        return None
    return parsed[0], parsed[0]
