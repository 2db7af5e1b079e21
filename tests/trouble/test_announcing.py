"""An announcement under trouble: everyone once, nobody left out, the shortfall told truthfully."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from bot import line as client
from models import announcing
from models.announcement import Announcement, AnnouncementState, PartState
from models.announcing import counts, send_on, stop, withdraw
from models.base import needed
from models.outbox import Letter
from models.people import Member
from tests.trouble.signs import FARMER, KITCHEN, STAFF, calls, minutes_pass
from tests.world import World

EVERYONE = [{"kind": "everyone", "of": ""}]
WORDS = "อบรมทำปุ๋ย วันเสาร์นี้ เก้าโมง"
SENDING = "/multicast"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people in each call, so that there are several."""
    monkeypatch.setattr(announcing, "MOST_IN_A_PART", 2)
    monkeypatch.setattr(client, "TIMEOUT", (0.5, 0.5))


def schedule(world: World, audience: list[dict[str, str]] = EVERYONE) -> int:
    with world.house.sessions.begin() as session:
        author = session.scalars(select(Member).where(Member.name == STAFF)).one()
        at = world.clock()
        made = Announcement.schedule(
            session, author.id, "training", {"words": WORDS}, audience, at, at
        )
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
