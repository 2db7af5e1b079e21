"""Who may do what, and what to say to those who may not."""

from __future__ import annotations

from bot import texts
from bot.conversation import Desk
from models.people import Role, Standing


def only_producers(desk: Desk) -> str | None:
    return _refusal(desk, Role.PRODUCER, texts.PRODUCERS_ONLY)


def only_buyers(desk: Desk) -> str | None:
    return _refusal(desk, Role.BUYER, texts.BUYERS_ONLY)


def only_staff(desk: Desk) -> str | None:
    return _refusal(desk, Role.STAFF, texts.STAFF_ONLY)


def only_members(desk: Desk) -> str | None:
    return _refusal(desk, desk.member.role, "")


def _refusal(desk: Desk, role: Role | None, words: str) -> str | None:
    member = desk.member
    if member.standing == Standing.WAITING:
        return texts.WAIT_FOR_STAFF
    if member.standing != Standing.APPROVED:
        return texts.JOIN_FIRST
    return None if member.role == role else words
