"""Staff send the announcement they are writing to themselves first."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot import texts
from bot.announcements import render
from bot.conversation import Desk, Tap
from bot.messages import Message, text
from handlers.announcing.compose import CONVERSATION
from handlers.announcing.content import content
from handlers.front import menu
from handlers.roles import only_staff
from models.outbox import Letter


def send(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """A letter of their own: it costs one paid message, as it will for each of the others."""
    if refusal := only_staff(desk):
        return [text(refusal, menu(desk))]
    draft = json.loads(about.get("draft", "{}")) if about.get("open") == CONVERSATION.name else {}
    messages = render(content(draft, desk), desk.public_url)
    if not messages:
        return [text(texts.NOTHING_TO_TEST, () if about.get("open") else menu(desk))]
    key = f"trial:{desk.member.id}:{desk.event_key}"
    Letter.owe(desk.session, desk.member.id, "trial", {"messages": messages}, key, desk.now)
    return [text(texts.TRIAL_SENT)]


TAP = Tap(
    "test_announcement",
    send,
    frozenset({texts.TEST_ANNOUNCEMENT, "ทดสอบ", "ทดสอบประกาศ", "ส่งให้ตัวเองก่อน", "ส่งให้ฉันก่อน"}),
    applies=lambda desk: desk.member.is_staff,
)
