"""Whatever comes to the webhook gets a clear status, and whatever was stored is heard."""

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.inbox import InboxEvent
from tests.bot.door import Door
from tests.bot.grammar import DATA, anything, bodies, events, with_ids
from tests.postgres import PostgresServer
from tests.world import World, open_world

FEW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CLEAR = {200, 400, 403, 413}
BODY = json.dumps({"destination": "U0", "events": [{"webhookEventId": "1", "type": "x"}]}).encode()
Json = dict[str, Any]


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def market(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One market for all that is thrown at it: what one event leaves behind, the next one meets."""
    redis = f"redis://127.0.0.1:{request.getfixturevalue('valkey_server').port}/2"
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_market")
        copy = shutil.copy(template, tmp_path_factory.mktemp("fuzz") / "market.sqlite3")
        url = f"sqlite:///{copy}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create_database(request.getfixturevalue("postgres_market"))
    with open_world(url, redis, filled=True) as opened:
        yield opened


def door(world: World) -> Door:
    return Door(world.app, world.clock)


def stored(world: World, ids: set[str]) -> dict[str, InboxEvent]:
    with world.house.reading() as session:
        found = session.scalars(select(InboxEvent).where(InboxEvent.event_id.in_(ids)))
        return {event.event_id: event for event in found}


def listen_to_all(world: World) -> None:
    """Until nothing waits; an event that a bug meets is set aside after its third try."""
    world.settle()
    world.clock.forward(seconds=61)
    world.sweep()


@MANY
@given(some=bodies)
def test_every_event_of_a_body_is_stored(market: World, some: list[Json]) -> None:
    sent = with_ids(some)
    assert door(market).send(*sent) == 200
    assert stored(market, {e["webhookEventId"] for e in sent}).keys() == {
        event["webhookEventId"] for event in sent
    }


@FEW
@given(some=bodies)
def test_whatever_was_stored_is_heard_without_a_bug(
    market: World, some: list[Json], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    caplog.clear()
    sent = with_ids(some)
    assert door(market).send(*sent) == 200
    listen_to_all(market)
    for event in stored(market, {e["webhookEventId"] for e in sent}).values():
        assert event.heard_at is not None, event.payload
        assert (event.tries, event.error) == (0, None), event.payload


def test_no_tap_that_anybody_could_forge_meets_a_bug(market: World) -> None:
    """A tap's data comes back from phones: digits that are none, and numbers beyond any id."""
    knock = door(market)
    people = [market.user(name) for name in ("แม่บุญมี", "คุณอรุณี", "น้องฝ้าย")]
    sent = with_ids([knock.event("postback", user, timestamp=n * 1000, postback={"data": data})
                     for n, data in enumerate(DATA) for user in people])  # fmt: skip
    assert knock.send(*sent) == 200
    listen_to_all(market)
    found = stored(market, {e["webhookEventId"] for e in sent}).values()
    bugs = [(e.payload["postback"], e.error) for e in found if e.tries or not e.heard_at]
    assert bugs == []


@FEW
@given(some=st.lists(events, min_size=1, max_size=4), thing=anything)
def test_what_is_no_event_spoils_none(market: World, some: list[Json], thing: object) -> None:
    sent = with_ids(some)
    extra = thing if not isinstance(thing, dict) else [thing]
    assert door(market).send(*sent, extra) == 200
    assert len(stored(market, {e["webhookEventId"] for e in sent})) == len(sent)


@MANY
@given(body=st.binary(max_size=300))
def test_any_bytes_get_a_clear_status(market: World, body: bytes) -> None:
    assert door(market).knock(body) in CLEAR
    assert door(market).knock(body, {}) == 403


@MANY
@given(content=anything)
def test_any_json_gets_a_clear_status(market: World, content: object) -> None:
    assert door(market).knock(json.dumps(content).encode()) in CLEAR


@MANY
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(BODY) - 1), st.binary(max_size=3), st.integers(0, 3)),
        min_size=1,
        max_size=4,
    )
)
def test_broken_bytes_get_a_clear_status(
    market: World, edits: list[tuple[int, bytes, int]]
) -> None:
    """A body that was whole, with bytes put in, taken out and changed."""
    body = bytearray(BODY)
    for place, put, away in edits:
        body[place : place + away] = put
    assert door(market).knock(bytes(body)) in CLEAR


@MANY
@given(body=st.binary(max_size=100), signature=st.text(max_size=60))
def test_no_invented_signature_opens(market: World, body: bytes, signature: str) -> None:
    header = signature.encode("utf-8", "replace").decode("latin-1")
    printable = "".join(c for c in header if c.isprintable())
    assert door(market).knock(body, {"x-line-signature": printable}) == 403


def test_nothing_of_all_this_has_left_anything_unheard(market: World) -> None:
    """The last of this file: everything that was thrown at this market before."""
    listen_to_all(market)
    with market.house.reading() as session:
        left = session.scalars(select(InboxEvent).where(InboxEvent.heard_at.is_(None))).all()
    assert left == []
