"""Staff decide on newcomers by one tap, or by its word when a single one is meant."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Select, select

from bot import texts
from bot.conversation import Desk, Tap, View
from bot.letters.joining import newcomer_card
from bot.messages import Message, text
from handlers.front import menu
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.heard import had_letter
from models.people import Member, Standing

MOST_SHOWN = 5


def approve(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, approve=True)


def refuse(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, approve=False)


def _decide(about: Mapping[str, str], desk: Desk, approve: bool) -> list[Message]:
    if refusal := only_staff(desk):
        return [text(refusal, menu(desk))]
    if "m" not in about:
        return _decide_by_word(about, desk, approve)
    number = row_id(about["m"])
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


def _decide_by_word(about: Mapping[str, str], desk: Desk, approve: bool) -> list[Message]:
    """The only one who waits, if this member of staff has had the letter about them."""
    waiting = desk.session.scalars(_waiting().limit(2)).all()
    if len(waiting) == 1:
        key = waiting[0].letter_to(desk.member)
        if had_letter(desk.session, key, desk.event_key):
            meant = {"m": str(waiting[0].id), "n": str(waiting[0].applications)}
            return _decide({**about, **meant}, desk, approve)
    return show(about, desk)


def _waiting() -> Select[Member]:
    return select(Member).where(Member.standing == Standing.WAITING).order_by(Member.id)


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    members = desk.session.scalars(_waiting().limit(MOST_SHOWN)).all()
    if not members:
        return [text(texts.NOBODY_WAITING)]
    return [newcomer_card(member.facts()) for member in members]


VIEW = View("approvals", frozenset({"รออนุมัติ", "คนรออนุมัติ"}), show, only_staff)
APPROVE = Tap("approve", approve, frozenset({"อนุมัติ"}), lambda desk: desk.member.is_staff)
REFUSE = Tap("refuse", refuse, frozenset({"ไม่อนุมัติ"}), lambda desk: desk.member.is_staff)
