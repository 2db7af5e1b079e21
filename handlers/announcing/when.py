"""When an announcement goes out: now, or at a day and time; never while people sleep."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Unreadable
from bot.language.answers import read_date
from bot.language.normalize import bare
from bot.said import Said
from handlers.clock_times import read_clock
from models.calendar import BANGKOK, FURTHEST_DAY, WAKES, is_awake, wakes_at

NOW = "now"
_NOW_WORDS = (texts.SEND_NOW, "ส่งตอนนี้", "ตอนนี้", "เดี๋ยวนี้", "ทันที", "เลย", "ส่งทันที")
_CUT = re.compile(r" |(?=ตอน|เวลา)")
LIKELY = time(7)


def ask(answers: Answers, desk: Desk) -> Ask:
    morning = datetime.combine(desk.today + timedelta(days=1), LIKELY, BANGKOK)
    tomorrow = Choice(thai.moment(morning, desk.today), morning.isoformat())
    return Ask(texts.ASK_SEND_AT, [Choice(texts.SEND_NOW, NOW), tomorrow])


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    """Raises Unreadable for what is no moment ahead of us within reach."""
    if bare(said.words) in (NOW, *_NOW_WORDS):
        return {"at": NOW}
    at = _iso(said.words) or _moment(bare(said.words), desk.today)
    if at is None:
        raise Unreadable(texts.SEND_AT_HINT)
    if at <= desk.now:
        raise Unreadable(texts.SEND_AT_PAST.format(at=thai.moment(at, desk.today)), meant=True)
    if at > desk.now + FURTHEST_DAY:
        raise Unreadable(texts.DAY_TOO_FAR.format(days=FURTHEST_DAY.days), meant=True)
    if not is_awake(at):
        raise Unreadable(texts.SEND_AT_NIGHT, meant=True)
    return {"at": at.isoformat()}


def _iso(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _moment(words: str, today: date) -> datetime | None:
    """A day and a time of day in either order, or one of the two: the day's morning, the next such
    time."""
    clock = read_clock(words)
    if clock is not None:
        return datetime.combine(today, clock, BANGKOK)
    day = read_date(words, today)
    for cut in [found.start() for found in _CUT.finditer(words)]:
        before, after = words[:cut].strip(), words[cut:].strip()
        for one, other in ((before, after), (after, before)):
            split, hour = read_date(one, today), read_clock(other)
            if split and hour:
                return datetime.combine(split, hour, BANGKOK)
    return datetime.combine(day, LIKELY, BANGKOK) if day else None


def moment(answers: Answers, desk: Desk) -> datetime:
    """Now, or in the morning while people sleep; a moment that has passed meanwhile is now."""
    at = desk.now if answers["at"] == NOW else datetime.fromisoformat(answers["at"])
    return wakes_at(max(at, desk.now))


def shown(answers: Answers, desk: Desk) -> str:
    at = moment(answers, desk)
    return texts.SEND_NOW if at <= desk.now else thai.moment(at, desk.today)


def note(answers: Answers, desk: Desk) -> str:
    """Why what was to go out now does not."""
    asleep = answers["at"] == NOW and not is_awake(desk.now)
    return texts.ASLEEP.format(wakes=thai.time_of_day(WAKES)) if asleep else ""
