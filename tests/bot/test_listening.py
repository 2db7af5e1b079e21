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

    for reader, name in ((world.house.memory, "recall_all"), (world.house.pace, "of")):
        monkeypatch.setattr(reader, name, others_may_write(name, getattr(reader, name)))
    assert "ข้อเสนอ" in said(world.says(FARMER, "ข้อเสนอ"))
    assert set(asked) == {"of", "recall_all"}


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


def lose_the_answer(world: World, name: str, words: str) -> None:
    """LINE fails until the reply token is dead."""
    world.line.faults(api_error_rate=1.0, api_path="reply")
    world.says(name, words)
    world.clock.forward(minutes=21)
    world.line.clock.ahead_ms += 21 * 60_000
    world.sweep()
    world.line.faults(api_error_rate=0.0, api_path="")


def test_an_answer_that_may_be_lost_is_listed_and_begins_the_next_one_once(world: World) -> None:
    for words in ("มะม่วง 10 กก. กก.ละ 30 พรุ่งนี้ถึงศุกร์",):
        world.says(FARMER, words)
    lose_the_answer(world, FARMER, "ยืนยัน")
    with world.app.app_context():
        listed = world.app.test_cli_runner().invoke(args=["failures"]).output
    assert "its answer may not have arrived  too old" in listed
    shown = said(world.says(FARMER, "ข้อเสนอ"))
    assert shown.startswith("คำตอบก่อนหน้านี้อาจส่งไม่ถึงค่ะ:\n“ลงขายแล้วค่ะ")
    assert "ตอนนี้ไม่มีข้อเสนอ" in shown
    assert "อาจส่งไม่ถึง" not in said(world.says(FARMER, "ข้อเสนอ"))


def test_what_was_answered_with_a_card_is_said_again_in_words(world: World) -> None:
    lose_the_answer(world, FARMER, "มะม่วง 10 กก. กก.ละ 30 พรุ่งนี้ถึงศุกร์")
    shown = world.says(FARMER, "ข้อเสนอ")
    assert "“ตรวจก่อนลงขาย" in said(shown)


def test_staff_hear_once_of_each_letter_that_failed_and_each_event_set_aside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.house.sessions.begin() as session:
        facts = {"role": "producer", "name": "ก"}
        letter = Letter.owe(session, 1, "approved", facts, "k", world.clock())
        assert letter is not None
        letter.give_up("400")
        name = session.get_one(Member, 1).name
    with monkeypatch.context() as broken:
        broken.setattr("handlers.listening.talk", None)
        world.says(FARMER, "ของฉัน")
        for _ in range(3):
            world.sweep()
    assert "บันทึกไว้ให้เจ้าหน้าที่ดูแล้ว" in said(world.news(FARMER))
    told = said(world.says(STAFF, "สวัสดี"))
    assert "2 เรื่อง" in told
    assert f"• {name}" in told
    assert "(ทักมาแล้วระบบขัดข้อง)" in told
    assert "(แจ้งไปไม่ถึง)" in told
    assert "ไม่สำเร็จ" not in said(world.says(STAFF, "สวัสดี"))
