"""Logs, error columns and failed jobs say what went wrong and where, never what people said."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.bells import queue
from bot.logs import told
from handlers.book import BOOK
from models.inbox import MOST_TRIES, InboxEvent, ReplyState
from models.outbox import Letter, LetterState
from models.people import Member
from tests.bot.door import Door
from tests.world import World

SAID, NAME, PHONE = "ถ้อยคำลับเฉพาะ", "แม่ทดสอบลับ", "0899999991"
FARMER = "แม่บุญมี"


@pytest.fixture
def output(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
    """Everything any logger has said, whatever its level."""
    caplog.set_level(logging.DEBUG)

    def said() -> str:
        captured = capsys.readouterr()
        return captured.out + captured.err + caplog.text

    yield said


def errors(world: World) -> str:
    with world.house.reading() as session:
        events = session.scalars(select(InboxEvent.error)).all()
        letters = session.scalars(select(Letter.error)).all()
    return "\n".join(filter(None, [*events, *letters]))


def failed_jobs(world: World) -> str:
    """What RQ keeps for a week of every job that failed for good."""
    redis = world.house.redis
    ids = queue(redis).failed_job_registry.get_job_ids()
    jobs = Job.fetch_many(ids, connection=redis, serializer=JSONSerializer)
    results = [job.latest_result() for job in jobs if job is not None]
    return "\n".join(str(result.exc_string) for result in results if result is not None)


def says_nothing_personal(*places: str) -> None:
    """As text, and as Python and JSON write it in ASCII."""
    for words in (SAID, NAME, PHONE):
        ascii_only = words.encode("unicode_escape").decode()
        for place in places:
            assert words not in place
            assert ascii_only not in place


def test_a_conversation_leaves_no_words_in_the_logs(world: World, output: Any) -> None:
    """Joining: a name, a phone, a workplace, and a message nobody understands."""
    newcomer = world.people["ลับ"] = "U" + "9" * 32
    for words in ("สมัคร", "ยินยอม", "ขาย", "บ้านวังน้ำวน", NAME, PHONE, "ข้าม", "ยืนยัน", SAID):
        message = {"id": "1", "type": "text", "text": words}
        assert Door(world.app, world.clock).send(_event(newcomer, message)) == 200
        world.settle()
    says_nothing_personal(output(), errors(world))


_numbers = iter(range(10**6))


def _event(user: str, message: dict[str, Any]) -> dict[str, Any]:
    number = next(_numbers)
    return {
        "type": "message",
        "webhookEventId": f"{number:026d}",
        "timestamp": number,
        "source": {"type": "user", "userId": user},
        "replyToken": f"{number:032x}",
        "message": message,
    }


def test_a_bug_that_meets_a_message_repeats_none_of_it(
    world: World, output: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(desk: Any) -> Any:
        try:
            raise KeyError(f"{SAID} {NAME}")
        except KeyError as error:
            raise ValueError(f"cannot read {PHONE}") from error

    monkeypatch.setitem(BOOK.__dict__, "help", fails)
    world.line.say(world.user(FARMER), "ช่วยเหลือ")
    for _ in range(MOST_TRIES):
        world.settle()
        world.sweep()
    with world.house.reading() as session:
        (event,) = session.scalars(select(InboxEvent)).all()
    assert (event.tries, event.reply_state) == (MOST_TRIES, ReplyState.SENT)
    assert event.error is not None
    assert event.error.startswith("ValueError at ")
    assert "handlers/listening.py" in event.error
    said = output()
    assert "event not heard" in said
    says_nothing_personal(said, event.error)


def test_a_job_that_fails_keeps_no_words_of_the_database(
    world: World, output: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL repeats the value that broke a rule."""

    def fails(session: Any, now: Any) -> None:
        detail = f"DETAIL: Key (name)=({NAME}) already exists."
        raise IntegrityError("INSERT INTO members", {"name": NAME}, Exception(detail))

    monkeypatch.setattr("jobs.work.match_all", fails)
    queue(world.house.redis).enqueue_call("jobs.work.match")
    world.work()
    said, kept = output(), failed_jobs(world)
    assert "IntegrityError at " in said
    assert "IntegrityError at " in kept
    says_nothing_personal(said, kept)


def test_the_other_work_goes_on_when_one_part_of_the_sweep_fails(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(session: Any, now: Any) -> None:
        raise ValueError("a bug")

    world.line.say(world.user(FARMER), "ของฉัน")
    world.line.settle()
    queue(world.house.redis).empty()  # type: ignore[no-untyped-call]
    world.house.redis.flushall()
    monkeypatch.setattr("jobs.work.lapse_offers", fails)
    world.sweep()
    assert world.news(FARMER)


def test_a_letter_that_is_no_message_is_set_aside_and_holds_up_no_other(
    world: World, output: Any
) -> None:
    facts: list[dict[str, Any]] = [
        {"messages": [{"type": SAID, "text": NAME}]},
        {"words": SAID},
        {"messages": [{"type": "text", "text": "ค่ะ"}]},
    ]
    with world.house.sessions.begin() as session:
        (member,) = _members(session)
        for number, each in enumerate(facts):
            Letter.owe(session, member, "reply", each, f"k{number}", world.clock())
    world.house.bells.ring("jobs.work.deliver")
    world.settle()
    with world.house.reading() as session:
        letters = session.scalars(select(Letter).order_by(Letter.id)).all()
    states = [letter.state for letter in letters]
    assert states == [LetterState.FAILED, LetterState.FAILED, LetterState.SENT]
    assert str(letters[0].error).startswith("400")
    assert "bot/" in str(letters[1].error)
    says_nothing_personal(output(), errors(world))


def test_a_reply_that_is_no_message_does_not_silence_its_member(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BOOK.__dict__, "help", lambda desk: [{"type": SAID}])
    world.says(FARMER, "ช่วยเหลือ")
    assert world.says(FARMER, "ของฉัน")
    with world.house.reading() as session:
        first, second = session.scalars(select(InboxEvent).order_by(InboxEvent.id)).all()
    assert (first.reply_state, second.reply_state) == (ReplyState.REPEATED, ReplyState.SENT)


def test_a_letter_line_refuses_is_logged_by_its_number(world: World, output: Any) -> None:
    with world.house.sessions.begin() as session:
        (member,) = _members(session)
        messages = [{"type": "text", "text": ""}]
        letter = Letter.owe(session, member, "reply", {"messages": messages}, "k", world.clock())
    world.house.bells.ring("jobs.work.deliver")
    world.settle()
    with world.house.reading() as session:
        assert letter is not None
        refused = session.get_one(Letter, letter.id)
    assert refused.state == LetterState.FAILED
    assert refused.error is not None
    assert refused.error.startswith("400")
    said = output()
    assert "letter refused" in said
    says_nothing_personal(said)


def _members(session: Any) -> list[int]:
    return list(session.scalars(select(Member.id).where(Member.name == FARMER)))


def test_a_request_that_fails_is_answered_500_and_logs_its_place(
    door: Door, output: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError(f"{SAID} {PHONE}")

    monkeypatch.setattr("bot.webhook.rows", fails)
    assert door.send(door.event()) == 500
    said = output()
    assert "RuntimeError at " in said
    assert "bot/webhook.py" in said
    assert "Traceback" not in said
    says_nothing_personal(said)


def test_an_unknown_page_is_still_a_404(door: Door) -> None:
    assert door.app.test_client().get("/nothing").status_code == 404


def test_an_error_is_told_by_its_kind_and_our_own_places() -> None:
    def inner() -> None:
        raise LookupError(SAID)

    try:
        inner()
    except LookupError as error:
        words = told(error)
    assert words.startswith("LookupError at tests/bot/test_logs.py:")
    assert words.count("called by") == 1
    assert "inner, called by tests/bot/test_logs.py:" in words
    says_nothing_personal(words)
    assert told(ValueError(SAID)) == "ValueError at an unknown place"
