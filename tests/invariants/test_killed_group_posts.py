"""kill -9 of the worker that posts a group's summary: the chat has it once, and never a second."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.calendar import BANGKOK, DIGEST_AT, local_day
from models.groupchat import GroupChat
from models.people import Member
from tests.invariants.crashes import FARMER, SOLD, Shop
from tests.invariants.dying import Place, die_at

KILLED = -9
PLACES = [
    Place("jobs.work:owe_post"),
    Place("jobs.work:owe_post", after=True),
    Place("models.grouppost:group_day", after=True),
    Place("bot.groupposts:_write", after=True),
    Place("bot.line:Line.people_in", after=True),
    Place("bot.line:Line.push"),
    Place("bot.line:Line.push", after=True),
    Place("bot.groupposts:_settle"),
    Place("bot.groupposts:_settle", after=True),
]


@pytest.fixture(scope="module")
def evening(shop: Shop) -> Iterator[Shop]:
    """Half past four, with a promise for tomorrow."""
    shop.says(FARMER, "รับ")
    clock = shop.world.clock
    digest = datetime.combine(local_day(clock()), DIGEST_AT, BANGKOK)
    shop.world.line.clock.ahead_ms += int((digest - clock()).total_seconds() * 1000)
    clock.now = digest
    shop.world.sweep()
    yield shop


def new_chat(shop: Shop) -> str:
    """A chat of the farmer's group that has wanted the summary since this morning; its id."""
    line, farmer = shop.world.line, shop.world.user(FARMER)
    body = {"name": "วังน้ำวน", "members": [farmer]}
    chat_id: str = line.door("POST", "/groups", body, status=201)["group"]["chat_id"]
    line.door("POST", f"/groups/{chat_id}/bot", status=202)
    shop.world.settle()
    with shop.world.house.sessions.begin() as session:
        member = session.scalars(select(Member).where(Member.name == FARMER)).one()
        chat = GroupChat.known_as(session, chat_id)
        chat.link(member, shop.world.clock())
        chat.wants_since = shop.world.clock() - timedelta(hours=8)
    return chat_id


def summaries(shop: Shop, chat_id: str) -> list[dict[str, Any]]:
    shown = shop.world.line.door("GET", f"/groups/{chat_id}")["messages"]
    return [each for each in shown if each["via"] == "push"]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_killed(evening: Shop, place: Place) -> None:
    chat_id = new_chat(evening)
    assert evening.life(die_at, place) == KILLED
    evening.recover()
    evening.recover()
    (summary,) = summaries(evening, chat_id)
    assert SOLD in str(summary["message"])
    evening.recover()
    assert len(summaries(evening, chat_id)) == 1
    evening.check()
