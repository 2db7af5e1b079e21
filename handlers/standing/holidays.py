"""The school holidays that staff keep, shown to all."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.cards import Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Message, say, tap, text, with_choices
from bot.recurring import span
from handlers.roles import only_members
from models.holidays import SchoolHoliday


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


VIEW = View("holidays", frozenset({"วันหยุดโรงเรียน", "ดูวันหยุดโรงเรียน"}), show, only_members)
