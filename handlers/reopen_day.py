"""Staff take orders for a day again after its cut-off: เปิดรับใหม่ พรุ่งนี้."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot import texts, thai
from bot.cards import Card, Row, day_row
from bot.conversation import (
    Answers,
    Ask,
    Choice,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
)
from bot.language.answers import read_date
from bot.messages import Message, text
from bot.said import Said
from handlers.clock_times import read_clock
from handlers.days import day_choices, days_from, read_day
from handlers.roles import only_staff
from models.calendar import BANGKOK, FURTHEST_DAY
from models.reopening import ImpossibleReopening, reopen

DAYS = 3
HOURS = (1, 2, 3)


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The day that was said with it, when it is one."""
    day = read_date(about["rest"], desk.today) if "rest" in about else None
    is_ahead = day is not None and desk.today <= day <= desk.today + FURTHEST_DAY
    return {"day": day.isoformat()} if day and is_ahead else {}


def ask_day(answers: Answers, desk: Desk) -> Ask:
    days = day_choices(days_from(desk.today, DAYS), desk.today)
    return Ask(texts.ASK_REOPEN_DAY, days, (desk.today, desk.today + FURTHEST_DAY))


def read_delivery_day(said: Said, answers: Answers, desk: Desk) -> Answers:
    return {"day": read_day(said, desk).isoformat()}


def ask_until(answers: Answers, desk: Desk) -> Ask:
    ahead = [_full_hour(desk.now) + timedelta(hours=hours) for hours in HOURS]
    choices = [Choice(thai.clock(at), at.isoformat()) for at in ahead if at <= _end(_day(answers))]
    return Ask(texts.ASK_REOPEN_UNTIL, choices)


def _full_hour(now: datetime) -> datetime:
    return now.astimezone(BANGKOK).replace(minute=0, second=0, microsecond=0)


def _end(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=BANGKOK)


def read_until(said: Said, answers: Answers, desk: Desk) -> Answers:
    """The next such time of day. Raises Unreadable."""
    until = _moment(said.words, desk)
    if until is None:
        raise Unreadable(texts.CLOSES_HINT)
    if until > _end(_day(answers)):
        day = thai.near_day(_day(answers), desk.today)
        raise Unreadable(texts.UNTIL_TOO_LATE.format(day=day), meant=True)
    return {"until": until.isoformat()}


def _moment(words: str, desk: Desk) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        clock = read_clock(words)
    if clock is None:
        return None
    today = datetime.combine(desk.today, clock, BANGKOK)
    return today if today > desk.now else today + timedelta(days=1)


def _day(answers: Answers) -> date:
    return date.fromisoformat(answers["day"])


def _until(answers: Answers) -> datetime:
    return datetime.fromisoformat(answers["until"])


def _is_over(answers: Answers, desk: Desk) -> bool:
    return not answers.get("until") or _until(answers) <= desk.now


def show(answers: Answers, desk: Desk) -> Card:
    rows = [
        day_row(texts.ROW_DELIVERY, _day(answers), desk.today),
        Row(texts.ROW_OPEN_UNTIL, thai.moment(_until(answers), desk.today), strong=True),
    ]
    return Card(texts.REOPEN_CARD, rows, foot=texts.REOPEN_FOOT)


def done(answers: Answers, desk: Desk) -> list[Message]:
    day, until = _day(answers), _until(answers)
    try:
        reopen(desk.session, day, until, desk.member.name or "-", desk.now)
    except ImpossibleReopening:
        raise Refused(texts.DAY_OVER.format(day=thai.day(day)), reopen="day") from None
    near = thai.near_day(day, desk.today)
    moment = thai.moment(until, desk.today)
    return [text(texts.REOPENED.format(day=near, until=moment))]


CONVERSATION = Conversation(
    name="reopen_day",
    title=texts.REOPEN_TITLE,
    words=frozenset({texts.REOPEN}),
    begins_with=texts.REOPEN,
    refuse=only_staff,
    begin=begin,
    questions=[
        Question("day", texts.ROW_DELIVERY, ask_day, read_delivery_day),
        Question("until", texts.ROW_OPEN_UNTIL, ask_until, read_until, needed=_is_over),
    ],
    card=show,
    done=done,
    yes=texts.REOPEN_YES,
    no=texts.REOPEN_NO,
    dropped=texts.NOT_REOPENED,
)
