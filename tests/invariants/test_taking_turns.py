"""Whoever comes while another is listening is heard by that other: nobody waits for the sweep."""

from contextlib import ExitStack
from typing import Any

import pytest

import handlers.taking_turns as taking_turns
from bot.locks import Locks
from tests.invariants.crashes import KITCHEN, Shop


@pytest.fixture
def interrupted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """When a listener has heard everything and still holds the lock, another event and its bell."""
    events: list[str] = []
    hear_all: Any = taking_turns._hear_all

    def hears(house: Any, senders: Any, turns: Any) -> None:
        hear_all(house, senders, turns)
        if senders and not events:
            events.append(shop.type(KITCHEN, "ดูออเดอร์"))
            taking_turns.listen(house, senders[0])
            assert shop.event(events[0]).heard_at is None

    monkeypatch.setattr(taking_turns, "_hear_all", hears)
    return events


def test_who_knocks_while_another_listens_is_heard(shop: Shop, interrupted: list[str]) -> None:
    taking_turns.listen(shop.world.house, shop.world.user(KITCHEN))
    assert shop.event(interrupted[0]).heard_at is not None
    shop.recover()
    shop.check()


def test_who_knocks_at_one_who_had_to_knock_is_heard(
    shop: Shop, interrupted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, sender = shop.world.house, shop.world.user(KITCHEN)
    knock = Locks.knock
    with ExitStack() as before:
        assert before.enter_context(house.locks.held([sender])).mine

        def lets_go(locks: Locks, senders: Any) -> None:
            knock(locks, senders)
            before.close()

        monkeypatch.setattr(Locks, "knock", lets_go)
        taking_turns.listen(house, sender)
    assert shop.event(interrupted[0]).heard_at is not None
    shop.recover()
    shop.check()
