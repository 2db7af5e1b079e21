"""The days on which what is posted can be delivered: the first, and the last."""

from __future__ import annotations

from datetime import date, timedelta

from bot import texts, thai
from bot.conversation import Answers, Ask, Desk, Question, Unreadable
from bot.language.answers import read_date_range
from bot.language.reading import Reading
from bot.said import Said
from handlers import delivery_day
from handlers.days import day_choices, days_from, read_day
from models.calendar import FURTHEST_DAY
from models.cycle import Cycle

# Days offered as the last day, counted from the first.
LASTS = (0, 1, 2, 6, 13, 29)


def said_in(reading: Reading, desk: Desk) -> Answers:
    """The days a sentence names; those that are over are asked for."""
    said = (("from", reading.date), ("until", reading.date_end), ("until", reading.expiry))
    return {key: day.isoformat() for key, day in said if day and day >= desk.today}


def move(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """Days said later: "ไม่ใช่ศุกร์ เสาร์" corrects the last day if that is the one given up."""
    said = said_in(reading, desk)
    given_up = reading.date_from.isoformat() if reading.date_from else None
    if given_up and given_up == answers.get("until") != answers.get("from"):
        return {"until": said["from"]} if "from" in said else {}
    first, last = said.get("from", ""), said.get("until") or answers.get("until") or ""
    return {**said, "until": None} if last and first > last else said


def from_is_open(answers: Answers, desk: Desk) -> bool:
    """A first day that is over by now is asked for again."""
    first = answers.get("from")
    return first is None or date.fromisoformat(first) < desk.today


def until_is_open(answers: Answers, desk: Desk) -> bool:
    """A last day nobody can order for is asked for again."""
    last = answers.get("until")
    return last is None or date.fromisoformat(last) < _earliest_last(answers, desk)


def _earliest_last(answers: Answers, desk: Desk) -> date:
    """The soonest day one of the goods can be ordered for."""
    cycle, goods = Cycle.read(desk.session, desk.now), delivery_day.goods(answers, desk)
    soonest = [cycle.first_day(product, desk.now) for product in goods]
    first = min(soonest, default=cycle.first_common_day([], desk.now))
    return max(date.fromisoformat(answers["from"]), first)


def ask_from(answers: Answers, desk: Desk) -> Ask:
    over = answers.get("from")
    past = texts.DAY_PAST.format(day=thai.day(date.fromisoformat(over))) if over else ""
    days = days_from(desk.today, 4)
    words = "\n\n".join(filter(None, (past, texts.ASK_FROM)))
    return Ask(words, day_choices(days, desk.today), _reach(desk.today, desk))


def read_from(said: Said, answers: Answers, desk: Desk) -> Answers:
    days = read_date_range(said.words, desk.today) if said.is_typed else None
    if days and days[0] < days[1]:
        return {"from": days[0].isoformat(), "until": days[1].isoformat()}
    first = read_day(said, desk)
    last = answers.get("until")
    kept = {} if last is None or date.fromisoformat(last) >= first else {"until": None}
    return {"from": first.isoformat(), **kept}


def ask_until(answers: Answers, desk: Desk) -> Ask:
    first = _earliest_last(answers, desk)
    days = [first + timedelta(days=n) for n in LASTS]
    why = _too_early(answers, desk) if answers.get("until") else ""
    words = "\n\n".join(filter(None, (why, texts.ASK_UNTIL)))
    return Ask(words, day_choices(days, desk.today), _reach(first, desk))


def read_until(said: Said, answers: Answers, desk: Desk) -> Answers:
    last = read_day(said, desk)
    if last < _earliest_last(answers, desk):
        raise Unreadable(_too_early(answers, desk), meant=True)
    return {"until": last.isoformat()}


def _too_early(answers: Answers, desk: Desk) -> str:
    """Why the last day cannot be that early."""
    first = _earliest_last(answers, desk)
    if first == date.fromisoformat(answers["from"]):
        return texts.UNTIL_BEFORE_FROM.format(day=thai.day(first))
    return texts.UNTIL_TOO_EARLY.format(day=thai.near_day(first, desk.today))


def _reach(first: date, desk: Desk) -> tuple[date, date]:
    return first, desk.today + FURTHEST_DAY


QUESTIONS = (
    Question("from", texts.EDIT_FROM, ask_from, read_from, from_is_open),
    Question("until", texts.EDIT_UNTIL, ask_until, read_until, until_is_open),
)
