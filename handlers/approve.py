"""Staff decide on newcomers by one tap."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from bot import texts
from bot.conversation import Desk, Tap, View
from bot.letters.joining import newcomer_card
from bot.messages import Message, text
from handlers.front import menu
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.people import Member, Standing

MOST_SHOWN = 5


def approve(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, approve=True)


def refuse(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, approve=False)


def _decide(about: Mapping[str, str], desk: Desk, approve: bool) -> list[Message]:
    if refusal := only_staff(desk):
        return [text(refusal, menu(desk))]
    number = row_id(about.get("m", ""))
    member = desk.session.get(Member, number, with_for_update=True) if number else None
    if member is None:
        return [text(texts.NOBODY_WAITING)]
    if member.standing == Standing.WAITING and about.get("n") != str(member.applications):
        words = texts.APPLIED_ANEW.format(name=member.name)
        return [text(words), newcomer_card(member.facts())]
    if not member.decide(desk.session, approve, desk.member, desk.now):
        words = texts.DECIDED_BEFORE.format(name=member.name, staff=member.decided_by or "-")
        return [text(words)]
    return [text((texts.DECIDED_YES if approve else texts.DECIDED_NO).format(name=member.name))]


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    waiting = select(Member).where(Member.standing == Standing.WAITING).order_by(Member.id)
    members = desk.session.scalars(waiting.limit(MOST_SHOWN)).all()
    if not members:
        return [text(texts.NOBODY_WAITING)]
    return [newcomer_card(member.facts()) for member in members]


VIEW = View("approvals", frozenset({"รออนุมัติ", "อนุมัติ", "คนรออนุมัติ"}), show, only_staff)
APPROVE = Tap("approve", approve)
REFUSE = Tap("refuse", refuse)
