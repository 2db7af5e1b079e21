"""What is looked at after trouble: the rows, the phones, and the calls LINE took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from models.inbox import InboxEvent
from models.outbox import Letter
from models.people import Member
from tests.world import World

Json = dict[str, Any]
FARMER, KITCHEN, STAFF = "แม่บุญมี", "คุณอรุณี", "น้องฝ้าย"


def events(world: World) -> Sequence[InboxEvent]:
    with world.house.reading() as session:
        return session.scalars(select(InboxEvent).order_by(InboxEvent.id)).all()


def letters(world: World) -> Sequence[Letter]:
    with world.house.reading() as session:
        return session.scalars(select(Letter).order_by(Letter.id)).all()


def write(world: World, name: str, words: str, key: str = "letter") -> None:
    """A letter to somebody, owed and not rung for."""
    with world.house.sessions.begin() as session:
        member = session.scalars(select(Member).where(Member.name == name)).one()
        facts = {"messages": [{"type": "text", "text": words}]}
        Letter.owe(session, member.id, "reply", facts, key, world.clock())


def minutes_pass(world: World, minutes: int = 1) -> None:
    """The sweep runs each minute."""
    for _ in range(minutes):
        world.clock.forward(seconds=60)
        world.line.clock.ahead_ms += 60_000
        world.sweep()


def came(world: World, name: str) -> Counter[str]:
    """How the messages on a phone since the last look came: by reply or by push."""
    return Counter(message["via"] for message in world.news(name))


def calls(world: World, path: str) -> list[Json]:
    return [call for call in world.line.log("api") if call["path"].endswith(path)]
