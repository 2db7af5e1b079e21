"""Whom an announcement is for, as staff say it: "ผู้ผลิต กับ โรงพยาบาล"."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Unreadable
from bot.language.normalize import bare, normalize
from bot.said import Said
from models.audience import Audience, districts
from models.people import ProducerGroup, WorkGroup

_FIXED: dict[str, tuple[str, ...]] = {
    "everyone": (texts.TO_EVERYONE, "ทั้งหมดทุกคน", "สมาชิกทุกคน", "สมาชิกทั้งหมด", "ทั้งหมด"),
    "producers": (texts.TO_PRODUCERS, "ผู้ผลิต", "เกษตรกร", "ชาวสวน", "คนขาย", "ผู้ขาย"),
    "buyers": (texts.TO_BUYERS, "ครัว", "ผู้ซื้อ", "คนซื้อ"),
    "staff": (texts.TO_STAFF,),
    "open_orders": (texts.TO_OPEN_ORDERS, "คนที่มีออเดอร์", "มีออเดอร์ค้าง", "มีออเดอร์"),
}
_KIND_WORDS = {"hospital": ("รพ.",), "school": ("รร.",), "hotel": (), "restaurant": ("ร้าน",)}
_BETWEEN = re.compile(r"(?:กับ|และ|แล้วก็|ส่งให้|ส่งถึง|ให้|ถึง|ทุก|ทั้งหมด|เฉพาะ|แค่|[\s,/+])+")


def names(desk: Desk) -> dict[str, Audience]:
    """Every audience there is, by each of its names."""
    found = {word: Audience(kind) for kind, words in _FIXED.items() for word in words}
    for kind, label in texts.BUYER_KINDS.items():
        found |= dict.fromkeys((label, *_KIND_WORDS[kind]), Audience("buyer_kind", kind))
    for group in desk.session.scalars(select(WorkGroup).order_by(WorkGroup.id)):
        found |= dict.fromkeys((group.name, _work_group(group)), Audience("work_group", group.code))
    for made in desk.session.scalars(select(ProducerGroup).order_by(ProducerGroup.id)):
        spoken = texts.GROUP_SPOKEN.format(name=made.short_name)
        known_as = (made.name, made.short_name, spoken)
        found |= dict.fromkeys(known_as, Audience("group", str(made.id)))
    for district in districts(desk.session):
        names = (texts.DISTRICT.format(name=district), f"อ.{district}", district)
        found |= dict.fromkeys(names, Audience("district", district))
    return found


def _work_group(group: WorkGroup) -> str:
    return texts.TO_WORK_GROUP.format(name=texts.WORK_KINDS.get(group.code, group.name))


def shown(audience: Audience, desk: Desk) -> str:
    """What staff call it; the first of its names."""
    return next((name for name, known in names(desk).items() if known == audience), "-")


def ask(answers: Answers, desk: Desk) -> Ask:
    """The wide ones first; a single group or district can always be typed."""
    offered = dict.fromkeys(names(desk).values())
    wide = [each for each in offered if each.kind != "group"]
    groups = [each for each in offered if each.kind == "group"]
    choices = [Choice(shown(each, desk), _value(each)) for each in [*wide, *groups]]
    return Ask(texts.ASK_AUDIENCE, choices)


def _value(audience: Audience) -> str:
    return f"{audience.kind}:{audience.of}"


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    """Raises Unreadable when anything said is not the name of somebody."""
    known = names(desk)
    for audience in known.values():
        if said.kind == "tap" and said.words == _value(audience):
            return {"audience": [audience.facts()]}
    found = _all_named(bare(said.words), known)
    if not found:
        raise Unreadable(texts.AUDIENCE_HINT)
    return {"audience": [audience.facts() for audience in found]}


def _all_named(words: str, known: dict[str, Audience]) -> list[Audience]:
    """The audiences, when nothing but their names and what joins them is said."""
    by_name = {normalize(name): audience for name, audience in known.items()}
    longest_first = sorted(by_name, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    if _BETWEEN.sub("", pattern.sub(" ", words)):
        return []
    return list(dict.fromkeys(by_name[name] for name in pattern.findall(words)))


def said_of(audience: list[dict[str, str]], desk: Desk) -> str:
    return texts.AND_ALSO.join(shown(each, desk) for each in Audience.kept(audience))
