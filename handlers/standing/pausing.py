"""A purchaser lets a standing order rest: one day, some days, or until they say otherwise.

Answers: ids (those that are meant), first (ISO day), last (ISO day, or NEVER).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

from bot import texts
from bot.cards import Card
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.recurring import span
from bot.said import Said
from handlers.days import day_choices
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from handlers.standing.meant import named, products, some_live, with_goods
from handlers.standing.periods import Days, read_days
from handlers.standing.rest_card import rest_card
from handlers.standing.rests import nothing_in, rests
from handlers.standing.showing import lines, listed
from handlers.standing.when import NEVER
from models.calendar import first_delivery_day
from models.holidays import SchoolHoliday
from models.standing.changing import pause_standing
from models.standing.order import StandingGone, StandingOrder

LIKELY = 6


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    if "standing" in about:
        return {"ids": [named(row_id(about["standing"]), desk).id]}
    return {"ids": [standing.id for standing in some_live(desk)]}


def take(reading: Reading, desk: Desk) -> Answers:
    """Raises Refused when nothing that was meant comes on these days, or it is too late."""
    meant = with_goods(reading, desk) if reading.items else some_live(desk)
    only = {item.product_id for item in reading.items}
    if reading.items and (mixed := [each for each in meant if products(each) - only]):
        raise Refused(texts.STANDING_PAUSE_WHOLE.format(number=mixed[0].number))
    ids = [standing.id for standing in meant]
    if reading.date is None:
        return {"ids": ids}
    days = (reading.date, reading.date_end or reading.date)
    if (nothing := nothing_in(days, meant, desk)) is not None:
        raise Refused(nothing)
    return {"ids": ids, **_kept(days)}


def _kept(days: Days) -> Answers:
    return {"first": days[0].isoformat(), "last": days[1].isoformat() if days[1] else NEVER}


def days_of(answers: Answers) -> Days:
    last = None if answers["last"] == NEVER else date.fromisoformat(answers["last"])
    return date.fromisoformat(answers["first"]), last


def _meant(answers: Answers, desk: Desk) -> list[StandingOrder]:
    """Raises Refused when one of them has ended."""
    return [named(standing_id, desk) for standing_id in answers["ids"]]


def _ask(answers: Answers, desk: Desk) -> Ask:
    holidays, start = SchoolHoliday.all_kept(desk.session), first_delivery_day(desk.now)
    coming = {
        day
        for standing in _meant(answers, desk)
        for day in islice(standing.terms.days_from(start, holidays, standing.open_pauses), LIKELY)
    }
    choices = day_choices(sorted(coming)[:LIKELY], desk.today)
    return Ask(texts.STANDING_ASK_PAUSE, [*choices, Choice(texts.STANDING_UNTIL_TOLD, NEVER)])


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    if said.words == NEVER or texts.STANDING_UNTIL_TOLD in said.words:
        days: Days | None = (first_delivery_day(desk.now), None)
    else:
        days = read_days(said.words, desk.today)
    if days is None:
        raise Unreadable(texts.STANDING_PAUSE_HINT)
    if (nothing := nothing_in(days, _meant(answers, desk), desk)) is not None:
        raise Unreadable(nothing, meant=True)
    return _kept(days)


def show(answers: Answers, desk: Desk) -> Card:
    days = days_of(answers)
    return rest_card(rests(_meant(answers, desk), days, desk), days, desk)


def done(answers: Answers, desk: Desk) -> list[Message]:
    days = days_of(answers)
    found = [rest for rest in rests(_meant(answers, desk), days, desk) if rest.days]
    ids = [rest.standing.id for rest in found]
    try:
        orders = pause_standing(desk.session, ids, desk.member, days, desk.now)
    except StandingGone:
        raise Refused(texts.STANDING_GONE) from None
    numbers = " ".join(rest.standing.number for rest in found)
    shown = texts.STANDING_PAUSED_NOW.format(number=numbers, days=span(*days))
    with_it = texts.STANDING_CANCELLED_WITH.format(orders=listed(orders)) if orders else ""
    return [text(lines(shown, with_it), [say(texts.STANDING_RESUME), say(texts.STANDING_MENU)])]


CONVERSATION = Conversation(
    name="pause_standing",
    title=texts.STANDING_PAUSE_TITLE,
    words=frozenset(
        {"พักออเดอร์ประจำ", "งดออเดอร์ประจำ", "งดส่งออเดอร์ประจำ", "งดบางวัน", "หยุดส่งชั่วคราว"}
    ),
    refuse=only_buyers,
    begin=begin,
    take=take,
    questions=[
        Question("first", "", _ask, _read, needed=lambda answers, desk: not answers.get("first"))
    ],
    card=show,
    done=done,
    yes=texts.STANDING_PAUSE_YES,
    no=texts.STANDING_PAUSE_NO,
    dropped=texts.STANDING_NOT_PAUSED,
    undoes=True,
)
