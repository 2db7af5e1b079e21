"""The questions about a standing order's days, and how their answers are read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language.answers import read_date
from bot.language.commands import read_command
from bot.language.recurring import read_recurrence
from bot.recurring import repeat, weekdays
from bot.said import Said
from handlers import delivery_day
from handlers.days import day_choices, read_day
from handlers.delivery_day import why_closed
from handlers.standing import when
from models.calendar import FURTHEST_DAY, first_delivery_day
from models.cycle import Cycle
from models.holidays import SchoolHoliday
from models.recurrence import Rule

FURTHEST_LAST = timedelta(days=366)
_UNTIL = re.compile("^(จน)?ถึง")
SOON_WORDS = ("เร็วที่สุด", "เลย", "ตอนนี้")
LIKELY_RULES = (
    "DAILY",
    "WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "WEEKLY;BYDAY=MO,WE,FR",
    "WEEKLY;BYDAY=TU,TH",
    *(f"WEEKLY;BYDAY={day}" for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
)


def _ask_rule(answers: Answers, desk: Desk) -> Ask:
    words = texts.STANDING_ASK_WEEKDAYS if answers.get("every") else texts.STANDING_ASK_DAYS
    some = LIKELY_RULES[4:] if answers.get("every") else LIKELY_RULES
    return Ask(words, [Choice(_label(Rule.read(rule)), rule) for rule in some])


def _label(rule: Rule) -> str:
    return weekdays(rule) if rule.weekdays else repeat(rule)


def _read_rule(said: Said, answers: Answers, desk: Desk) -> Answers:
    rule = said.words if said.words in LIKELY_RULES else read_recurrence(said.words)
    if rule is None:
        raise Unreadable(texts.STANDING_DAYS_HINT)
    return when.rule_said(rule, answers.get("every"))


def soonest_of(answers: Answers, desk: Desk) -> date:
    """The first day that is open for all the goods."""
    cycle = Cycle.read(desk.session, desk.now)
    return cycle.first_common_day(delivery_day.goods(answers, desk), desk.now)


def _closed(answers: Answers, desk: Desk) -> str | None:
    """Why the first day that was said is none for these goods."""
    if not answers.get("first"):
        return answers.get("closed")
    first = date.fromisoformat(answers["first"])
    return why_closed(first, desk, delivery_day.goods(answers, desk))


def _ask_first(answers: Answers, desk: Desk) -> Ask:
    soonest = soonest_of(answers, desk)
    label = f"{texts.STANDING_SOONEST} {thai.short_day(soonest)}"
    monday = soonest + timedelta(days=7 - soonest.weekday())
    choices = [Choice(label, soonest.isoformat()), *day_choices([monday], desk.today)]
    words = "\n\n".join(filter(None, (_closed(answers, desk), texts.STANDING_ASK_FIRST)))
    return Ask(words, choices, (soonest, desk.today + FURTHEST_DAY))


def _read_first(said: Said, answers: Answers, desk: Desk) -> Answers:
    soon = any(words in said.words for words in SOON_WORDS)
    day = soonest_of(answers, desk) if soon else read_day(said, desk)
    if (closed := why_closed(day, desk, delivery_day.goods(answers, desk))) is not None:
        raise Unreadable(closed, meant=True)
    return {"first": day.isoformat(), "closed": None}


def _ask_last(answers: Answers, desk: Desk) -> Ask:
    words = texts.STANDING_ASK_LAST
    if answers.get("last"):
        last = when.last_of(answers) or desk.today
        rule = repeat(Rule.read(answers["rule"]))
        none = texts.STANDING_NO_DAYS.format(when=rule, last=thai.day(last))
        words = f"{none}\n\n{words}"
    first = date.fromisoformat(answers["first"])
    ends = [_month_end(first), _month_end(_month_end(first) + timedelta(days=1))]
    choices = [Choice(texts.STANDING_NO_END, when.NEVER), *day_choices(ends, desk.today)]
    return Ask(words, choices, (first, desk.today + FURTHEST_LAST))


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _read_last(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    endless = any(end in words for end in when.NO_END_WORDS) or read_command(words) == "skip"
    if words == when.NEVER or endless:
        return {"last": when.NEVER}
    return {"last": _last_day(words, date.fromisoformat(answers["first"]), desk).isoformat()}


def _last_day(words: str, first: date, desk: Desk) -> date:
    try:
        day: date | None = date.fromisoformat(words)
    except ValueError:
        day = read_date(_UNTIL.sub("", words), desk.today)
    if day is None:
        raise Unreadable(texts.STANDING_LAST_HINT)
    if day < first:
        shown = texts.STANDING_LAST_PASSED.format(day=thai.day(day), first=thai.day(first))
        raise Unreadable(shown, meant=True)
    if day > desk.today + FURTHEST_LAST:
        raise Unreadable(texts.STANDING_LAST_TOO_FAR, meant=True)
    return day


def _lacks_last(answers: Answers, desk: Desk) -> bool:
    """Never said, or so early that there would be no delivery at all."""
    if not answers.get("last"):
        return True
    if not answers.get("rule") or not answers.get("first"):
        return False
    holidays = SchoolHoliday.all_kept(desk.session)
    soonest = first_delivery_day(desk.now)
    return next(when.terms_of(answers).days_from(soonest, holidays), None) is None


def _ask_rests(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.STANDING_RESTS, "yes"), Choice(texts.STANDING_DELIVERS, "no")]
    return Ask(texts.STANDING_ASK_RESTS, choices)


def _read_rests(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    if words == "yes" or any(rest in words for rest in ("งด", "หยุด", "ไม่ต้องส่ง")):
        return {"rests": True}
    if words == "no" or "ส่ง" in words:
        return {"rests": False}
    raise Unreadable(texts.STANDING_RESTS_HINT)


RULE = Question(
    "rule",
    texts.STANDING_WHICH_DAYS,
    _ask_rule,
    _read_rule,
    needed=lambda answers, desk: not answers.get("rule"),
)
FIRST = Question(
    "first",
    texts.STANDING_FIRST,
    _ask_first,
    _read_first,
    needed=lambda answers, desk: not answers.get("first"),
)
# For one that begins: its first delivery is still open for all of its goods.
OPEN_FIRST = replace(
    FIRST, needed=lambda answers, desk: not answers.get("first") or bool(_closed(answers, desk))
)
LAST = Question("last", texts.STANDING_LAST, _ask_last, _read_last, needed=_lacks_last)
RESTS = Question("rests", texts.STANDING_HOLIDAYS, _ask_rests, _read_rests)
