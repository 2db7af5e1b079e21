"""On which days, from when, until when: what is said of a standing order's days.

Answers: rule (as models.recurrence reads it), every ("WEEKLY;INTERVAL=2" while its weekdays are yet
to be said), first (ISO day, the earliest), last (ISO day or NEVER), rests.
"""

from __future__ import annotations

from datetime import date

from bot import texts
from bot.conversation import Answers, Desk, Unreadable
from bot.language.reading import Reading
from bot.said import Said
from handlers.delivery_day import why_closed
from models.recurrence import Rule, UnknownRule
from models.standing.terms import Terms

NEVER = "never"
START_WORDS = ("เริ่ม", "ตั้งแต่")
NO_END_WORDS = ("ไม่มีกำหนด", "ไม่มีวันสิ้นสุด", "ตลอด", "เรื่อย", "จนกว่า", "ไม่กำหนด")


def take(reading: Reading, soonest: date, desk: Desk) -> Answers:
    """What a whole sentence says: without another word it begins *soonest* and has no end."""
    if reading.recurrence is None:
        return {}
    last = reading.date_end.isoformat() if reading.date_end else NEVER
    first = {} if _begins_some_day(reading) else first_said(reading.date or soonest, desk)
    return {**rule_said(reading.recurrence), **first, "last": last}


def _begins_some_day(reading: Reading) -> bool:
    """ "เริ่มอาทิตย์หน้า", "เริ่มเปิดเทอม": not at once, but the day has to be asked."""
    says_when = "date" in reading.missing or any(words in reading.text for words in START_WORDS)
    return reading.date is None and says_when


def amended(reading: Reading, said: Said, desk: Desk) -> Answers:
    """What one more sentence says of the days, as far as it is plain which of them it means."""
    answers = rule_said(reading.recurrence) if reading.recurrence else {}
    if reading.date_end:
        answers["last"] = reading.date_end.isoformat()
    elif any(words in said.words for words in NO_END_WORDS[:2]):
        answers["last"] = NEVER
    if reading.date and any(words in said.words for words in START_WORDS):
        answers |= first_said(reading.date, desk)
    return answers


def rule_said(text: str, every: str | None = None) -> Answers:
    """every: a rule said before whose weekdays this is. Raises Unreadable for one nobody keeps."""
    if every and text.startswith("WEEKLY;BYDAY"):
        text = text.replace("WEEKLY", every, 1)
    if text.startswith("WEEKLY") and "BYDAY" not in text:
        return {"rule": None, "every": text}
    try:
        return {"rule": str(Rule.read(text)), "every": None}
    except UnknownRule:
        raise Unreadable(texts.STANDING_DAYS_HINT, meant=True) from None


def first_said(day: date, desk: Desk) -> Answers:
    closed = why_closed(day, desk)
    return {"closed": closed, "first": None if closed else day.isoformat()}


def terms_of(answers: Answers) -> Terms:
    first = date.fromisoformat(answers["first"])
    return Terms.starting(Rule.read(answers["rule"]), first, last_of(answers), answers["rests"])


def last_of(answers: Answers) -> date | None:
    return None if answers["last"] == NEVER else date.fromisoformat(answers["last"])
