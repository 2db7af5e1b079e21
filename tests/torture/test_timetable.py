"""The saboteur's plan: what the dice decide before anything starts."""

from collections import Counter
from pathlib import Path
from typing import Any

from torture.plan import Plan
from torture.timetable import timetable


class Hand:
    """Notes what it is told to do instead of doing it."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Any]] = []

    def kill(self, name: str) -> None:
        self.noted.append(("kill", name))

    def kill_child(self, name: str) -> None:
        self.noted.append(("kill child", name))

    def pause(self, name: str, seconds: float) -> None:
        self.noted.append(("pause", (name, seconds)))

    def make_sick(self, fault: dict[str, Any], seconds: float) -> None:
        self.noted.append(("fault", (tuple(fault), seconds)))

    def wipe_redis(self) -> None:
        self.noted.append(("wipe", None))


def noted(database: str = "sqlite", seed: int = 1, kills: int = 50) -> list[tuple[str, Any]]:
    plan = Plan(database, seed, kills, 5, Path("unused"))
    hand = Hand()
    for _, act in timetable(plan, hand):
        act()
    return hand.noted


def test_a_seed_draws_the_same_timetable_again() -> None:
    assert noted(seed=7) == noted(seed=7) != noted(seed=8)


def test_it_kills_as_often_as_it_was_asked() -> None:
    assert sum(act.startswith("kill") for act, _ in noted(kills=33)) == 33


def test_every_process_is_killed_and_a_database_server_only_where_there_is_one() -> None:
    killed = {kind for act, kind in noted(kills=200) if act.startswith("kill")}
    assert killed == {"web", "worker", "clock", "valkey"}
    killed = {kind for act, kind in noted("postgresql", kills=200) if act.startswith("kill")}
    assert killed == {"web", "worker", "clock", "valkey", "postgresql"}


def test_there_is_every_kind_of_trouble() -> None:
    counts = Counter(act for act, _ in noted())
    assert min(counts[kind] for kind in ("pause", "fault", "wipe", "kill child")) > 0


def test_steps_come_in_order_and_within_the_time() -> None:
    plan = Plan("sqlite", 3, 40, 2, Path("unused"))
    moments = [at for at, _ in timetable(plan, Hand())]
    assert moments == sorted(moments)
    assert moments[0] > 0 and moments[-1] < plan.seconds
