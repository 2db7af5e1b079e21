"""Whoever comes while another is listening is heard by that other: nobody waits for the sweep."""

from contextlib import ExitStack
from typing import Any

import pytest

import handlers.listening as listening
from bot.memory import MemoryStore
from tests.invariants.crashes import KITCHEN, Shop


@pytest.fixture
def interrupted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """When a listener has heard everything and still holds the lock, another event and its bell."""
    events: list[str] = []
    hear_all: Any = listening._hear_all

    def hears(house: Any, sender: str) -> Any:
        outcome = hear_all(house, sender)
        if not events:
            events.append(shop.type(KITCHEN, "ดูออเดอร์"))
            listening.listen(house, sender)
            assert shop.event(events[0]).heard_at is None
        return outcome

    monkeypatch.setattr(listening, "_hear_all", hears)
    return events


def test_who_knocks_while_another_listens_is_heard(shop: Shop, interrupted: list[str]) -> None:
    listening.listen(shop.world.house, shop.world.user(KITCHEN))
    assert shop.event(interrupted[0]).heard_at is not None
    shop.recover()
    shop.check()


def test_who_knocks_at_one_who_had_to_knock_is_heard(
    shop: Shop, interrupted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, sender = shop.world.house, shop.world.user(KITCHEN)
    knock = MemoryStore.knock
    with ExitStack() as before:
        assert before.enter_context(house.memory.locked(sender))

        def lets_go(memory: MemoryStore, name: str) -> None:
            knock(memory, name)
            before.close()

        monkeypatch.setattr(MemoryStore, "knock", lets_go)
        listening.listen(house, sender)
    assert shop.event(interrupted[0]).heard_at is not None
    shop.recover()
    shop.check()
