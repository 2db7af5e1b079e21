"""What operators type about the order cycle: each command says what it did, and may be repeated."""

from click.testing import Result
from sqlalchemy import select

from bot.bells import queue
from models.capacity import Capacity
from models.cycle import CycleRule, Reopening
from tests.bot.door import Door
from tests.world import World

USUAL = "Without a rule: 1 day before  16:00"


def run(door: Door | World, *words: str) -> Result:
    with door.app.app_context():
        return door.app.test_cli_runner().invoke(args=["cycle", *words])


def shown(door: Door | World) -> list[str]:
    return run(door).output.splitlines()


def test_without_rules_the_usual_is_shown(door: Door) -> None:
    assert shown(door) == [USUAL]


def test_a_rule_is_set_and_changed(door: Door) -> None:
    for closes in ("12:00", "15:30"):
        command = ("rule", "processing", "--category", "ขนม", "--lead", "2", "--closes", closes)
        done = run(door, *command)
        assert (done.exit_code, done.output) == (
            0,
            f"processing ขนม closes 2 days before at {closes}.\n",
        )
    assert shown(door) == [USUAL, "processing  ขนม  2 days before  15:30  (by operator)"]
    with door.house.reading() as session:
        assert len(session.scalars(select(CycleRule)).all()) == 1


def test_a_capacity_is_set_and_taken_away(door: Door) -> None:
    run(door, "capacity", "บ้านโนนใหม่", "ชิ้น", "300")
    assert shown(door)[1:] == ["บ้านโนนใหม่  at most 300 ชิ้น a day  (by operator)"]
    assert run(door, "capacity", "บ้านโนนใหม่", "ชิ้น").exit_code == 0
    with door.house.reading() as session:
        assert session.scalars(select(Capacity)).all() == []


def test_a_day_is_opened_again_and_matched(door: Door) -> None:
    waiting = queue(door.house.redis).count
    done = run(door, "reopen", "2026-11-25", "2026-11-24T19:00")
    assert done.output == "2026-11-25 takes orders again until 2026-11-24 19:00.\n"
    assert queue(door.house.redis).count > waiting
    assert shown(door)[1:] == ["2026-11-25  opened again until 2026-11-24 19:00  (by operator)"]
    with door.house.reading() as session:
        assert session.scalars(select(Reopening.made_by)).all() == ["operator"]


def test_who_comes_first_is_set_and_taken_back(door: Door) -> None:
    done = run(door, "priority", "hospital,school", "hotel")
    order = "hospital, school before hotel before restaurant"
    assert (done.exit_code, done.output) == (0, f"When supply is short: {order}.\n")
    assert shown(door)[1:] == [f"When supply is short: {order}  (by operator)"]
    assert run(door, "priority").output == "When supply is short: all share equally.\n"
    assert shown(door)[1:] == ["When supply is short: all share equally  (by operator)"]


def test_what_cannot_be_is_said(door: Door) -> None:
    impossible = (
        ("rule", "fishing"),
        ("rule", "processing", "--lead", "15"),
        ("rule", "processing", "--closes", "25:00"),
        ("capacity", "ไม่มีกลุ่มนี้", "ชิ้น", "3"),
        ("priority", "hospitals"),
        ("priority", "hospital", "hospital"),
        ("reopen", "2026-11-23", "2026-11-24T19:00"),
        ("reopen", "2026-11-25", "2026-11-24T03:00"),
    )
    for words in impossible:
        assert run(door, *words).exit_code == 2
    assert shown(door) == [USUAL]
