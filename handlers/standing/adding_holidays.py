"""Staff keep a school holiday: from which day to which, and what it is called."""

from __future__ import annotations

from datetime import date

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Conversation, Desk, Question, Unreadable
from bot.messages import Message, say, text
from bot.recurring import span
from bot.said import Said
from handlers.days import day_choices, days_from
from handlers.roles import only_staff
from handlers.standing.periods import read_days
from handlers.standing.showing import lines, listed, made_orders
from models.holidays import SchoolHoliday
from models.order import Order
from models.standing.order import StandingOrder

LONGEST_NAME = 60


def _ask_days(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.HOLIDAY_ASK_DAYS, day_choices(days_from(desk.today, 3), desk.today))


def _read_days(said: Said, answers: Answers, desk: Desk) -> Answers:
    days = read_days(said.words, desk.today)
    if days is None or days[1] is None:
        raise Unreadable(texts.HOLIDAY_DAYS_HINT)
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def _read_name(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = " ".join(said.words.split())
    if not words or said.kind not in ("text", "tap"):
        raise Unreadable(texts.HOLIDAY_NAME_HINT)
    return {"name": words[:LONGEST_NAME]}


def _days(answers: Answers) -> tuple[date, date]:
    return date.fromisoformat(answers["first"]), date.fromisoformat(answers["last"])


def show_new(answers: Answers, desk: Desk) -> Card:
    first, last = _days(answers)
    rows = [
        Row(texts.HOLIDAY_NAME, answers["name"], strong=True),
        Row(texts.HOLIDAY_DAYS, note=span(first, last)),
    ]
    resting = StandingOrder.resting(desk.session)
    foot = lines(texts.HOLIDAY_KITCHENS.format(count=len(resting)), _still(first, last, desk))
    return Card(texts.HOLIDAY_CARD, rows, foot=foot)


def _still(first: date, last: date, desk: Desk) -> str:
    """Which orders were made before the holiday was known."""
    orders = [o for o in _made(desk) if first <= o.delivery_day <= last and o.may_change(desk.now)]
    shown = [f"{order.buyer.name} {listed([order])}" for order in orders]
    return texts.HOLIDAY_MADE.format(orders=", ".join(shown)) if shown else ""


def _made(desk: Desk) -> list[Order]:
    resting = StandingOrder.resting(desk.session)
    return [order for standing in resting for order in made_orders(standing, desk)]


def add(answers: Answers, desk: Desk) -> list[Message]:
    first, last = _days(answers)
    SchoolHoliday.add(desk.session, desk.member, answers["name"], (first, last), desk.now)
    added = texts.HOLIDAY_ADDED.format(name=answers["name"], days=span(first, last))
    return [text(lines(added, _still(first, last, desk)), [say(texts.HOLIDAYS_MENU)])]


CONVERSATION = Conversation(
    name="add_holiday",
    title=texts.HOLIDAY_TITLE,
    words=frozenset({"เพิ่มวันหยุด", "เพิ่มวันหยุดโรงเรียน"}),
    refuse=only_staff,
    questions=[
        Question("first", texts.HOLIDAY_DAYS, _ask_days, _read_days),
        Question("name", texts.HOLIDAY_NAME, lambda a, d: Ask(texts.HOLIDAY_ASK_NAME), _read_name),
    ],
    card=show_new,
    done=add,
)
