"""The day an order is delivered: heard, asked for, and refused when it is closed."""

from __future__ import annotations

from datetime import date

from bot import texts, thai
from bot.conversation import Answers, Ask, Desk, Question, Unreadable
from bot.language.reading import Reading
from bot.said import Said
from handlers.days import day_choices, days_from, read_day
from models.calendar import FURTHEST_DAY, cut_off, first_delivery_day


def said_in(reading: Reading, desk: Desk) -> Answers:
    """The day a sentence names, or why it cannot be; nothing when it names none."""
    if reading.date is None:
        return {}
    closed = why_closed(reading.date, desk)
    return {"closed": closed, "day": None if closed else reading.date.isoformat()}


def move(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """A day said later, or why it cannot be."""
    return said_in(reading, desk)


def ask(answers: Answers, desk: Desk) -> Ask:
    first = first_delivery_day(desk.now)
    choices = day_choices(days_from(first, 4), desk.today)
    words = "\n\n".join(filter(None, (answers.get("closed"), texts.ASK_DAY)))
    return Ask(words, choices, (first, desk.today + FURTHEST_DAY))


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    day = read_day(said, desk)
    if (closed := why_closed(day, desk)) is not None:
        first = first_delivery_day(desk.now)
        raise Unreadable(closed, day_choices(days_from(first, 4), desk.today), meant=True)
    return {"day": day.isoformat(), "closed": None}


def why_closed(day: date, desk: Desk) -> str | None:
    """Why no order can be taken for that day, or None."""
    first = first_delivery_day(desk.now)
    if day > desk.today + FURTHEST_DAY:
        return texts.DAY_TOO_FAR.format(days=FURTHEST_DAY.days)
    if day >= first:
        return None
    return texts.DAY_CLOSED.format(
        day=thai.near_day(day, desk.today),
        cut_off=thai.moment(cut_off(day), desk.today),
        first=thai.near_day(first, desk.today),
    )


QUESTION = Question(
    "day", texts.EDIT_DAY, ask, read, needed=lambda answers, desk: not answers.get("day")
)
