"""All known words in one table, later rows winning over earlier ones."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.lexicon import calendar, filler, money, numbers, talk, units
from bot.language.tokens import Word


def _rows() -> Iterator[tuple[str, Word]]:
    for words, kind in (
        (filler.FILLERS, "filler"),
        (filler.QUALITIES, "quality"),
        (filler.HEADS, "head"),
        (filler.PARTICLES, "particle"),
        (filler.CONNECTORS, "and"),
    ):
        yield from ((word, Word(kind, word)) for word in words)
    for table in (calendar.CALENDAR_WORDS, calendar.TIME_WORDS, money.MONEY_WORDS, talk.TALK_WORDS):
        for kind, row in table.items():
            yield from ((word, Word(kind, word)) for word in row.split())
    yield from ((word, Word("unit", unit)) for word, unit in units.UNIT_WORDS.items())
    yield from _calendar()
    yield from _numbers()


def _calendar() -> Iterator[tuple[str, Word]]:
    yield from ((w, Word("dayword", w, n)) for w, n in calendar.DAY_WORDS.items())
    for word, day in calendar.WEEKDAYS.items():
        yield word, Word("weekday", word, day)
        yield "วัน" + word, Word("weekday", "วัน" + word, day)
    yield from ((w, Word("initial", w, n)) for w, n in calendar.WEEKDAY_INITIALS.items())
    yield from ((w, Word("month", w, n)) for w, n in calendar.MONTHS.items())


def _numbers() -> Iterator[tuple[str, Word]]:
    yield from ((w, Word("digit", w, n)) for w, n in numbers.DIGIT_WORDS.items())
    yield from ((w, Word("twenty", w, n)) for w, n in numbers.TWENTY_WORDS.items())
    yield from ((w, Word("times", w, n)) for w, n in numbers.MULTIPLIER_WORDS.items())
    yield from ((w, Word("half", w)) for w in numbers.HALF_WORDS)
    yield numbers.PLACE_WORD, Word("place", numbers.PLACE_WORD)
    yield numbers.POINT_WORD, Word("point", numbers.POINT_WORD)


WORDS: dict[str, Word] = dict(_rows())
