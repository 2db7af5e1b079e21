"""Staff take a school holiday back."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.messages import Message, say, text
from bot.recurring import span
from bot.said import Said
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.holidays import SchoolHoliday


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


CONVERSATION = Conversation(
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
