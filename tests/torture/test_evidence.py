"""What is written down: calls from the simulator's log, and the history of a violation."""

from typing import Any

from models.audit import Violation
from models.audit.concerned import named_in, rows_concerned
from models.inbox import InboxEvent
from models.outbox import Letter
from tests.torture.honest import Honest
from torture.quiet import waiting
from torture.recorder import call_of
from torture.report import Report

PUSH: dict[str, Any] = {
    "seq": 7,
    "path": "/v2/bot/message/push",
    "status": 200,
    "note": None,
    "request": {"to": "U1", "messages": [{"type": "text", "text": "ค่ะ"}]},
    "response": {"sentMessages": [{"id": "5"}]},
    "user_ids": ["U1"],
    "headers": {"X-Line-Retry-Key": "K"},
}


def test_a_push_keeps_its_key_its_words_and_its_bubbles() -> None:
    call = call_of(PUSH)
    assert (call.way, call.to, call.retry_key, call.sent) == ("push", "U1", "K", ("5",))
    assert call.is_accepted


def test_a_repeat_that_line_refused_has_made_no_bubble() -> None:
    call = call_of({**PUSH, "status": 409})
    assert not call.is_accepted
    assert call.sent == ()


def test_a_violation_names_its_rows_once() -> None:
    assert named_in("event 3 and letter 7, event 3 again") == [(InboxEvent, 3), (Letter, 7)]


def test_the_rows_concerned_are_shown_or_missed(honest: Honest) -> None:
    letter = honest.letter("offer")
    shown = list(rows_concerned(honest.market.session, f"letter {letter.id} and letter 999"))
    assert f"retry_key={letter.retry_key}" in shown[0]
    assert shown[1] == "Letter 999: no such row"


def test_the_history_tells_what_the_phone_did_and_line_answered(honest: Honest) -> None:
    event = honest.event(1)
    report = Report([Violation("some_rule", f"event {event.id} is odd")])
    report.tell(honest.market.session, honest.seen)
    told = "\n".join(report.lines)
    assert "some_rule 1" in told
    assert "ยืนยัน" in told
    assert "reply 200" in told


def test_only_what_the_system_owes_is_waited_for(honest: Honest) -> None:
    assert not any(waiting(honest.market.session, honest.market.now).values())
    honest.event(1).heard_at = None
    honest.letter("offer").state = "owed"  # type: ignore[assignment]
    honest.market.session.flush()
    counts = waiting(honest.market.session, honest.market.now)
    assert (counts["events"], counts["letters"]) == (1, 1)
