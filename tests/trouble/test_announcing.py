"""An announcement under trouble: everyone once, nobody left out, the shortfall told truthfully."""

import contextlib
import threading
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from bot import broadcast
from bot import line as client
from bot.draining import NotYet
from models import announcing
from models.announcement import Announcement, AnnouncementState, PartState
from models.announcing import counts, finish, send_on, stop, withdraw
from models.base import needed
from models.outbox import Letter
from models.people import Member
from models.photo import Photo
from tests.trouble.signs import FARMER, KITCHEN, STAFF, calls, minutes_pass
from tests.world import World, open_world

EVERYONE = [{"kind": "everyone", "of": ""}]
WORDS = "อบรมทำปุ๋ย วันเสาร์นี้ เก้าโมง"
SAID = {"words": WORDS}
SENDING = "/multicast"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people in each call, so that there are several."""
    monkeypatch.setattr(announcing, "MOST_IN_A_PART", 2)
    monkeypatch.setattr(client, "TIMEOUT", (0.5, 0.5))


def schedule(
    world: World, audience: list[dict[str, str]] = EVERYONE, content: dict[str, Any] = SAID
) -> int:
    with world.house.sessions.begin() as session:
        author = session.scalars(select(Member).where(Member.name == STAFF)).one()
        at = world.clock()
        made = Announcement.schedule(session, author.id, "training", content, audience, at, at)
        return made.id


def announcement(world: World) -> Announcement:
    with world.house.reading() as session:
        found = session.scalars(select(Announcement)).one()
        _ = [part.people for part in found.parts]
        return found


def heard(world: World) -> Counter[str]:
    """How often each phone shows the announcement."""
    shown = {
        name: [m for m in world.line.phone(user)["messages"] if m["message"].get("text") == WORDS]
        for name, user in world.people.items()
    }
    return Counter({name: len(messages) for name, messages in shown.items() if messages})


def members(world: World) -> list[str]:
    with world.house.reading() as session:
        found = session.scalars(select(Member.name).where(Member.standing == "approved"))
        return [name for name in found if name]


def reports(world: World) -> list[dict[str, Any]]:
    with world.house.reading() as session:
        kind = select(Letter.facts).where(Letter.kind == "announced").order_by(Letter.id)
        return list(session.scalars(kind))


def test_everyone_who_is_meant_hears_it_once_and_its_author_how_many(world: World) -> None:
    schedule(world)
    world.sweep()
    assert heard(world) == dict.fromkeys(members(world), 1)
    (report,) = reports(world)
    assert (report["state"], report["sent"]) == ("done", len(members(world)))


def test_only_who_is_meant_hears_it(world: World) -> None:
    schedule(world, [{"kind": "producers", "of": ""}, {"kind": "buyer_kind", "of": "hospital"}])
    world.sweep()
    assert {FARMER, KITCHEN} <= heard(world).keys()
    assert not {STAFF, "ครูวิภา"} & heard(world).keys()


def test_who_mutes_its_subject_and_who_has_blocked_us_are_counted_and_not_paid_for(
    world: World,
) -> None:
    with world.house.sessions.begin() as session:
        farmer, kitchen = (
            session.scalars(select(Member).where(Member.name == name)).one()
            for name in (FARMER, KITCHEN)
        )
        farmer.muted, kitchen.blocked_at = ["training"], world.clock()
    schedule(world)
    world.sweep()
    assert not {FARMER, KITCHEN} & heard(world).keys()
    (report,) = reports(world)
    assert (report["unwilling"], report["blocked"]) == (1, 1)


def test_calls_that_fail_or_hang_up_after_acceptance_are_repeated_without_a_second_copy(
    world: World,
) -> None:
    world.line.faults(api_path=SENDING, api_error_next=2, api_drop_after_accept_next=2)
    schedule(world)
    world.sweep()
    minutes_pass(world, 3)
    assert heard(world) == dict.fromkeys(members(world), 1)
    assert reports(world)[-1]["sent"] == len(members(world))


def test_a_quota_that_runs_out_in_the_middle_pauses_it_and_is_told_truthfully(
    world: World,
) -> None:
    world.line.settings(quota_limit=5)
    schedule(world)
    world.sweep()
    found = announcement(world)
    assert found.state == AnnouncementState.PAUSED
    assert counts(found)[PartState.SENT] == heard(world).total() == 4
    (report,) = reports(world)
    assert (report["sent"], report["quota"]) == (4, len(members(world)) - 4)
    world.line.settings(quota_limit=None)
    with world.house.sessions.begin() as session:
        assert send_on(session, session.scalars(select(Announcement)).one(), world.clock())
    minutes_pass(world, 1)
    assert heard(world) == dict.fromkeys(members(world), 1)
    assert [report["state"] for report in reports(world)] == ["paused", "done"]


def test_one_whom_line_refuses_costs_nobody_else_the_news(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.house.sessions.begin() as session:
        odd = session.scalars(select(Member).where(Member.name == FARMER)).one()
        odd.line_user_id = "nobody"
    schedule(world)
    world.sweep()
    minutes_pass(world, 2)
    assert heard(world) == dict.fromkeys(set(members(world)) - {FARMER}, 1)
    (report,) = reports(world)
    assert (report["failed"], report["sent"]) == (1, len(members(world)) - 1)


def test_stopped_it_begins_no_further_part_and_reports_what_was_not_sent(world: World) -> None:
    world.line.faults(api_path=SENDING, rate_limited_next=100)
    schedule(world)
    world.sweep()
    with world.house.sessions.begin() as session:
        assert stop(session, session.scalars(select(Announcement)).one(), world.clock())
        assert "deliver" in needed(session)
    world.line.faults(rate_limited_next=0)
    minutes_pass(world, 2)
    assert heard(world) == {}
    assert reports(world)[-1]["stopped"] == len(members(world))


def test_withdrawn_before_its_time_it_is_never_sent(world: World) -> None:
    number = schedule(world)
    with world.house.sessions.begin() as session:
        assert withdraw(session.get_one(Announcement, number), world.clock())
    minutes_pass(world, 2)
    assert (heard(world), calls(world, SENDING)) == ({}, [])


def stopped(world: World) -> None:
    with world.house.sessions.begin() as session:
        assert stop(session, session.scalars(select(Announcement)).one(), world.clock())


def tries(world: World) -> None:
    with contextlib.suppress(NotYet):
        broadcast.announce(world.house)


@pytest.mark.parametrize("fault", [{"rate_limited_next": 1}, {"quota_exhausted": True}], ids=str)
def test_what_line_has_not_taken_is_neither_in_doubt_nor_awaited_when_it_is_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    multicast = world.house.line.multicast

    def stopped_meanwhile(to: Any, messages: Any, key: str) -> Any:
        if announcement(world).state == AnnouncementState.SENDING:
            stopped(world)
        return multicast(to, messages, key)

    monkeypatch.setattr(world.house.line, "multicast", stopped_meanwhile)
    world.line.faults(**({"api_path": SENDING} if "rate_limited_next" in fault else {}), **fault)
    schedule(world)
    tries(world)
    minutes_pass(world)
    (report,) = reports(world)
    assert (report["unsure"], report["quota"]) == (0, 0)
    assert report["stopped"] == len(members(world))


def test_two_who_give_up_the_last_parts_at_once_still_report_it(
    both_worlds: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, both = both_worlds, threading.Barrier(2)
    world.line.faults(api_path=SENDING, api_error_next=2)
    audience = [{"kind": "producers", "of": ""}]
    schedule(world, audience)
    tries(world)
    in_doubt = [p for p in announcement(world).parts if p.state == PartState.OWED]
    assert len(in_doubt) == 2
    stopped(world)
    world.clock.forward(minutes=1)

    def met(*about: Any) -> None:
        counts(about[1])  # each looks before the other has written
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(2)
        finish(*about)

    monkeypatch.setattr(broadcast, "finish", met)
    workers = [threading.Thread(target=tries, args=(world,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert announcement(world).ended_at is not None
    assert len(reports(world)) == 1


@pytest.mark.parametrize("words", [WORDS, ""], ids=["beside words", "alone"])
def test_a_picture_that_is_gone_is_not_announced(
    sqlite_url: str, redis_url: str, words: str
) -> None:
    public_url = "https://market.example"
    with open_world(sqlite_url, redis_url, filled=True, public_url=public_url) as world:
        announces_what_is_gone(world, words)


def announces_what_is_gone(world: World, words: str) -> None:
    with world.house.sessions.begin() as session:
        photo = Photo.ask(session, "M1", world.clock())
        photo.forget("unsent")
        said = {"picture": photo.token} | ({"words": words} if words else {})
    schedule(world, content=said)
    world.sweep()
    shown = [call["request"]["messages"] for call in calls(world, SENDING)]
    assert all(messages == [{"type": "text", "text": WORDS}] for messages in shown)
    (report,) = reports(world)
    assert report["sent" if words else "failed"] == len(members(world))
    assert bool(shown) == bool(words)


def test_one_that_a_bug_keeps_from_beginning_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = schedule(world)
    with world.house.sessions.begin() as session:
        session.get_one(Announcement, first).audience = [{"kind": "nobody knows", "of": ""}]
    schedule(world)
    world.sweep()
    assert heard(world) == dict.fromkeys(members(world), 1)
