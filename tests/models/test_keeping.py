"""Words are let go of when they have done their work; facts and unsettled things stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Select

from models import waiting
from models.inbox import InboxEvent, ReplyState
from models.keeping import (
    KEPT,
    KEPT_OF_GUESTS,
    KEPT_SHOWN,
    KEPT_UNPOSTED,
    let_go,
    old_events,
    old_events_of_guests,
    old_letters,
)
from models.lot import Lot
from models.outbox import Letter, LetterState
from models.people import Member, Role, Standing
from models.photo import Photo
from tests.models.market import TODAY, Market
from tests.models.test_inbox import keep, row

GUEST = "Uguest"


def heard(market: Market, sender: str, state: ReplyState = ReplyState.SENT) -> InboxEvent:
    keep(market, row(f"of {sender[-8:]}", sender=sender))
    (found,) = market.session.execute(waiting.unheard([sender]))
    event = InboxEvent.claimed(market.session, found.id, market.now)
    assert event is not None
    event.answer([{"type": "text", "text": "secret"}])
    event.reply_state, event.memory = state, {"threads": []}
    Member.known_as(market.session, sender).heard_event_id = event.id
    return event


def plan(market: Market, query: Select[Any]) -> str:
    """How the database would look for it, the table being too small to be read as a whole."""
    connection = market.session.connection()
    words = query.compile(connection, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN"
    return str(connection.exec_driver_sql(f"{explain} {words}".replace("%", "%%")).all())


def test_what_was_let_go_of_long_ago_is_not_looked_at_every_minute(market: Market) -> None:
    assert "ix_inbox_kept" in plan(market, old_events(market.now))
    assert "ix_letters_kept" in plan(market, old_letters(market.now))
    of_guests = plan(market, old_events_of_guests(market.now))
    assert "ix_inbox_kept" in of_guests or "ix_inbox_unheard" in of_guests


def test_a_members_words_are_kept_for_a_month_and_then_let_go(market: Market) -> None:
    event = heard(market, market.member("แม่บุญมี").line_user_id)
    market.now += KEPT
    assert let_go(market.session, market.now) == 0
    market.later(seconds=1)
    assert let_go(market.session, market.now) == 1
    assert (event.replies, event.memory, event.payload.get("message")) == (None, None, None)
    assert event.reply_state == ReplyState.SENT
    assert let_go(market.session, market.now) == 0


def test_a_guests_words_are_let_go_of_after_a_day(market: Market) -> None:
    Member.known_as(market.session, GUEST)
    event = heard(market, GUEST)
    market.now += KEPT_OF_GUESTS
    market.later(seconds=1)
    assert let_go(market.session, market.now) == 1
    assert event.replies is None


def test_what_is_not_settled_is_never_let_go_of(market: Market) -> None:
    heard(market, market.member("แม่บุญมี").line_user_id, ReplyState.TRIED)
    keep(market, row("unheard"))
    Letter.owe(market.session, market.member("แม่บุญมี").id, "approved", {}, "k", market.now)
    market.now += 2 * KEPT
    assert let_go(market.session, market.now) == 0


def test_a_letter_that_arrived_is_emptied_but_stays(market: Market) -> None:
    member = market.member("แม่บุญมี")
    letter = Letter.owe(market.session, member.id, "approved", {"name": "secret"}, "k", market.now)
    assert letter is not None
    letter.trying([{"type": "text", "text": "secret"}], market.now)
    letter.arrived(market.now)
    market.now += KEPT
    market.later(seconds=1)
    assert let_go(market.session, market.now) == 1
    assert (letter.facts, letter.rendered, letter.state) == ({}, None, LetterState.SENT)


def pictured(market: Market, *lots: Lot) -> Photo:
    """A fetched picture that goes with *lots*."""
    photo = Photo.ask(market.session, "m1", market.now)
    photo.keep(b"picture", "image/png", market.now)
    for lot in lots:
        lot.photo = photo
    market.session.flush()
    return photo


def shown(market: Market, photo: Photo) -> bool:
    let_go(market.session, market.now)
    market.session.expire_all()
    return market.session.scalars(Photo.named(photo.token)).first() is not None


def test_a_picture_nobody_posted_with_goes_after_two_days(market: Market) -> None:
    photo = pictured(market)
    market.now += KEPT_UNPOSTED
    assert shown(market, photo)
    market.later(seconds=1)
    assert not shown(market, photo)
    assert (photo.content, photo.content_type) == (None, None)


def test_a_picture_stays_a_week_longer_than_the_last_day_of_its_goods(market: Market) -> None:
    lots = [market.post("แม่บุญมี"), market.post("แม่บุญมี", last=TODAY + timedelta(days=9))]
    photo = pictured(market, *lots)
    market.now += timedelta(days=9) + KEPT_SHOWN
    assert shown(market, photo)
    market.later(days=1)
    assert not shown(market, photo)


def test_the_picture_of_withdrawn_goods_goes(market: Market) -> None:
    lot = market.post("แม่บุญมี", last=TODAY + timedelta(days=30))
    photo = pictured(market, lot)
    market.now += 2 * KEPT_UNPOSTED
    assert shown(market, photo)
    lot.withdraw(market.session, market.now)
    assert not shown(market, photo)
    assert lot.photo is photo


def test_a_picture_that_never_came_is_no_longer_asked_for(market: Market) -> None:
    Photo.ask(market.session, "m1", market.now)
    market.now += 2 * KEPT_UNPOSTED
    let_go(market.session, market.now)
    assert market.session.scalars(Photo.owed()).all() == []


def test_an_operator_appoints_the_first_member_of_staff(market: Market) -> None:
    member = Member.known_as(market.session, GUEST)
    member.appoint(Role.STAFF, "น้องฝ้าย", market.now)
    assert member.is_staff
    assert (member.standing, member.name) == (Standing.APPROVED, "น้องฝ้าย")


@pytest.mark.parametrize("end", ["give_up", "wait_for_quota"])
def test_a_letter_that_never_arrived_is_emptied_too(market: Market, end: str) -> None:
    member = market.member("แม่บุญมี")
    letter = Letter.owe(market.session, member.id, "approved", {"name": "secret"}, "k", market.now)
    assert letter is not None
    letter.give_up("400") if end == "give_up" else letter.wait_for_quota("429", market.now)
    market.now += KEPT
    market.later(seconds=1)
    assert let_go(market.session, market.now) == 1
    assert (letter.facts, letter.rendered, letter.state) == ({}, None, LetterState.FAILED)
    letter.again(market.now)
    assert letter.state == LetterState.FAILED
