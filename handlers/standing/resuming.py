"""A purchaser lets a standing order go on before its rest is over."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.messages import Message, say, text
from bot.recurring import span
from bot.said import Said
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from handlers.standing.meant import named, some_live
from handlers.standing.showing import (
    in_short,
    lines,
    listed,
    made_orders,
    near,
    next_of,
)
from models.standing.changing import resume_standing
from models.standing.days import StandingPause
from models.standing.telling import cancelled_ahead

ALL = "all"
MOST_ROWS = 12


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The only rest there is, or those to choose from. Raises Refused when there is none."""
    chosen = named(row_id(about["standing"]), desk) if "standing" in about else None
    meant = [chosen] if chosen else some_live(desk)
    pauses = [pause for standing in meant for pause in standing.open_pauses if _lasts(pause, desk)]
    if not pauses:
        raise Refused(texts.STANDING_NO_PAUSE)
    among = [pause.id for pause in pauses]
    spans = {(pause.first_day, pause.last_day) for pause in pauses}
    return {"among": among} | ({"pauses": among} if len(spans) == 1 else {})


def _lasts(pause: StandingPause, desk: Desk) -> bool:
    return pause.last_day is None or pause.last_day >= desk.today


def _pauses(ids: list[int], desk: Desk) -> list[StandingPause]:
    """Those still open. Raises Refused when none is."""
    found = [
        pause
        for standing in some_live(desk)
        for pause in standing.open_pauses
        if pause.id in ids and _lasts(pause, desk)
    ]
    if not found:
        raise Refused(texts.STANDING_NO_PAUSE)
    return sorted(found, key=lambda pause: (pause.first_day, pause.id))


def _ask(answers: Answers, desk: Desk) -> Ask:
    spans = dict.fromkeys(_span(pause) for pause in _pauses(answers["among"], desk))
    choices = [Choice(each) for each in spans]
    return Ask(texts.STANDING_ASK_RESUME, [*choices, Choice(texts.STANDING_ALL_PAUSES, ALL)])


def _span(pause: StandingPause) -> str:
    return span(pause.first_day, pause.last_day)


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    pauses = _pauses(answers["among"], desk)
    words = said.words.strip()
    if words == ALL or "ทั้งหมด" in words or "ทุกช่วง" in words:
        return {"pauses": [pause.id for pause in pauses]}
    chosen = [pause.id for pause in pauses if _span(pause) == words]
    if not chosen:
        raise Unreadable(texts.STANDING_ASK_RESUME)
    return {"pauses": chosen}


def show(answers: Answers, desk: Desk) -> Card:
    pauses = sorted(_pauses(answers["pauses"], desk), key=lambda pause: pause.standing_id)
    rows = []
    for standing, some in groupby(pauses, key=lambda pause: pause.standing):
        spans = [texts.STANDING_PAUSED.format(days=_span(pause)) for pause in some]
        rows.append(Row(standing.number, note=lines(in_short(standing), *spans), strong=True))
    more = len(rows) - MOST_ROWS
    foot = texts.STANDING_MORE.format(count=more) if more > 0 else ""
    return Card(texts.STANDING_RESUME_CARD, rows[:MOST_ROWS], foot=foot)


def done(answers: Answers, desk: Desk) -> list[Message]:
    mine = resume_standing(desk.session, answers["pauses"], desk.member, desk.now)
    if not mine:
        raise Refused(texts.STANDING_NO_PAUSE)
    said = []
    for standing in mine:
        day = near(next_of(standing, desk), desk)
        said.append(texts.STANDING_RESUMED.format(number=standing.number, day=day))
        if orders := made_orders(standing, desk):
            said.append(texts.STANDING_MADE.format(orders=listed(orders)))
        if gone := cancelled_ahead(standing, desk.now):
            said.append(texts.STANDING_STAYS_CANCELLED.format(orders=listed(gone)))
    return [text(lines(*said), [say(texts.STANDING_MENU)])]


CONVERSATION = Conversation(
    name="resume_standing",
    title=texts.STANDING_RESUME_TITLE,
    words=frozenset({"ส่งตามเดิม", "เลิกงดส่ง", "กลับมาส่งตามเดิม", "เลิกพักออเดอร์ประจำ", "กลับมาส่ง"}),
    refuse=only_buyers,
    begin=begin,
    questions=[
        Question("pauses", "", _ask, _read, needed=lambda answers, desk: not answers.get("pauses"))
    ],
    card=show,
    done=done,
    yes=texts.STANDING_RESUME_YES,
    no=texts.STANDING_RESUME_NO,
    dropped=texts.STANDING_NOT_RESUMED,
)
