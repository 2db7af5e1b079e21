"""No buyer waits for a producer whose letter LINE has refused for good."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.letters import render as written
from models.allocation import Allocation
from models.outbox import Letter, LetterState
from tests.journeys import newcomers
from tests.journeys.screen import words
from tests.trouble.signs import KITCHEN
from tests.world import World

NEIGHBOUR = "แม่คำ"


def to_sell(world: World, name: str, baht: int) -> None:
    """The cheapest on the market: the demo's cost more."""
    world.says(name, f"ผักบุ้ง 10 กก. กก.ละ {baht} พรุ่งนี้ถึงศุกร์")
    world.says(name, "ยืนยัน")


@pytest.fixture
def refused(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """LINE does not like what the first offer looks like."""
    newcomers.add(world, f"{NEIGHBOUR} ผู้ผลิต บ้านวังน้ำวน")
    to_sell(world, "แม่บุญมี", 5)
    to_sell(world, NEIGHBOUR, 6)
    offers: list[str] = []

    def render(kind: str, *facts: Any) -> Any:
        offers.extend([kind] if kind == "offer" else [])
        empty = [{"type": "text", "text": ""}]
        return empty if offers == ["offer"] and kind == "offer" else written(kind, *facts)

    monkeypatch.setattr("bot.boarding.render", render)
    world.says(KITCHEN, "ผักบุ้ง 10 กก. พรุ่งนี้")
    world.says(KITCHEN, "ยืนยัน")
    return world


def test_the_next_is_asked_at_once(refused: World) -> None:
    with refused.house.reading() as session:
        states = session.scalars(select(Allocation.state).order_by(Allocation.id)).all()
        letters = session.scalars(select(Letter).where(Letter.kind == "offer")).all()
    assert [letter.state for letter in letters] == [LetterState.FAILED, LetterState.SENT]
    assert states == ["lapsed", "offered"]
    assert any("ผักบุ้ง 10 กก." in words(shown["message"]) for shown in refused.news(NEIGHBOUR))
