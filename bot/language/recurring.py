"""On which days something comes again, as the answer to that question."""

from __future__ import annotations

from bot.language.asked import ANSWER_LIMIT
from bot.language.catalogue import Catalogue
from bot.language.normalize import normalize
from bot.language.repeats import parse_repeat, weekdays, weekly
from bot.language.segment import segment
from bot.language.tokens import Token

_NOTHING = Catalogue(())
_SPANS = {"workdays": [0, 1, 2, 3, 4], "weekend": [5, 6]}
# ทุกสัปดาห์, สัปดาห์เว้นสัปดาห์: on which of its days is said beside it, or has to be asked.
# "อาทิตย์ละ 2 ครั้ง" says how often, and of no day.
_TIMES = ("ละ", "ครั้ง")
_WEEKS = ("every_week", "alternate_week")


def read_recurrence(text: str) -> str | None:
    """The rule: "จันทร์ พุธ ศุกร์", "ทุกวัน", "วันเว้นวัน", "ทุกวันที่ 25"; None when it is none.

    A week without its days ("WEEKLY;INTERVAL=2") is given as such: the days have to be asked.
    """
    tokens = [t for t in segment(normalize(text[:ANSWER_LIMIT]), _NOTHING) if t.kind != "particle"]
    if any(token.kind in ("neg", "not_want", "query") or token.text in _TIMES for token in tokens):
        return None
    rule, days = _rule(tokens), _days(tokens)
    if rule is None:
        return weekly(days) if days else None
    if days and "BY" not in rule and any(token.kind in _WEEKS for token in tokens):
        return weekly(days).replace("WEEKLY;", f"{rule};")
    return rule


def _rule(tokens: list[Token]) -> str | None:
    found = (parse_repeat(tokens, i) for i in range(len(tokens)))
    return max((rule[0] for rule in found if rule), key=lambda rule: "BY" in rule, default=None)


def _days(tokens: list[Token]) -> list[int]:
    """Weekdays that are listed, wherever they begin."""
    for token in tokens:
        if token.kind in _SPANS:
            return _SPANS[token.kind]
    found = (weekdays(tokens, i)[0] for i in range(len(tokens)))
    return max(found, key=len, default=[])
