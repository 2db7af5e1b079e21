"""Who leads the producer groups, and which group chats those have: for staff."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.cards import Card, Row, card
from bot.conversation import Desk, View
from bot.messages import Message, text
from handlers.roles import only_staff
from models.leaders import chats_of, leaders
from models.people import Member


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """The leaders and, under each, what group chats their group has."""
    found = leaders(desk.session)
    if not found:
        return [text(texts.LEADER_NONE)]
    rows = [_leader_row(member, desk) for member in found]
    return [card(Card(texts.LEADERS_TITLE, rows, foot=texts.LEADERS_FOOT))]


def _leader_row(member: Member, desk: Desk) -> Row:
    chats = chats_of(desk.session, member.producer_group_id)
    posting = sum(chat.wants_summary for chat in chats)
    note = texts.LEADERS_CHATS.format(linked=len(chats), posting=posting)
    group = member.producer_group.short_name if member.producer_group else "-"
    return Row(member.name or "-", group, note if chats else "")


VIEW = View(
    "leaders",
    frozenset({"หัวหน้ากลุ่ม", "ดูหัวหน้ากลุ่ม", "รายชื่อหัวหน้ากลุ่ม", "ใครเป็นหัวหน้ากลุ่ม"}),
    show,
    only_staff,
)
