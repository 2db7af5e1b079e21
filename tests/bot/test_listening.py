"""What hearing an event takes from others, and what it tells besides the answer."""

import sqlite3
from typing import Any

import pytest

from models.outbox import Letter
from models.people import Member, Role, Standing
from tests.world import World

STAFF, FARMER = "น้องฝ้าย", "แม่บุญมี"


def waiting_newcomers(world: World, count: int) -> None:
    with world.house.sessions.begin() as session:
        for number in range(count):
            session.add(
                Member(
                    line_user_id=f"U{number:032d}",
                    role=Role.BUYER,
                    standing=Standing.WAITING,
                    name=f"คน{number}",
                    belongs_to="ร้าน",
                    phone="0811111111",
                    kind="restaurant",
                )
            )


def quota_is_used_up(world: World) -> None:
    with world.house.sessions.begin() as session:
        facts = {"role": "producer", "name": "ก"}
        letter = Letter.owe(session, 1, "approved", facts, "k", world.clock())
        assert letter is not None
        letter.wait_for_quota("429", world.clock())


def said(messages: list[dict[str, Any]]) -> str:
    return " ".join(m["message"].get("text", "") for m in messages)


def test_a_notice_before_five_cards_is_sent_and_told_once(world: World) -> None:
    waiting_newcomers(world, 5)
    quota_is_used_up(world)
    shown = world.says(STAFF, "รออนุมัติ")
    assert "ใช้หมดแล้วค่ะ" in said(shown)
    assert len(shown) > 1
    assert "ใช้หมดแล้วค่ะ" not in said(world.says(STAFF, "สวัสดี"))


def test_redis_is_read_while_nobody_waits_for_the_database(
    world: World, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long Redis takes, a webhook can store what it was sent."""
    asked: list[str] = []
    path = sqlite_url.removeprefix("sqlite:///")

    def others_may_write(name: str, real: Any) -> Any:
        def look(*args: Any) -> Any:
            with sqlite3.connect(path, timeout=0, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            asked.append(name)
            return real(*args)

        return look

    for reader, name in ((world.house.memory, "recall"), (world.house.pace, "of")):
        monkeypatch.setattr(reader, name, others_may_write(name, getattr(reader, name)))
    assert "ข้อเสนอ" in said(world.says(FARMER, "ข้อเสนอ"))
    assert asked == ["of", "recall"]


def test_a_yes_in_time_counts_although_the_worker_hears_it_after_the_deadline(
    world: World,
) -> None:
    world.says(FARMER, "มะม่วง 10 กก. กก.ละ 30 พรุ่งนี้ถึงศุกร์")
    world.says(FARMER, "ยืนยัน")
    for words in ("มะม่วง 5 กก. พรุ่งนี้", "รับเท่าที่มี", "ยืนยัน"):
        world.says("คุณอรุณี", words)
    world.clock.forward(hours=1, minutes=59)
    world.line.say(world.user(FARMER), "รับ")
    world.line.settle()  # it is stored; no worker is there
    world.clock.forward(minutes=3)
    world.house.bells.ring("jobs.work.sweep")
    world.settle()
    assert "รับแล้วค่ะ" in said(world.news(FARMER))
