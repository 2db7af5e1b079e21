"""Questions about days, shared by selling and buying."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot import texts, thai
from bot.conversation import Choice, Desk, Unreadable
from bot.language.answers import read_date
from bot.said import Said
from handlers.basket.others import names_amount
from models.calendar import FURTHEST_DAY


def read_day(said: Said, desk: Desk) -> date:
    """A day from today on, within reach. Raises Unreadable, and for a wish that names its day."""
    if names_amount(said, desk):
        raise Unreadable(texts.DAY_HINT)
    day = _iso(said.words) or read_date(said.words, desk.today)
    if day is None:
        raise Unreadable(texts.DAY_HINT)
    if day < desk.today:
        raise Unreadable(texts.DAY_PAST.format(day=thai.day(day)), meant=True)
    if day > desk.today + FURTHEST_DAY:
        raise Unreadable(texts.DAY_TOO_FAR.format(days=FURTHEST_DAY.days), meant=True)
    return day


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def day_choices(days: Sequence[date], today: date) -> list[Choice]:
    return [Choice(_label(day, today), day.isoformat()) for day in days]


def _label(day: date, today: date) -> str:
    near = thai.near_day(day, today)
    if " (" in near:
        return f"{near.split(' (')[0]} {thai.short_day(day)}"
    return f"{thai.WEEKDAYS[day.weekday()]} {thai.short_day(day)}"


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]
