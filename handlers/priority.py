"""Staff decide which kinds of kitchens come first when supply is short: โรงพยาบาลก่อน."""

from __future__ import annotations

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.language.reading import Reading
from bot.messages import Message, text
from bot.said import Said
from handlers.buyer_kinds import named, read_tiers
from handlers.roles import only_staff
from models.priority import BUYER_KINDS, Priority, Tiers, in_full, plain, set_priority


def in_words(tiers: Tiers) -> str:
    """โรงพยาบาลก่อน แล้วโรงเรียน โรงแรม และร้านอาหาร"""
    if not tiers:
        return texts.SHARE_EQUALLY
    first, *others = map(named, in_full(tiers))
    then = [texts.KIND_THEN.format(kinds=kinds) for kinds in others]
    return " ".join([texts.KIND_FIRST.format(kinds=first), *then])


def ask(answers: Answers, desk: Desk) -> Ask:
    kept = Priority.newest(desk.session)
    now = in_words(kept.tiers) if kept else texts.SHARE_EQUALLY
    by = texts.PRIORITY_SET_BY.format(name=kept.set_by) if kept else ""
    likely = [texts.KIND_FIRST.format(kinds=named([kind])) for kind in BUYER_KINDS]
    choices = [Choice(words) for words in (*likely, texts.SHARE_EQUALLY)]
    return Ask(texts.ASK_PRIORITY.format(now=now, by=by), choices)


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    tiers = read_tiers(said.words)
    if tiers is None:
        raise Unreadable(texts.PRIORITY_HINT)
    return {"tiers": plain(tiers)}


def take(reading: Reading, desk: Desk) -> Answers:
    tiers = read_tiers(reading.text)
    return {} if tiers is None else {"tiers": plain(tiers)}


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    return take(reading, desk)


def show(answers: Answers, desk: Desk) -> Card:
    tiers = in_full(answers["tiers"])
    numbered = [
        Row(texts.ROW_TURN.format(number=number), named(tier), strong=True)
        for number, tier in enumerate(tiers, 1)
    ]
    equal = [Row(texts.ROW_EVERYBODY, texts.SHARE_EQUALLY, strong=True)]
    return Card(
        texts.PRIORITY_CARD,
        numbered if answers["tiers"] else equal,
        foot=texts.PRIORITY_FOOT if answers["tiers"] else texts.PRIORITY_EQUAL_FOOT,
    )


def done(answers: Answers, desk: Desk) -> list[Message]:
    set_priority(desk.session, answers["tiers"], desk.member.name or "-", desk.now)
    return [text(texts.PRIORITY_SET.format(order=in_words(answers["tiers"])))]


CONVERSATION = Conversation(
    name="priority",
    title=texts.PRIORITY_TITLE,
    words=frozenset(
        {"ลำดับเมื่อของไม่พอ", "ตั้งลำดับเมื่อของไม่พอ", "ลำดับเวลาของไม่พอ", "ลำดับของไม่พอ"}
        | {"ตั้งลำดับ", "จัดลำดับ", "ลำดับครัว", "ตั้งลำดับครัว", "จัดลำดับครัว", "ลำดับความสำคัญ"}
        | {"ใครได้ก่อน", "ของไม่พอใครได้ก่อน", "ของไม่พอ ใครได้ก่อน", "ครัวไหนได้ก่อน"}
    ),
    refuse=only_staff,
    questions=[Question("tiers", texts.EDIT_PRIORITY, ask, read)],
    card=show,
    done=done,
    take=take,
    more=more,
)
