"""The school holidays that staff keep: shown to all, added and taken back by staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot import texts
from bot.cards import Card, Row, cards
from bot.conversation import (
    Answers,
    Ask,
    Choice,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
    View,
)
from bot.messages import Message, say, tap, text, with_choices
from bot.recurring import span
from bot.said import Said
from handlers.days import day_choices, days_from
from handlers.roles import only_members, only_staff
from handlers.row_ids import row_id
from handlers.standing.periods import read_days
from handlers.standing.showing import lines, listed, made_orders
from models.holidays import SchoolHoliday
from models.order import Order
from models.standing.order import StandingOrder

LONGEST_NAME = 60


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    kept = list(desk.session.scalars(SchoolHoliday.kept(desk.today)))
    choices = [say(texts.HOLIDAYS_ADD)] if desk.member.is_staff else []
    if not kept:
        return [text(texts.HOLIDAYS_NONE, choices)]
    rows = [_row(holiday, desk) for holiday in kept]
    shown = cards(
        [Card(texts.HOLIDAYS_TITLE, rows, foot=texts.HOLIDAYS_FOOT)], texts.HOLIDAYS_TITLE
    )
    return [*shown[:-1], with_choices(shown[-1], choices)]


def _row(holiday: SchoolHoliday, desk: Desk) -> Row:
    data = {"go": "remove_holiday", "holiday": str(holiday.id)}
    remove = tap(texts.HOLIDAYS_REMOVE, data, f"{texts.HOLIDAYS_REMOVE} {holiday.name}")
    return Row(
        holiday.name,
        note=span(holiday.first_day, holiday.last_day),
        strong=True,
        buttons=(remove,) if desk.member.is_staff else (),
    )


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


def begin_removing(about: Mapping[str, str], desk: Desk) -> Answers:
    """The one the button stood beside, or the only one there is."""
    if "holiday" in about:
        return {"holiday": _kept(row_id(about["holiday"]), desk).id}
    kept = desk.session.scalars(SchoolHoliday.kept(desk.today)).all()
    return {"holiday": kept[0].id} if len(kept) == 1 else {}


def _kept(holiday_id: int | None, desk: Desk) -> SchoolHoliday:
    """Raises Refused when it was taken back."""
    kept = desk.session.scalars(SchoolHoliday.kept(desk.today))
    found = next((holiday for holiday in kept if holiday.id == holiday_id), None)
    if found is None:
        raise Refused(texts.HOLIDAY_GONE)
    return found


def _ask_which(answers: Answers, desk: Desk) -> Ask:
    kept = list(desk.session.scalars(SchoolHoliday.kept(desk.today)))
    if not kept:
        raise Refused(texts.HOLIDAYS_NONE)
    return Ask(texts.HOLIDAY_WHICH, [Choice(each.name[:20], str(each.id)) for each in kept])


def _read_which(said: Said, answers: Answers, desk: Desk) -> Answers:
    kept = desk.session.scalars(SchoolHoliday.kept(desk.today))
    words = said.words.strip()
    chosen = [each.id for each in kept if words in (each.name, str(each.id))]
    if len(chosen) != 1:
        raise Unreadable(texts.HOLIDAY_WHICH)
    return {"holiday": chosen[0]}


def show_old(answers: Answers, desk: Desk) -> Card:
    holiday = _kept(answers["holiday"], desk)
    row = Row(holiday.name, note=span(holiday.first_day, holiday.last_day), strong=True)
    return Card(texts.HOLIDAY_REMOVE_CARD, [row])


def remove(answers: Answers, desk: Desk) -> list[Message]:
    holiday = _kept(answers["holiday"], desk)
    holiday.remove(desk.session, desk.now)
    words = texts.HOLIDAY_REMOVED.format(name=holiday.name)
    return [text(words, [say(texts.HOLIDAYS_MENU)])]


VIEW = View("holidays", frozenset({"วันหยุดโรงเรียน", "ดูวันหยุดโรงเรียน"}), show, only_members)
ADD = Conversation(
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
REMOVE = Conversation(
    name="remove_holiday",
    title=texts.HOLIDAY_REMOVE_TITLE,
    words=frozenset({"เอาวันหยุดออก", "ลบวันหยุด", "เอาวันหยุดโรงเรียนออก", "ลบวันหยุดโรงเรียน"}),
    refuse=only_staff,
    begin=begin_removing,
    questions=[Question("holiday", "", _ask_which, _read_which)],
    card=show_old,
    done=remove,
    yes=texts.HOLIDAY_REMOVE_YES,
    no=texts.HOLIDAY_REMOVE_NO,
    dropped=texts.HOLIDAY_KEPT,
    undoes=True,
)
