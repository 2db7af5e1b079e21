"""Staff set until when goods can be ordered."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from sqlalchemy import select

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.language.normalize import bare
from bot.messages import Message, text
from bot.said import Said
from handlers.clock_times import read_clock
from handlers.roles import only_staff
from models.calendar import Rule, cut_off
from models.catalogue import Product
from models.cycle import ALL_GOODS, MOST_LEAD_DAYS, Cycle
from models.people import WorkGroup
from models.ruling import set_rule

LIKELY_LEADS = (0, 1, 2, 3)
LIKELY_CLOSES = (time(12), time(15), time(16), time(18))
NUMBER = re.compile(r"(?:ก่อน)? ?(\d{1,2}) ?(?:วัน)?")

# "processing:ขนม", "processing:" for all of the work group's goods
Kind = tuple[WorkGroup, str]


def kinds(desk: Desk) -> list[Kind]:
    """Every work group that has goods, each followed by its kinds of goods."""
    sold = select(Product.work_group_id, Product.category).distinct()
    found = sorted({(group, name) for group, name in desk.session.execute(sold) if group})
    every = sorted({(group, ALL_GOODS) for group, _ in found} | set(found))
    return [(desk.session.get_one(WorkGroup, group), name) for group, name in every]


def shown(kind: Kind) -> str:
    group, category = kind
    return category or texts.ALL_OF_GROUP.format(group=group.name)


def rule_words(rule: Rule) -> str:
    clock = thai.time_of_day(rule.closes)
    words = texts.RULE_DAY_BEFORE if rule.lead_days else texts.RULE_SAME_DAY
    return words.format(days=rule.lead_days, clock=clock)


def _key(kind: Kind) -> str:
    return f"{kind[0].code}:{kind[1]}"


def _kind(answers: Answers, desk: Desk) -> Kind:
    return next(kind for kind in kinds(desk) if _key(kind) == answers["goods"])


def _rule(answers: Answers) -> Rule:
    return Rule(answers["lead"], time.fromisoformat(answers["closes"]))


def ask_goods(answers: Answers, desk: Desk) -> Ask:
    """Whose rule; with those there are: every work group's, and kinds that have their own."""
    cycle, every = Cycle.read(desk.session, desk.now), kinds(desk)
    own = [k for k in every if not k[1] or (k[0].id, k[1]) in cycle.rules]
    lines = [
        texts.RULE_LINE.format(goods=shown(k), rule=rule_words(cycle.rule_of(k[0].id, k[1])))
        for k in own
    ]
    choices = [Choice(shown(kind), _key(kind)) for kind in every]
    return Ask(texts.ASK_GOODS.format(rules="\n".join(lines)), choices)


def read_goods(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    for kind in kinds(desk):
        if words in (_key(kind), shown(kind), kind[1] or kind[0].name):
            return {"goods": _key(kind)}
    raise Unreadable(texts.GOODS_HINT)


def ask_lead(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.LEAD_CHOICE.format(days=n), str(n)) for n in LIKELY_LEADS if n]
    words = texts.ASK_LEAD.format(goods=shown(_kind(answers, desk)))
    return Ask(words, [*choices, Choice(texts.SAME_DAY, "0")])


def read_lead(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = bare(said.words)
    found = NUMBER.fullmatch("0" if words == texts.SAME_DAY else words)
    if found is None or int(found[1]) > MOST_LEAD_DAYS:
        raise Unreadable(texts.LEAD_HINT.format(most=MOST_LEAD_DAYS))
    return {"lead": int(found[1])}


def ask_closes(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_CLOSES, [Choice(thai.time_of_day(at)) for at in LIKELY_CLOSES])


def read_closes(said: Said, answers: Answers, desk: Desk) -> Answers:
    closes = read_clock(said.words)
    if closes is None:
        raise Unreadable(texts.CLOSES_HINT)
    return {"closes": closes.isoformat()}


def show(answers: Answers, desk: Desk) -> Card:
    rule = _rule(answers)
    example = _example(rule, desk)
    rows = [
        Row(texts.ROW_GOODS, shown(_kind(answers, desk)), strong=True),
        Row(texts.ROW_CLOSES, rule_words(rule), strong=True),
        Row(
            texts.ROW_EXAMPLE.format(day=thai.near_day(example, desk.today).split(" (")[0]),
            texts.ORDER_UNTIL.format(cut_off=thai.moment(cut_off(example, rule), desk.today)),
        ),
    ]
    return Card(texts.RULE_CARD, rows, foot=texts.RULE_FOOT)


def _example(rule: Rule, desk: Desk) -> date:
    return desk.today + timedelta(days=rule.lead_days + 1)


def done(answers: Answers, desk: Desk) -> list[Message]:
    kind, rule = _kind(answers, desk), _rule(answers)
    set_rule(desk.session, *kind, rule, desk.member.name or "-", desk.now)
    return [text(texts.RULE_SET.format(goods=shown(kind), rule=rule_words(rule)))]


CONVERSATION = Conversation(
    name="cycle_rule",
    title=texts.RULE_TITLE,
    words=frozenset({"ตั้งเวลาปิดรับ", "เวลาปิดรับ", "แก้เวลาปิดรับ", "เปลี่ยนเวลาปิดรับ", "กำหนดเวลาปิดรับ"}),
    refuse=only_staff,
    questions=[
        Question("goods", texts.ROW_GOODS, ask_goods, read_goods),
        Question("lead", texts.EDIT_LEAD, ask_lead, read_lead),
        Question("closes", texts.EDIT_CLOSES, ask_closes, read_closes),
    ],
    card=show,
    done=done,
)
