"""ทำไม, for whoever trades."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.conversation import Desk, View
from bot.messages import Message
from handlers.roles import only_members
from handlers.why import buying, selling
from handlers.why.asked import hear

WORDS = frozenset(
    asked + end
    for asked in ("ทำไม", "ทำไมล่ะ", "ทำไมละ", "เพราะอะไร", "เป็นหยัง")
    for end in ("", "คะ", "ค่ะ", "ครับ", "คับ", " คะ", " ครับ")
)


def refuse(desk: Desk) -> str | None:
    trades = desk.member.may_buy or desk.member.may_sell
    return only_members(desk) or (None if trades else texts.WHY_FOR_TRADERS)


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return buying.show(about, desk) if desk.member.may_buy else selling.show(about, desk)


VIEW = View("why", WORDS, show, refuse, hear)
